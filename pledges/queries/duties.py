"""Who owes which plan on a day, and by when (R25): set-based, in a constant number of queries.

`rows` are organisations (a queryset): those asked about, as the scope gives them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, TruncDate

from branches.models import Organisation
from pledges.choices import BEFORE_ADOPTION, BRANCH_PLANS, PlanKind, PlanOutcome, PlanState, kind_label
from pledges.models import Plan
from pledges.queries.plans.on_day import plans_as_of
from pledges.rules import duties as rules
from ratings.choices import State, Tier
from ratings.models import Campaign, Rating, Standing
from ratings.queries.census import counted_kinds
from ratings.queries.cohort import standings_on


@dataclass(frozen=True)
class Duty:
    """What `organisation` owes since the day `begun`: a plan of `kind`, `due` by a day.

    `plan`: one of that kind which is a draft, was submitted or came back, and so fulfils nothing yet; else None.
    """

    organisation: Organisation
    kind: PlanKind
    begun: date
    due: date
    plan: Plan | None

    @property
    def label(self) -> str:
        """What is owed in words, of a unit's plan with the year it is for."""
        return kind_label(self.kind, rules.year_of(self.kind, self.begun))


@dataclass(frozen=True)
class DutyCount:
    """How many owe or have a plan of `kind`: `fulfilled` of `expected` have it, `late` ones are past the day it was due
    by, `in_review` wait for a decision."""

    kind: PlanKind
    fulfilled: int
    expected: int
    late: int
    in_review: int


def owed_by(campaign: Campaign, on: date, rows: QuerySet[Organisation]) -> list[Duty]:
    """The Duties of those among `rows` that are open on day `on`, without those that are fulfilled: a plan of each kind
    is asked for in the order of PlanKind. Five queries."""
    written = in_writing(campaign, on, rows)
    found = [duty for kind in BRANCH_PLANS for duty in _of_branches(campaign, on, rows, kind)]
    found += _of_units(campaign, on, rows)
    return [Duty(*duty, written.get((duty[0].pk, duty[1]))) for duty in found]


def counts(campaign: Campaign, on: date, rows: QuerySet[Organisation]) -> list[DutyCount]:
    """The DutyCount of each kind among `rows` on day `on`: six queries."""
    review = in_review(campaign, on, rows)
    return [
        *(_count(campaign, on, rows, kind, review.get(kind, 0)) for kind in BRANCH_PLANS),
        _count_units(campaign, on, rows, review.get(PlanKind.UNIT, 0)),
    ]


def in_writing(campaign: Campaign, on: date, rows: QuerySet[Organisation]) -> dict[tuple[int, str], Plan]:
    """{(primary key of an organisation, kind): its plan that was not adopted yet on day `on`}; of plans of units that
    for the year of the day: one query."""
    found = _as_of(campaign, on, rows).filter(state__in=BEFORE_ADOPTION, year__in=(0, on.year))
    return {(plan.organisation_id, plan.kind): plan for plan in found.order_by("id")}


def in_review(campaign: Campaign, on: date, rows: QuerySet[Organisation]) -> dict[str, int]:
    """{kind: plans that were submitted and not decided on day `on`, for whatever year}: one query."""
    found = _as_of(campaign, on, rows).filter(state=PlanState.SUBMITTED)
    return dict(found.order_by().values_list("kind").annotate(count=Count("pk")))


def _as_of(campaign, on, rows):
    """The plans as they were on day `on`."""
    return plans_as_of(on).filter(campaign=campaign, organisation__in=_keys(rows))


def _keys(rows):
    return rows.order_by().values("pk")


def _standing(campaign, on, rows, kind) -> QuerySet[Standing]:
    """The standings that ask for a plan of `kind` among `rows`, with what the rule looks at: the reference date
    (`since`), the day of the first approval and the day the duty was last fulfilled until; `fulfilled` on day `on`."""
    members = rows.open_on(on).filter(Q(founded_on=None) | Q(founded_on__lte=on), kind__in=counted_kinds(campaign))
    plans = Plan.objects.filter(organisation=OuterRef("organisation"), campaign=campaign)
    plans = plans.filter(kind__in=rules.fulfilling(kind))
    ended = plans.filter(ended_on__lte=on, ended_on__gt=F("published_on")).order_by("-ended_on")
    approved = Rating.history.filter(id=OuterRef("rating"), state=State.APPROVED).order_by("history_date")
    return (
        standings_on(campaign, on, _keys(members))
        .filter(tier__in=_tiers(kind))
        .annotate(
            fulfilled=Exists(plans.in_force_on(on)),
            approved_on=TruncDate(Coalesce(Subquery(approved.values("history_date")[:1]), "rating__approved_at")),
            fulfilled_until=Subquery(ended.values("ended_on")[:1]),
        )
    )


def _tiers(kind):
    return [tier for tier in Tier if rules.kind_for(tier) == kind]


def _of_branches(campaign, on, rows, kind) -> Iterator[tuple]:
    """(organisation, kind, since, due) of those that owe a plan of `kind`, by code."""
    owing = _standing(campaign, on, rows, kind).filter(fulfilled=False).select_related("organisation")
    for row in owing.order_by("organisation__code"):
        begun = rules.begun(row.since, row.approved_on, row.fulfilled_until)
        yield row.organisation, kind, begun, rules.due(begun, days=campaign.plan_days)


def _count(campaign, on, rows, kind, in_review):
    """Those that are alike in all the rule looks at are counted together."""
    alike = ("fulfilled", "since", "approved_on", "fulfilled_until")
    groups = _standing(campaign, on, rows, kind).order_by().values_list(*alike).annotate(count=Count("pk"))
    fulfilled = expected = late = 0
    for is_fulfilled, *days, count in groups:
        expected += count
        fulfilled += count if is_fulfilled else 0
        late += count if not is_fulfilled and rules.due(rules.begun(*days), days=campaign.plan_days) < on else 0
    return DutyCount(kind, fulfilled, expected, late, in_review)


def _of_units(campaign, on, rows) -> Iterator[tuple]:
    """(organisation, kind, since, due) of the base organisations that owe a plan for the year, by code."""
    begun, due = _unit_days(campaign, on)
    if on >= campaign.starts_on:
        for unit in _units(campaign, on, rows).filter(fulfilled=False).order_by("code"):
            yield unit, PlanKind.UNIT, begun, due


def _count_units(campaign, on, rows, in_review):
    units = _units(campaign, on, rows).order_by().values_list("fulfilled")
    found = dict(units.annotate(count=Count("pk"))) if on >= campaign.starts_on else {}
    owing, (_begun, due) = found.get(False, 0), _unit_days(campaign, on)
    return DutyCount(PlanKind.UNIT, found.get(True, 0), sum(found.values()), owing if due < on else 0, in_review)


def _units(campaign, on, rows):
    """The base organisations among `rows`; `fulfilled` by a plan for the year of `on`, in force then or done."""
    plans = Plan.objects.filter(organisation=OuterRef("pk"), campaign=campaign, kind=PlanKind.UNIT)
    done = Q(outcome=PlanOutcome.DONE, ended_on__lte=on)
    in_force = Q(published_on__lte=on) & (Q(ended_on=None) | Q(ended_on__gt=on))
    held = plans.filter(done | in_force, year=on.year)
    units = rows.units().open_on(on).filter(Q(founded_on=None) | Q(founded_on__lte=on))
    return units.annotate(fulfilled=Exists(held))


def _unit_days(campaign, on):
    """(since when, by when) a unit owes its plan for the year of `on`."""
    by = rules.unit_plan_due(on.year, campaign.starts_on, by=campaign.unit_plan_by, days=campaign.plan_days)
    return max(date(on.year, 1, 1), campaign.starts_on), by
