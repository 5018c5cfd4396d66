"""The public wall: which pledges anyone may read, as values made for the public, never models (N08, R27a)."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, Max, OuterRef, Q, QuerySet, Subquery, Value, When
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

# What a card reads of a pledge: its long texts stay where they are.
FACTS = (
    "goal",
    "due_on",
    "published_on",
    "ended_on",
    "outcome",
    *(f"organisation__{one}" for one in ("name", "code", "path")),
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


def wall(day: date, *, unit: Organisation | None = None, text: str = "") -> QuerySet[Plan]:
    """The public pledges on `day`: of the branches of `unit`, those found for `text`; all of them without. Each with
    its `tab` then, overdue being what missed a day (R26), and with what is due first, `next_due`."""
    pledges = Plan.objects.public_on(day)
    if unit:
        pledges = pledges.filter(within("organisation", unit.path))
    if text:
        pledges = _matching(pledges, text)
    undone = Measure.objects.filter(plan=OuterRef("pk"), dropped_on=None).exclude(state=ReportedState.DONE)
    first = undone.annotate(day=Coalesce("due_on", OuterRef("due_on"))).order_by("day").values("day")[:1]
    ended, missed = When(ended_on__isnull=False, then=Value(WallTab.ENDED)), Q(undone_on__lt=day)
    tab = Case(ended, When(missed, then=Value(WallTab.OVERDUE)), default=Value(WallTab.RUNNING))
    return pledges.annotate(undone_on=Subquery(first)).annotate(tab=tab, next_due=Coalesce("undone_on", "due_on"))


def counts_of(pledges: QuerySet[Plan]) -> Counter:
    """{tab: how many of `pledges` stand there}: one query."""
    return Counter(dict(pledges.order_by().values_list("tab").annotate(Count("pk"))))


def on_tab(pledges: QuerySet[Plan], tab: str) -> QuerySet[Plan]:
    """Those of `pledges` that stand on `tab`, as `cards` are made of them: the most overdue on top, of those that have
    ended the last."""
    first = "-ended_on" if tab == WallTab.ENDED else "next_due"
    return pledges.filter(tab=tab).select_related("organisation").only(*FACTS).order_by(first, "pk")


def unit_of_code(code: str) -> Organisation | None:
    """The base organisation of `code`."""
    return Organisation.objects.units().filter(code=code).first()


def units_of(pledges: QuerySet[Plan], most: int) -> list[PublicUnit]:
    """The base organisations of `pledges` with how many each has, in order of the tree; none where they are more than
    `most`. Three queries, one where they are too many."""
    placed = pledges.order_by().values_list(Substr("organisation__path", 1, UNIT_PATH))
    if placed.distinct()[: most + 1].count() > most:
        return []
    counts = dict(placed.annotate(Count("pk")))
    return [PublicUnit(one.code, one.name, counts[path]) for path, one in _units(counts).items()]


def shown(name: str, code: str) -> str:
    """`name` of an organisation where everybody may read it, else its `code`."""
    return tellable(name) or code


def cards(plans: Sequence[Plan], day: date) -> list[PublicCard]:
    """The PublicCards of `plans`, some of those `on_tab` gives: three queries."""
    keys, units = [plan.pk for plan in plans], _units({plan.organisation.unit_path for plan in plans})
    measures, updated = _measures(keys), _updated(keys)
    return [_card(plan, units, measures[plan.pk], updated.get(plan.pk), day) for plan in plans]


def _card(plan, units, measures, updated_on, day):
    return PublicCard(
        number=plan.pk,
        branch=shown(plan.organisation.name, plan.organisation.code),
        unit=units[plan.organisation.unit_path],
        goal=Tier(plan.goal).label,
        due_on=plan.due_on,
        published_on=plan.published_on,
        ended_on=plan.ended_on,
        outcome=plan.outcome and PlanOutcome(plan.outcome).label,
        next_due=plan.next_due,
        measures=measures_done(measures, day, ended_on=plan.ended_on),
        updated_on=updated_on,
    )


def _units(paths):
    """{path: PublicUnit} in order of the tree: one query."""
    rows = Organisation.objects.units().filter(path__in=paths).order_by("path").values_list("path", "code", "name")
    return {path: PublicUnit(code, shown(name, code)) for path, code, name in rows}


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
