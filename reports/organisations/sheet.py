"""A unit's branches by tier as rows of a sheet, with the plan of each."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext


def headings(rounds):
    """The headings of the sheet: as on screen, the tier in a column of its own."""
    names = [round_.name for round_ in rounds]
    plan = [_("Plan"), _("State of the plan"), _("Goal"), _("Due on"), _("Measures done"), _("Measures"), _("Overdue")]
    step = pgettext("step", "Next")
    return [_("Tier"), _("Code"), _("Branch"), _("Category"), *names, step, _("Secretary"), *plan]


def sheet_rows(groups, plan_groups):
    """One row per branch of the TierGroups (reports.queries.unit); `plan_groups`: of reports.queries.plans."""
    plans = {row.organisation.pk: row.plans for group in plan_groups for row in group.rows}
    for group in groups:
        tier = group.tier.label if group.tier else _("Not rated yet")
        for row in group.rows:
            known = [tier, row.organisation.code, row.name, row.category]
            yield [*known, *_rest(row), *_plan(plans.get(row.organisation.pk))]


def _rest(row):
    tiers = [step.tier.label if step.tier else "" for step in row.path]
    return [*tiers, row.aim, row.post.secretary.name if row.post.secretary else _("Vacant")]


def _plan(plans):
    """The cells of the first plan; nothing without one, no counts before it is in force."""
    if not plans:
        return []
    first = plans[0]
    goal = first.goal.label if first.goal else ""
    told = [first.plan.get_kind_display(), first.state.label, goal, first.due]
    done = first.progress
    return [*told, done.done, done.total, done.overdue] if first.in_force else told
