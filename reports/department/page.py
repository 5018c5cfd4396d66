"""What the department's overview gathers: the university's targets, units by state."""

from collections import Counter
from dataclasses import dataclass

from ratings.choices import BOARD_STATES
from ratings.queries.apart import CountedApart, apart_of_target
from ratings.rules import progress


@dataclass(frozen=True)
class TargetLine:
    """One target in one row of the board: the rule, its figure, its cover; `state`: how it stands, None of one that is
    due after the nearest deadline (R10); `open`: its deadline lies ahead; `apart`: the closed ones of its cohort, which
    the flow between rounds counts otherwise; `waiting`: branches that wait for who looks and would rise."""

    target: progress.TargetRule
    figure: progress.Figure
    cover: int
    state: progress.BoardState | None
    open: bool
    apart: list[CountedApart]
    waiting: int

    @property
    def state_label(self):
        return BOARD_STATES[self.state]

    @property
    def is_later(self):
        """Whether a nearer deadline comes first."""
        return self.state is None

    @property
    def not_covered(self):
        """Branches of the gap that nothing covers."""
        return max(0, self.figure.gap - self.cover)


def target_groups(shown, row, closed, rises):
    """The targets of a Board as TargetLines for one `row`, of equal tiers together: nearest open deadline first.

    `closed`: the Closures of its campaign; `rises`: what waits for who looks (`waiting_rises`).
    """
    groups, waiting = {}, rises[row.unit and row.unit.pk]
    for target in sorted(shown.targets, key=lambda target: target.deadline):
        key = (min(target.from_tiers), target.to_tier)
        groups.setdefault(key, []).append(_line(row, target, shown.on, closed, waiting[target.code]))
    return [_nearest_first(lines) for _key, lines in sorted(groups.items(), reverse=True)]


def _line(row, target, on, closed, waiting):
    facts = row.figures[target.code], row.cover_of(target), row.state_of(target)
    apart = apart_of_target(target, on, closed, row.unit and row.unit.pk)
    return TargetLine(target, *facts, on <= target.deadline, apart, waiting)


def _nearest_first(lines):
    ahead = [line for line in lines if line.open]
    return ahead + [line for line in reversed(lines) if not line.open]


def states(groups):
    """(state, word, count) of the units in UnitGroups, worst first, without states nobody is in."""
    counts = Counter()
    for group in groups:
        counts[group.state] += len(group.units)
    return [(state, label, counts[state]) for state, label in BOARD_STATES.items() if counts[state]]
