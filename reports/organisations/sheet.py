"""A unit's branches by tier as rows of a sheet."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext


def headings(rounds):
    """The headings of the sheet: as on screen, the tier in a column of its own."""
    names = [round_.name for round_ in rounds]
    return [_("Tier"), _("Code"), _("Branch"), _("Category"), *names, pgettext("step", "Next"), _("Secretary")]


def sheet_rows(groups):
    """One row per branch of the TierGroups (reports.queries.unit)."""
    for group in groups:
        tier = group.tier.label if group.tier else _("Not rated yet")
        for row in group.rows:
            yield [tier, row.organisation.code, row.name, row.organisation.get_category_display(), *_rest(row)]


def _rest(row):
    tiers = [step.tier.label if step.tier else "" for step in row.path]
    return [*tiers, row.aim, row.post.secretary.name if row.post.secretary else _("Vacant")]
