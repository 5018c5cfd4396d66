"""Which plan a branch or a base organisation owes on a day, and by when (R25). Pure."""

from calendar import monthrange
from datetime import date, timedelta

from pledges.choices import PlanKind
from ratings.choices import Tier

SOON = timedelta(days=14)  # before its due day a plan is named among what is to be done


def kind_for(tier: int | None) -> str | None:
    """The kind of plan a branch standing at `tier` owes: ordinary a pledge, lagging a rectification, every other one an
    activity plan; None without a standing."""
    if tier is None:
        return None
    return {Tier.ORDINARY: PlanKind.PLEDGE, Tier.LAGGING: PlanKind.RECTIFICATION}.get(tier, PlanKind.ACTIVITY)


def fulfilling(kind: str) -> frozenset[str]:
    """The kinds of plans that fulfil the duty to have one of `kind`: who has pledged owes no activity plan."""
    return frozenset({kind, PlanKind.PLEDGE} if kind == PlanKind.ACTIVITY else {kind})


def begun(standing_since: date, approved_on: date | None, fulfilled_until: date | None) -> date:
    """Since when a branch owes a plan: the latest of its standing's reference date, its first approval and the end of
    what last fulfilled the duty."""
    return max(filter(None, (standing_since, approved_on, fulfilled_until)))


def due(begun: date, *, days: int) -> date:
    """By when a plan owed since `begun` is due."""
    return begun + timedelta(days=days)


def unit_plan_due(year: int, starts_on: date, *, by: str, days: int) -> date:
    """By when a unit's plan for `year` is due: the day `by` ("03-31") of it, `days` after the campaign's start at the
    earliest."""
    month, day = map(int, by.split("-"))
    return max(date(year, month, day), due(starts_on, days=days))


def look_back_due(settled_on: date, *, months: int) -> date:
    """From when on a rectification settled on a day is to be looked back at."""
    return months_after(settled_on, months)


def year_of(kind: str, due_on: date) -> int:
    """The year a plan first due on a day is for: a unit plan the day's, another one none, which is 0."""
    return due_on.year if kind == PlanKind.UNIT else 0


def months_after(day: date, months: int) -> date:
    """The same day some months later; the last one of a month that is too short."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
