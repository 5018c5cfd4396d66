"""What happened, noted in plain words, and R24 and R10 counted from it as rules.md says: nothing of the site is used.

Organisations, units, rounds and targets go by their codes, tiers are 1 (lagging) to 4 (advanced).
"""

from dataclasses import dataclass, field
from datetime import date


@dataclass
class PlanNote:
    """A pledge or rectification: `goals` and `dues` as (day it holds from, value), in order."""

    organisation: str
    published_on: date
    goals: list
    dues: list
    ended_on: date | None = None


@dataclass(frozen=True)
class TargetNote:
    """A target as the campaign has it now."""

    code: str
    from_tiers: frozenset
    to_tier: int
    percent: int
    deadline: date


@dataclass
class Book:
    """The facts as they stand: what was taken back is gone from it."""

    rounds: list[date]  # reference dates, the baseline first
    direct: frozenset  # codes of directly affiliated branches
    targets: list[TargetNote]
    counts_direct: bool = False
    unit: dict[str, str] = field(default_factory=dict)  # where each belongs today
    official: dict[tuple[str, date], int] = field(default_factory=dict)  # (organisation, reference date) → tier
    cohort_unit: dict[str, str] = field(default_factory=dict)  # since the baseline's first approval (R5)
    closed: dict[str, tuple[date, str | None]] = field(default_factory=dict)  # (day, merged into)
    plans: list[PlanNote] = field(default_factory=list)


def standing(book, code, day):
    """(tier, reference date) of the official rating that counts on a day (R3); None: not rated by then."""
    rated = [(on, tier) for (who, on), tier in book.official.items() if who == code and on <= day]
    return max(rated)[::-1] if rated else None


def chain(book, code, day):
    """[(closing day, successor)] down from an organisation, only closings by the day (R12)."""
    found = []
    while code in book.closed and book.closed[code][0] <= day:
        found.append(book.closed[code])
        code = book.closed[code][1]
    return found


def counted(book, code, day):
    """The tier a cohort branch counts as on a day (R12); None when it is left out (R13)."""
    links = chain(book, code, day)
    if any(successor is None for _, successor in links):
        return None
    tier, _ = standing(book, code, day)
    for closed_on, successor in links:
        theirs = standing(book, successor, day)
        if theirs and theirs[1] > closed_on:
            tier = theirs[0]
    return tier


def cohort(book, target, unit):
    """The branches of a target's cohort, of a unit or (None) of the university, whatever became of them (R5, R11)."""
    started = {code for (code, on), tier in book.official.items() if on == book.rounds[0] and tier in target.from_tiers}
    return [
        code
        for code in started
        if unit in (None, book.cohort_unit[code]) and (code not in book.direct or book.counts_direct)
    ]


def figure(book, target, unit, day):
    """(cohort, risen) of a target on a day; its deadline binds (R6, R13)."""
    day = min(day, target.deadline)
    if day < book.rounds[0]:
        return 0, 0
    tiers = [counted(book, code, day) for code in cohort(book, target, unit)]
    present = [tier for tier in tiers if tier is not None]
    return len(present), sum(tier >= target.to_tier for tier in present)


def holds(dated, day):
    """The value that held on a day, of (day it holds from, value) in order."""
    return [value for on, value in dated if on <= day][-1]


def promises(plan, target, day):
    """Whether a plan is in force on a day, aims high enough and is due from the day on and by the deadline (R24)."""
    if day < plan.published_on or (plan.ended_on is not None and day >= plan.ended_on):
        return False
    return holds(plan.goals, day) >= target.to_tier and day <= holds(plan.dues, day) <= target.deadline


def covered(book, target, code, day):
    """Whether one branch of the cohort is covered on a day (R24)."""
    if day > target.deadline or day < book.rounds[0]:
        return False
    if code in book.closed and book.closed[code][0] <= day:
        return False
    tier = counted(book, code, day)
    plans = [plan for plan in book.plans if plan.organisation == code]
    return tier is not None and tier < target.to_tier and any(promises(plan, target, day) for plan in plans)


def cover(book, target, unit, day):
    """How many branches are covered: each counts once."""
    return sum(covered(book, target, code, day) for code in cohort(book, target, unit))


def state(book, unit, day):
    """R10, over the targets that apply (R8)."""
    rows = [(target, *figure(book, target, unit, day)) for target in book.targets]
    rows = [row for row in rows if row[1]]
    if not rows:
        return "not_applicable"
    ahead = [target.deadline for target, _, _ in rows if day <= target.deadline]
    if not ahead:
        return "met" if all(100 * risen >= target.percent * n for target, n, risen in rows) else "missed"
    gaps = [
        (max(0, -(-n * target.percent // 100) - risen), cover(book, target, unit, day))
        for target, n, risen in rows
        if target.deadline == min(ahead)
    ]
    if not any(gap for gap, _ in gaps):
        return "on_target"
    return "at_risk" if all(gap <= covering for gap, covering in gaps) else "off_track"
