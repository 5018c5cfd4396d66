"""Which plan a branch or a base organisation owes on a day, and by when (R25). Pure."""

from collections.abc import Collection
from datetime import date, timedelta

from pledges.choices import PlanKind
from ratings.choices import Tier


def owed(tier: int | None, in_force: Collection[str]) -> str | None:
    """The kind of plan a branch standing at `tier` owes; None when it owes none, or has it `in_force` (kinds).

    Ordinary owes a pledge, lagging a rectification, every other standing an activity plan unless there is a pledge.
    """
    kind = kind_for(tier)
    fulfilling = {kind, PlanKind.PLEDGE} if kind == PlanKind.ACTIVITY else {kind}
    return None if kind is None or fulfilling & set(in_force) else kind


def kind_for(tier: int | None) -> str | None:
    """The kind of plan that belongs to a standing; None without one."""
    if tier is None:
        return None
    return {Tier.ORDINARY: PlanKind.PLEDGE, Tier.LAGGING: PlanKind.RECTIFICATION}.get(tier, PlanKind.ACTIVITY)


def due(standing_since: date, approved_on: date | None, fulfilled_until: date | None, *, days: int) -> date:
    """By when a branch's plan is due: `days` after the latest of its standing's reference date, its first approval and
    the end of what last fulfilled the duty."""
    return max(filter(None, (standing_since, approved_on, fulfilled_until))) + timedelta(days=days)


def unit_plan_due(year: int, starts_on: date, *, by: str, days: int) -> date:
    """By when a unit's plan for `year` is due: the day `by` ("03-31") of it, `days` after the campaign's start at the
    earliest."""
    month, day = map(int, by.split("-"))
    return max(date(year, month, day), starts_on + timedelta(days=days))
