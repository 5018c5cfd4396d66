"""The department opens and changes campaigns, their targets and rounds."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from core.choices import Role
from core.web.access import page
from core.workflow.decisions import Decision
from ratings import actions
from ratings.actions.campaigns import irremovable
from ratings.campaigns.form import CampaignForm
from ratings.models import Campaign


@page(Role.DEPARTMENT)
def campaigns(request):
    """All campaigns with their rounds and targets."""
    rows = request.scope.of(Campaign).prefetch_related("rounds", "targets")
    context = {"campaigns": rows, "crumbs": [(_("Rounds"), reverse("ratings:rounds")), (_("Campaigns"), None)]}
    return render(request, "ratings/campaigns/campaigns.html", context)


@page(Role.DEPARTMENT, post=True)
def campaign_new(request):
    """Open a campaign; the notice's four targets are filled in."""
    return _campaign(request, CampaignForm(request.POST or None), _("New campaign"))


@page(Role.DEPARTMENT, post=True)
def campaign_edit(request, code):
    """Change a campaign; what is fixed by now says so."""
    campaign = request.scope.get(Campaign, code=code)
    return _campaign(request, CampaignForm(request.POST or None, campaign=campaign), campaign.name)


@page(Role.DEPARTMENT, post=True)
def campaign_remove(request, code):
    """Ask once, then take a campaign back that nobody was rated in; else say why it stays."""
    if request.method == "POST":
        return _remove(request, code)
    campaign = request.scope.get(Campaign, code=code)
    heading = _("Remove %(name)s") % {"name": campaign.name}
    decision = Decision(_("Remove"), reverse("ratings:campaigns"), refusal=irremovable(campaign))
    context = {"campaign": campaign, "decision": decision, "heading": heading, "crumbs": _crumbs(heading)}
    return render(request, "ratings/campaigns/campaign_remove.html", context)


def _remove(request, code):
    """Back to the list, which says what became of it: a second click finds it gone."""
    campaign = request.scope.of(Campaign).filter(code=code).first()
    if campaign is None:
        messages.info(request, _("There is no campaign with the code %(code)s.") % {"code": code})
        return redirect("ratings:campaigns")
    try:
        actions.remove_campaign(campaign=campaign, by=request.user)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, _("%(name)s is removed.") % {"name": campaign.name})
    return redirect("ratings:campaigns")


def _campaign(request, form, heading):
    if form.is_valid():
        campaign = form.save(by=request.user)
        if campaign:
            messages.success(request, _("%(name)s is saved.") % {"name": campaign.name})
            return redirect("ratings:campaigns")
    context = {"form": form, "heading": heading, "crumbs": _crumbs(heading)}
    return render(request, "ratings/campaigns/campaign.html", context)


def _crumbs(heading):
    return [
        (_("Rounds"), reverse("ratings:rounds")),
        (_("Campaigns"), reverse("ratings:campaigns")),
        (heading, None),
    ]
