"""What became of a pledge, as the rule proposes it (R27), and how far a plan has come (R26). Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pledges.choices import PlanOutcome


@dataclass(frozen=True)
class Proposal:
    """The proposed `outcome`, with what speaks for it: whether the `goal` was reached, the standing `rose`, how many of
    `total` measures were `done` by the due day."""

    outcome: str
    goal: bool
    rose: bool
    done: int
    total: int


def propose(
    *, goal: int, due: date, standing: int | None, before: int | None, done_on: Sequence[date | None]
) -> Proposal:
    """The outcome of a pledge (R27): kept with the goal reached and every measure done by the due day, partly when the
    standing rose or a measure is done, else not kept.

    `standing`: the tier on the due day, `before`: the one on the day it was published; `done_on`: of each measure the
    day it was done, None while it is not.
    """
    reached, rose = (standing or 0) >= goal, (standing or 0) > (before or 0)
    in_time = sum(day is not None and day <= due for day in done_on)
    if reached and in_time == len(done_on):
        outcome = PlanOutcome.KEPT
    elif rose or any(done_on):
        outcome = PlanOutcome.PARTLY
    else:
        outcome = PlanOutcome.NOT_KEPT
    return Proposal(outcome, reached, rose, in_time, len(done_on))


@dataclass(frozen=True)
class MeasuresDone:
    """How many of all measures of a plan are `done`, and `overdue` ones among the others (R26)."""

    done: int
    total: int
    overdue: int


def measures_done(measures: Sequence[tuple[date | None, date]], on: date, *, ended_on: date | None) -> MeasuresDone:
    """Count `measures`, pairs of (the day it was done or None, its due day), as of `on`.

    After the plan's end nothing is overdue any more.
    """
    done = [day is not None and day <= on for day, _ in measures]
    running = ended_on is None or on < ended_on
    late = sum(not is_done and due < on for is_done, (_, due) in zip(done, measures, strict=True)) if running else 0
    return MeasuresDone(sum(done), len(measures), late)
