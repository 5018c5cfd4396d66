"""Who is covered on a day, in figures and in names (R24); a board with its cover."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from django.db.models import QuerySet, Sum
from django.utils import timezone

from pledges.models import CoverSpan, CoverStep
from pledges.queries.promises import promising_plans
from pledges.rules.cover import covers
from ratings.queries.board import Board, BoardUnit, board, of_units
from ratings.queries.groups import Days, UnitGroup, unit_groups
from ratings.rules.progress import TargetRule


class CoveringPlan(NamedTuple):
    """A plan that covers its branch on a day, with the `goal` and the due day that held then."""

    pk: int
    kind: str
    goal: int
    due_on: date


def cover(campaign, on: date, units: Sequence[int] = ()) -> dict[int | None, dict[str, int]]:
    """{primary key of a unit, None the university: {code of a target: covered branches}} on day `on`, of `units`
    (primary keys) and of the university: one query. What is 0 may be absent, of many units there may be others."""
    steps = CoverStep.objects.filter(target__campaign=campaign, day__lte=on).order_by()
    sums = steps.values_list("unit", "target__code").annotate(Sum("change"))
    found = defaultdict(dict)
    # "or" would make the database read every unit's rows
    for unit, code, covered in sums.filter(of_units(units)).union(sums.filter(unit=None), all=True):
        found[unit][code] = covered
    return found


def covered_board(campaign, on: date, units: Iterable[BoardUnit]) -> Board:
    """`ratings.queries.board.board` with the cover of the day: one more query. Every page asks this one (R10).

    Of a day ahead cover and states are today's (R34).
    """
    units, known = list(units), known_by(on)
    return board(campaign, on, units, cover(campaign, known, [unit.pk for unit in units]), known)


def covered_groups(
    campaign, targets: Sequence[TargetRule], on: date, units: Sequence[int], fields: Collection[str] = ()
) -> list[UnitGroup]:
    """`units` (primary keys), those alike together, as the `covered_board` of `targets` says of each: two queries.
    `fields`: see `ratings.queries.groups.unit_groups`."""
    known = known_by(on)
    return unit_groups(campaign, targets, Days(on, known), units, cover(campaign, known, units), fields)


def known_by(on: date) -> date:
    """The day of what is told of cover on day `on`: today when that lies ahead (R34)."""
    return min(on, timezone.localdate())


def covered_on(campaign, target, on: date) -> QuerySet:
    """The primary keys, as a subquery, of the branches that are covered for `target` on day `on`."""
    spans = CoverSpan.objects.filter(target__campaign=campaign, target__code=target.code)
    return spans.filter(since__lte=on, until__gt=on).order_by().values("organisation")


def covering_plans(campaign, target, on: date, branches: Iterable[int]) -> dict[int, list[CoveringPlan]]:
    """{primary key of one of `branches` that is covered for `target` on day `on`: its plans that cover it}: four
    queries."""
    branches = covered_on(campaign, target, on).filter(organisation__in=branches)
    found = {row["organisation"]: [] for row in branches}
    for plan in promising_plans(campaign, branches):
        found[plan.organisation] += (
            CoveringPlan(plan.pk, plan.kind, promise.goal, promise.due)
            for promise in plan.promises
            if covers(promise, target, on)
        )
    return found
