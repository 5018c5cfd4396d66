"""What the department does before there are figures, the done ones ticked: the same steps on every empty page."""

from django.urls import reverse
from django.utils.translation import gettext as _

from branches.models import Organisation
from core.choices import Role


def first_steps(scope, campaign):
    """The steps as ui/empty.html takes them; none for others than the department, and none once there are figures.

    `campaign`: the one on show, with `baseline_on` and `figures_from`; None before there is one.
    """
    if not scope.has(Role.DEPARTMENT) or (campaign is not None and campaign.figures_from):
        return []
    has_round = campaign is not None and campaign.baseline_on is not None
    has_roster = scope.of(Organisation, role=Role.DEPARTMENT).units().exists()
    steps = [
        (_("Import the roster"), reverse("workbook_upload", args=["roster"]), has_roster),
        (_("Open a campaign"), reverse("ratings:campaign_new"), campaign is not None),
        (_("Open its first round, the baseline"), _round_url(campaign), has_round),
        (_("Rate the branches in the baseline"), reverse("ratings:rounds") if has_round else None, False),
    ]
    return [{"label": label, "url": url, "done": done} for label, url, done in steps]


def _round_url(campaign):
    return reverse("ratings:round_new", args=[campaign.code]) if campaign else None
