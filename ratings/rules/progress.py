"""What a target's figures are: cohort, risen, needed, share, gap, met, state (R3, R5–R13).

Pure: whole numbers and dates in and out, no database, no clock. Page, workbook, command and public page all call it, so
that one figure has one value everywhere. Tiers are the numbers of `ratings.choices.Tier`, a higher number is a better
tier. Only official ratings (R1, R4) are handed in, and only of the branches that form a cohort at all (R5, R11).

The way of a figure: `members` says what each cohort branch counts as on a day, `figure` adds them up, `Figure.__add__`
sums units to a university, `state` tells how a unit stands. Branches that are alike travel as one `AlikeGroup` with a
count, the closed ones as what they count as (`ratings.rules.succession.course`).
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from core.shares import Share, percent, truncated
from ratings.rules.succession import CountedStanding, Stretch, holds


@dataclass(frozen=True, slots=True)
class TargetRule:
    """Of the branches that started in `from_tiers`, `percent` or more stand at `to_tier` or higher by `deadline`.

    `to_tier` lies above every one of `from_tiers`; `percent` is a whole number of percent.
    """

    code: str
    from_tiers: frozenset[int]
    to_tier: int
    percent: int
    deadline: date


class AlikeGroup(NamedTuple):
    """`count` cohort branches that are alike on the half-open days `[since, until)`: one row of the stored tally.

    `rerated`: the tier is from after the baseline; `left_out`: they are left out, with the tier they had (R13).
    """

    baseline: int
    tier: int
    rerated: bool
    left_out: bool
    since: date
    until: date | None
    count: int = 1


class Member(NamedTuple):
    """What `count` cohort branches count as on a day; `rerated`: the standing is from after the baseline.

    One that is left out keeps the standing it had then, when that is known.
    """

    baseline: int
    standing: int | None
    rerated: bool
    left_out: bool
    count: int = 1


class Outcome(StrEnum):
    """What a cohort branch is to a target; each branch is exactly one of these."""

    RISEN = "risen"
    MOVED_UP = "moved_up"  # above its baseline, yet below the tier the target asks for
    NOT_RERATED = "not_rerated"  # stands where the baseline put it for want of a later rating
    STAYED = "stayed"  # rated again and no higher than at the baseline
    LEFT_OUT = "left_out"


# What a Figure counts: of which branches its counts are.
COUNTED = {
    "cohort": frozenset(Outcome) - {Outcome.LEFT_OUT},
    "risen": frozenset({Outcome.RISEN}),
    "moved_up_not_counted": frozenset({Outcome.MOVED_UP}),
    "not_rerated": frozenset({Outcome.NOT_RERATED}),
    "left_out": frozenset({Outcome.LEFT_OUT}),
}


class BoardState(StrEnum):
    """How a unit stands with its targets (R10)."""

    ON_TARGET = "on_target"
    AT_RISK = "at_risk"
    OFF_TRACK = "off_track"
    NOT_APPLICABLE = "not_applicable"
    MET = "met"
    MISSED = "missed"


def needed(cohort: int, percent: int) -> int:
    """Branches that must rise: the percentage of the cohort, rounded up (R7); 0 for a cohort of 0 (R8)."""
    return -(-cohort * percent // 100)


def is_met(cohort: int, risen: int, percent: int) -> bool:
    """Whether `risen` branches are `percent` or more of a cohort, which must have any (R7)."""
    return cohort > 0 and 100 * risen >= percent * cohort


def share(risen: int, cohort: int) -> str | None:
    """Percent of the cohort that has risen, truncated to one decimal ("22.0"); None for a cohort of 0 (R7, R8)."""
    return percent(truncated(risen, cohort))


@dataclass(frozen=True, slots=True)
class Figure:
    """A target's counts of branches, for one unit or a sum of units (R5–R9, R13).

    `cohort` is without the `left_out` ones; `risen`, `moved_up_not_counted` and `not_rerated` are disjoint parts of it.
    `left_out_risen`: those of the left out that had risen when they left.
    """

    percent: int
    cohort: int = 0
    risen: int = 0
    moved_up_not_counted: int = 0
    not_rerated: int = 0
    left_out: int = 0
    left_out_risen: int = 0

    @property
    def needed(self) -> int:
        """Branches that must rise (R7)."""
        return needed(self.cohort, self.percent)

    @property
    def gap(self) -> int:
        """Branches still missing (R7)."""
        return max(0, self.needed - self.risen)

    @property
    def share(self) -> str | None:
        """Percent risen, as it is printed; None when the target does not apply (R7, R8)."""
        return percent(self.part)

    @property
    def part(self) -> Share | None:
        """The share as a number, truncated as it is printed; None when the target does not apply (R7, R8)."""
        return truncated(self.risen, self.cohort)

    @property
    def met(self) -> bool | None:
        """Whether the target is met; None when it does not apply (R7, R8)."""
        return is_met(self.cohort, self.risen, self.percent) if self.cohort else None

    @property
    def thanks_to_closings(self) -> bool:
        """Whether it is met, but would not be if those left out still counted as what they stood at (R10, R13)."""
        everyone, risen = self.cohort + self.left_out, self.risen + self.left_out_risen
        return bool(self.met) and not is_met(everyone, risen, self.percent)

    def __add__(self, other: "Figure") -> "Figure":
        """The figure of both units together: counts add up, what follows from them is computed anew (R9).

        Raises:
            ValueError: the two ask for different percentages, so they belong to different targets.
        """
        if not isinstance(other, Figure):
            return NotImplemented
        if self.percent != other.percent:
            raise ValueError(f"figures of {self.percent}% and {other.percent}% do not add up")
        return Figure(
            percent=self.percent,
            cohort=self.cohort + other.cohort,
            risen=self.risen + other.risen,
            moved_up_not_counted=self.moved_up_not_counted + other.moved_up_not_counted,
            not_rerated=self.not_rerated + other.not_rerated,
            left_out=self.left_out + other.left_out,
            left_out_risen=self.left_out_risen + other.left_out_risen,
        )


def cut(day: date, deadline: date) -> date:
    """The day a target is judged on: its deadline binds (R6, R13)."""
    return min(day, deadline)


def members(target: TargetRule, day: date, groups: Iterable[AlikeGroup], baseline_on: date) -> list[Member]:
    """What the branches of a target's cohort count as on `day`, or on the deadline once past (R5, R6, R12, R13).

    `groups` hold every cohort branch, each day once; those of other tiers than `target.from_tiers` are ignored. Before
    the reference date of the baseline, `baseline_on`, there is nobody (R3).
    """
    judged = cut(day, target.deadline)
    if judged < baseline_on:
        return []
    return [
        Member(group.baseline, group.tier, group.rerated, group.left_out, group.count)
        for group in groups
        if group.baseline in target.from_tiers and holds(group.since, group.until, judged)
    ]


def group_of(baseline: int, stretch: Stretch, baseline_on: date) -> AlikeGroup:
    """The days of one branch's course as a group of its own."""
    member = member_of(baseline, stretch.standing, baseline_on)
    return AlikeGroup(baseline, stretch.tier, member.rerated, member.left_out, stretch.since, stretch.until)


def member_of(baseline: int, counted: CountedStanding, baseline_on: date, count: int = 1) -> Member:
    """The member that `count` branches are which started at `baseline` and stand as `counted` says."""
    rerated = counted.since is not None and counted.since > baseline_on
    return Member(baseline, counted.tier, rerated, counted.left_out, count)


def outcome(target: TargetRule, member: Member) -> Outcome:
    """What `member` is to `target`: risen is at the to-tier or higher on the day it is judged (R6, R13)."""
    if member.left_out:
        return Outcome.LEFT_OUT
    if member.standing >= target.to_tier:
        return Outcome.RISEN
    if member.standing > member.baseline:
        return Outcome.MOVED_UP
    return Outcome.STAYED if member.rerated else Outcome.NOT_RERATED


def figure(target: TargetRule, members: Iterable[Member]) -> Figure:
    """The counts of a target over its `members` (R5–R8, R13)."""
    tally = defaultdict(int)
    left_out_risen = 0
    for member in members:
        tally[outcome(target, member)] += member.count
        if member.left_out and (member.standing or 0) >= target.to_tier:
            left_out_risen += member.count
    counts = {name: sum(tally[one] for one in outcomes) for name, outcomes in COUNTED.items()}
    return Figure(target.percent, **counts, left_out_risen=left_out_risen)


def due_next(day: date, targets: Iterable[TargetRule]) -> date | None:
    """The nearest deadline of `targets` that is open on `day`, after the last one that; None without targets."""
    deadlines = sorted({target.deadline for target in targets})
    return next((one for one in deadlines if day <= one), deadlines[-1] if deadlines else None)


def nearest_deadline(day: date, figures: Iterable[tuple[TargetRule, Figure, int]]) -> date | None:
    """The nearest deadline that is open on `day` of those targets that apply, which the state is of (R10); None after
    the last one. `figures` as for `state`."""
    deadlines = (target.deadline for target, counts, _ in figures if counts.cohort > 0 and day <= target.deadline)
    return min(deadlines, default=None)


def state(day: date, figures: Iterable[tuple[TargetRule, Figure, int]]) -> BoardState:
    """How a unit stands on `day` at its nearest open deadline, or after its last one (R10).

    `figures` are its targets, each with the unit's figure on `day` and its cover: branches not yet risen with a pledge
    or a rectification plan due by the deadline.
    """
    applicable = [row for row in figures if row[1].cohort > 0]
    if not applicable:
        return BoardState.NOT_APPLICABLE
    nearest = nearest_deadline(day, applicable)
    if nearest is None:
        return BoardState.MET if all(counts.met for _, counts, _ in applicable) else BoardState.MISSED
    due = [(counts.gap, cover) for target, counts, cover in applicable if target.deadline == nearest]
    if all(gap == 0 for gap, _ in due):
        return BoardState.ON_TARGET
    return BoardState.AT_RISK if all(gap <= cover for gap, cover in due) else BoardState.OFF_TRACK
