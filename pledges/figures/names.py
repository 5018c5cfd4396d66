"""The branches behind a figure of a target: who is missing comes before who is covered (R24)."""

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.figures import NameList, NameNote
from core.web.links import page_query
from pledges.choices import PlanKind
from pledges.figures.texts import COVERED, FIGURES, LISTS, MISSING, NOT_RISEN
from pledges.queries.cover import covering_plans, known_by
from ratings.choices import Tier
from ratings.queries.cohort import cohort


def named_lists(campaign, target, on, unit, key) -> list[NameList]:
    """The NameLists behind the figure `key` of `target` on day `on`, of one `unit` (primary key) or of all."""
    if key == "cover":
        known = known_by(on)
        plans = covering_plans(campaign, target, known, unit)
        return _of_cover(cohort(campaign, target, known, unit), plans, known)
    entries = cohort(campaign, target, on, unit)
    return [_list(one, entries) for one in FIGURES[key].lists]


def _list(key, entries):
    title, outcomes = LISTS[key]
    return NameList(key, title, [entry for entry in entries if entry.outcome in outcomes])


def _of_cover(entries, plans, on):
    """Those not risen and open without a plan that covers them, then those with one."""
    behind = [one for one in entries if one.outcome in NOT_RISEN and _is_open(one, on)]
    missing = [one for one in behind if one.branch.pk not in plans]
    covered = [one for one in entries if one.branch.pk in plans]
    notes = {branch: [_note(plan, on) for plan in found] for branch, found in plans.items()}
    return [NameList("not-covered", MISSING, missing), NameList("covered", COVERED, covered, notes)]


def _is_open(entry, on):
    return entry.branch.closed_on is None or on < entry.branch.closed_on


def _note(plan, on):
    facts = {"kind": PlanKind(plan.kind).label, "goal": Tier(plan.goal).label, "day": date_format(plan.due_on)}
    address = reverse("pledges:plan", args=[plan.pk]) + page_query(on=on if on < timezone.localdate() else None)
    return NameNote(_("%(kind)s: %(goal)s by %(day)s") % facts, address)
