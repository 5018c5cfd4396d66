"""The branches behind a figure of a target: who is missing comes before who is covered (R24)."""

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.figures import NameList, NameNote
from core.web.links import page_query
from pledges.choices import PlanKind
from pledges.figures.texts import COVERED, FIGURES, LISTS, MISSING, NOT_RISEN
from pledges.queries.cover import covered_on, covering_plans, known_by
from ratings.choices import Tier
from ratings.queries.cohort import CohortMembers


def named_lists(campaign, target, on, unit, key) -> list[NameList]:
    """The NameLists behind the figure `key` of `target` on day `on`, of one `unit` (primary key) or of all."""
    if key == "cover":
        return _of_cover(campaign, target, known_by(on), unit)
    entries = CohortMembers(campaign, target, on, unit)
    return [NameList(one, LISTS[one][0], entries.of(LISTS[one][1])) for one in FIGURES[key].lists]


def _of_cover(campaign, target, on, unit):
    """Those not risen and open without a plan that covers them, then those with one."""
    entries, is_covered = (
        CohortMembers(campaign, target, on, unit),
        Q(organisation__in=covered_on(campaign, target, on)),
    )
    is_open = Q(organisation__closed_on=None) | Q(organisation__closed_on__gt=on)
    missing, covered = entries.of(NOT_RISEN, is_open & ~is_covered), entries.of(among=is_covered)

    def notes(shown):
        plans = covering_plans(campaign, target, on, [one.branch.pk for one in shown])
        return {branch: [_note(plan, on) for plan in found] for branch, found in plans.items()}

    return [
        NameList("not-covered", MISSING, missing),
        NameList("covered", COVERED, covered, notes if len(covered) else None),
    ]


def _note(plan, on):
    facts = {"kind": PlanKind(plan.kind).label, "goal": Tier(plan.goal).label, "day": date_format(plan.due_on)}
    address = reverse("pledges:plan", args=[plan.pk]) + page_query(on=on if on < timezone.localdate() else None)
    return NameNote(_("%(kind)s: %(goal)s by %(day)s") % facts, address)
