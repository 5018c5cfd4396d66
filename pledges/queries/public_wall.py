"""The public wall: which pledges anyone may read, as values made for the public, never models (N08, R27a)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, Max, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, Substr

from branches.models import UNIT_DEPTH, UNIT_PATH, Organisation
from core.scope import within
from pledges.choices import MeasureState, PlanOutcome, PlanState, WallTab
from pledges.models import Measure, Plan, Update
from pledges.rules.outcome import MeasuresDone, measures_done
from ratings.choices import Tier

FACTS = (
    *("pk", "organisation__name", "organisation__path", "goal", "due_on", "published_on", "ended_on", "outcome"),
    *("tab", "next_due"),
)
ORDERS = {
    WallTab.RUNNING: ("next_due", "pk"),
    WallTab.OVERDUE: ("next_due", "pk"),
    WallTab.ENDED: ("-ended_on", "-pk"),
}


@dataclass(frozen=True)
class PublicUnit:
    """A base organisation and how many `pledges` of its branches stand on the wall."""

    code: str
    name: str
    pledges: int = 0


@dataclass(frozen=True)
class PublicCard:
    """A pledge on the wall. `updated_on` None: nothing was reported yet; `next_due`: the first due day of what is not
    done, missed on the tab of overdue ones."""

    number: int
    branch: str
    unit: PublicUnit
    goal: str
    due_on: date
    published_on: date
    ended_on: date | None
    outcome: str
    tab: str
    next_due: date
    measures: MeasuresDone
    updated_on: date | None


def wall(day: date) -> QuerySet[Plan]:
    """The public pledges on `day`, each with its `tab` and `next_due`; its own due day when every measure is done."""
    undone = Measure.objects.filter(plan=OuterRef("pk"), dropped_on=None).exclude(state=MeasureState.DONE)
    first = undone.annotate(day=Coalesce("due_on", OuterRef("due_on"))).order_by("day").values("day")[:1]
    tab = Case(
        When(state=PlanState.ENDED, then=Value(WallTab.ENDED)),
        When(undone__lt=day, then=Value(WallTab.OVERDUE)),
        default=Value(WallTab.RUNNING),
    )
    pledges = Plan.objects.public_on(day).alias(undone=Subquery(first))
    return pledges.annotate(tab=tab, next_due=Coalesce("undone", "due_on"))


def matching(pledges: QuerySet[Plan], text: str) -> QuerySet[Plan]:
    """Those of `pledges` whose branch or unit is found for `text`: code, part of the name, pinyin initials."""
    found = Organisation.objects.order_by().matching(text)
    units = found.filter(depth=UNIT_DEPTH).values("path")
    placed = pledges.alias(unit=Substr("organisation__path", 1, UNIT_PATH))
    return placed.filter(Q(organisation__in=found.values("pk")) | Q(unit__in=units))


def of_unit(pledges: QuerySet[Plan], unit: Organisation) -> QuerySet[Plan]:
    """Those of `pledges` whose branch belongs to the base organisation `unit`, or is it."""
    return pledges.filter(within("organisation", unit.path))


def unit_of_code(code: str) -> Organisation | None:
    """The base organisation of `code`."""
    return Organisation.objects.units().filter(code=code).first()


def counts(pledges: QuerySet[Plan]) -> dict[str, int]:
    """{tab: how many of `pledges` stand there}: one query."""
    found = dict(pledges.order_by().values_list("tab").annotate(Count("pk")))
    return {tab: found.get(tab, 0) for tab in WallTab}


def public_units(day: date) -> dict[str, PublicUnit]:
    """{path: PublicUnit} of the base organisations with public pledges on `day`, in order of the tree: two queries."""
    places = Plan.objects.public_on(day).order_by().values_list(Substr("organisation__path", 1, UNIT_PATH))
    pledges = dict(places.annotate(Count("pk")))
    rows = Organisation.objects.units().filter(path__in=pledges).values_list("path", "code", "name")
    return {path: PublicUnit(code, name, pledges[path]) for path, code, name in rows}


def cards(rows: Sequence[tuple], units: dict[str, PublicUnit], day: date) -> list[PublicCard]:
    """The PublicCards of `rows` (values of FACTS): two queries."""
    keys = [row[0] for row in rows]
    measures, updated = _measures(keys), _updated(keys)
    return [_card(row, units, measures[row[0]], updated.get(row[0]), day) for row in rows]


def _card(row, units, measures, updated_on, day):
    number, branch, path, goal, due_on, published_on, ended_on, outcome, tab, next_due = row
    return PublicCard(
        number=number,
        branch=branch,
        unit=units[path[:UNIT_PATH]],
        goal=Tier(goal).label,
        due_on=due_on,
        published_on=published_on,
        ended_on=ended_on,
        outcome=outcome and PlanOutcome(outcome).label,
        tab=tab,
        next_due=next_due,
        measures=measures_done(measures, day, ended_on=ended_on),
        updated_on=updated_on,
    )


def _measures(keys):
    """{primary key of a plan: [(day it was done, due day)]}."""
    rows = Measure.objects.filter(plan__in=keys, dropped_on=None).order_by()
    found = defaultdict(list)
    for plan, done_on, due_on in rows.values_list("plan", "done_on", Coalesce("due_on", "plan__due_on")):
        found[plan].append((done_on, due_on))
    return found


def _updated(keys):
    """{primary key of a plan: the day of its last report}."""
    rows = Update.objects.filter(measure__plan__in=keys, measure__dropped_on=None).order_by()
    return dict(rows.values_list("measure__plan").annotate(Max("on")))
