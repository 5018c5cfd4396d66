"""What a branch or a base organisation owes on a day, and by when (R25). Pure."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from core.days import months_after
from pledges.choices import DutyKind, DutyState, PlanKind
from ratings.choices import Tier

SOON = timedelta(days=14)  # before its due day a plan or a meeting is named among what is to be done

Spell = tuple[date, date | None]  # held from a day until another one, which is not of it; None: still

OWED = {
    Tier.ORDINARY: (DutyKind.PLEDGE, DutyKind.BENCHMARK),
    Tier.LAGGING: (DutyKind.RECTIFICATION, DutyKind.HELPER),
}


def owed_at(tier: int | None) -> tuple[DutyKind, ...]:
    """What a branch standing at `tier` owes: ordinary a pledge and a benchmark, lagging a rectification and a helper,
    every other one an activity plan; nothing without a standing."""
    return () if tier is None else OWED.get(tier, (DutyKind.ACTIVITY,))


def state(*, fulfilled: bool, due: date, on: date) -> DutyState:
    """Where a duty that is due by a day stands on day `on`."""
    if fulfilled:
        return DutyState.FULFILLED
    return DutyState.LATE if due < on else DutyState.OWED


def late_before(on: date, *, days: int) -> date:
    """What is owed since a day before this one and is not fulfilled is late on day `on`."""
    return on - timedelta(days=days)


def fulfilling(kind: str) -> frozenset[str]:
    """The kinds of plans that fulfil the duty to have one of `kind`: who has pledged owes no activity plan."""
    return frozenset({kind, PlanKind.PLEDGE} if kind == PlanKind.ACTIVITY else {kind})


def begun(standing_since: date, approved_on: date | None, fulfilled_until: date | None) -> date:
    """Since when a branch owes something: the latest of its standing's reference date, its first approval and the end
    of what last fulfilled the duty."""
    return max(filter(None, (standing_since, approved_on, fulfilled_until)))


def last_end(changes: Iterable[date], counts: Callable[[date], bool], on: date) -> date | None:
    """The day by which what counts on the days of `counts` last ceased to, at the latest `on`; None when it never
    counted before. `changes`: the days on which the answer may turn."""
    found, before = None, False
    for day in sorted({day for day in changes if day <= on}):
        now = counts(day)
        if before and not now:
            found = day
        before = now
    return found


def last_held(spells: Iterable[Spell], on: date) -> date | None:
    """The day by which nothing of `spells` was held any more for the last time, at the latest `on`: where one ended
    while another went on, nothing ceased."""
    spells = list(spells)
    changes = {day for spell in spells for day in spell if day}
    return last_end(changes, lambda day: any(start <= day and (end is None or end > day) for start, end in spells), on)


def due(begun: date, *, days: int) -> date:
    """By when what is owed since `begun` is due."""
    return begun + timedelta(days=days)


def unit_plan_due(year: int, starts_on: date, *, by: str, days: int) -> date:
    """By when a unit's plan for `year` is due: the day `by` ("03-31") of it, `days` after the campaign's start at the
    earliest."""
    month, day = map(int, by.split("-"))
    return max(date(year, month, day), due(starts_on, days=days))


def meeting_begun(approved_on: date, held_on: date | None) -> date:
    """Since when a unit owes its next review meeting: the approval of its first ordinary standing, or the day the last
    one was held on."""
    return max(filter(None, (approved_on, held_on)))


def is_met(held_on: date | None, on: date, *, days: int) -> bool:
    """Whether the last review meeting, held on a day, still holds on day `on`."""
    return held_on is not None and on <= due(held_on, days=days)


def look_back_due(settled_on: date, *, months: int) -> date:
    """From when on a rectification settled on a day is to be looked back at."""
    return months_after(settled_on, months)


def year_of(kind: str, due_on: date) -> int:
    """The year a plan first due on a day is for: a unit plan the day's, another one none, which is 0."""
    return due_on.year if kind == PlanKind.UNIT else 0
