"""The public wall: which pledges anyone may read, as values made for the public, never models (N08, R27a)."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Substr

from branches.models import UNIT_DEPTH, UNIT_PATH, Organisation
from branches.searching import organisations_called
from core.reporting.choices import ReportedState
from core.scope import within
from core.web.privacy import tellable
from pledges.choices import PlanOutcome, WallTab
from pledges.models import Measure, Plan, Update
from pledges.rules.outcome import MeasuresDone, measures_done
from ratings.choices import Tier


class WallRow(NamedTuple):
    """A pledge on the wall as it is counted and put in order; `undone_on`: the first due day of a measure that is not
    done, None when every one is."""

    number: int
    name: str
    code: str
    path: str
    goal: int
    due_on: date
    published_on: date
    ended_on: date | None
    outcome: str
    undone_on: date | None

    def tab(self, day: date) -> str:
        """Where it stands on `day`: overdue is what missed a day (R26)."""
        if self.ended_on:
            return WallTab.ENDED
        return WallTab.OVERDUE if self.undone_on and self.undone_on < day else WallTab.RUNNING

    @property
    def branch(self):
        """What it is called on the wall."""
        return shown(self.name, self.code)

    @property
    def unit_path(self):
        """The path of the base organisation."""
        return self.path[:UNIT_PATH]

    @property
    def next_due(self):
        """What is due first; when every measure is done, the pledge itself."""
        return self.undone_on or self.due_on


FACTS = (
    "pk",
    "organisation__name",
    "organisation__code",
    "organisation__path",
    "goal",
    "due_on",
    "published_on",
    "ended_on",
    "outcome",
)


@dataclass(frozen=True)
class PublicUnit:
    """A base organisation and how many `pledges` of its branches stand on the wall."""

    code: str
    name: str
    pledges: int = 0


@dataclass(frozen=True)
class PublicCard:
    """A pledge on the wall. `updated_on` None: nothing was reported yet."""

    number: int
    branch: str
    unit: PublicUnit
    goal: str
    due_on: date
    published_on: date
    ended_on: date | None
    outcome: str
    next_due: date
    measures: MeasuresDone
    updated_on: date | None


def wall(day: date, *, unit: Organisation | None = None, text: str = "") -> list[WallRow]:
    """The public pledges on `day`: of the branches of `unit`, those found for `text`; all of them without. One query.

    What has ended comes last first, the rest by what is due first: the most overdue on top.
    """
    pledges = Plan.objects.public_on(day)
    if unit:
        pledges = pledges.filter(within("organisation", unit.path))
    if text:
        pledges = _matching(pledges, text)
    undone = Measure.objects.filter(plan=OuterRef("pk"), dropped_on=None).exclude(state=ReportedState.DONE)
    first = undone.annotate(day=Coalesce("due_on", OuterRef("due_on"))).order_by("day").values("day")[:1]
    rows = [WallRow(*row) for row in pledges.order_by("pk").values_list(*FACTS, Subquery(first))]
    ended = sorted((row for row in rows if row.ended_on), key=lambda row: row.ended_on, reverse=True)
    return sorted((row for row in rows if not row.ended_on), key=lambda row: row.next_due) + ended


def unit_of_code(code: str) -> Organisation | None:
    """The base organisation of `code`."""
    return Organisation.objects.units().filter(code=code).first()


def units_of(rows: Sequence[WallRow]) -> dict[str, PublicUnit]:
    """{path: PublicUnit} of the base organisations of `rows`, in order of the tree: one query."""
    pledges = Counter(row.unit_path for row in rows)
    units = Organisation.objects.units().filter(path__in=pledges).values_list("path", "code", "name")
    return {path: PublicUnit(code, shown(name, code), pledges[path]) for path, code, name in units}


def shown(name: str, code: str) -> str:
    """`name` of an organisation where everybody may read it, else its `code`."""
    return tellable(name) or code


def cards(rows: Sequence[WallRow], units: dict[str, PublicUnit], day: date) -> list[PublicCard]:
    """The PublicCards of `rows`, whose `units` are known: two queries."""
    keys = [row.number for row in rows]
    measures, updated = _measures(keys), _updated(keys)
    return [_card(row, units[row.unit_path], measures[row.number], updated.get(row.number), day) for row in rows]


def _card(row, unit, measures, updated_on, day):
    return PublicCard(
        number=row.number,
        branch=row.branch,
        unit=unit,
        goal=Tier(row.goal).label,
        due_on=row.due_on,
        published_on=row.published_on,
        ended_on=row.ended_on,
        outcome=row.outcome and PlanOutcome(row.outcome).label,
        next_due=row.next_due,
        measures=measures_done(measures, day, ended_on=row.ended_on),
        updated_on=updated_on,
    )


def _matching(pledges: QuerySet[Plan], text):
    """Those whose branch or unit is found by code, name, former name or pinyin initials."""
    found = organisations_called(Organisation.objects.order_by(), text)
    units = found.filter(depth=UNIT_DEPTH).values("path")
    placed = pledges.alias(unit=Substr("organisation__path", 1, UNIT_PATH))
    return placed.filter(Q(organisation__in=found.values("pk")) | Q(unit__in=units))


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
