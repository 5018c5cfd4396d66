"""How branches went from one round to another: from-tier × to-tier with bands for those rated only once (R1, R13).

Pure: keys, tiers and dates in and out, no database. Falls count as visibly as rises.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from ratings.choices import Movement, Tier


class Band(StrEnum):
    """Where a branch is that has no official rating in one of the two rounds."""

    NEW = "new"  # not rated in the earlier round
    CLOSED = "closed"  # closed on or before the reference date of the later round
    UNRATED = "unrated"  # open, and not rated in the later round


FROM = (*(tier.identifier for tier in reversed(Tier)), Band.NEW)
TO = (*(tier.identifier for tier in reversed(Tier)), Band.CLOSED, Band.UNRATED)


@dataclass(frozen=True)
class Step:
    """One branch in both rounds: its tiers, None where it was not officially rated; `closed` by the later one."""

    key: int
    before: int | None
    after: int | None
    closed: bool

    @property
    def cell(self):
        """(row, column) of the table the branch stands in."""
        return (
            Tier(self.before).identifier if self.before else Band.NEW,
            Tier(self.after).identifier if self.after else Band.CLOSED if self.closed else Band.UNRATED,
        )


@dataclass(frozen=True)
class Flow:
    """The table: keys of branches by (row, column), rows and columns named by tier identifiers and bands."""

    cells: dict = field(default_factory=dict)

    def count(self, row, column):
        """Branches in one cell."""
        return len(self.cells.get((row, column), ()))

    def row_total(self, row):
        """Branches of a row: officially rated so in the earlier round (or new)."""
        return sum(self.count(row, column) for column in TO)

    def column_total(self, column):
        """Branches of a column: officially rated so in the later round (or closed, or not rated)."""
        return sum(self.count(row, column) for row in FROM)

    @property
    def total(self):
        """All branches rated in either round."""
        return sum(self.row_total(row) for row in FROM)

    @property
    def movements(self):
        """{Movement: branches} of those rated in both rounds."""
        counts = dict.fromkeys((Movement.ROSE, Movement.STAYED, Movement.FELL), 0)
        for (row, column), keys in self.cells.items():
            if row != Band.NEW and column not in (Band.CLOSED, Band.UNRATED):
                counts[Movement.between(Tier.of(row), Tier.of(column))] += len(keys)
        return counts


def flow(steps: Iterable[Step]) -> Flow:
    """The table of `steps`; a branch that was rated in neither round is in no cell."""
    cells = defaultdict(list)
    for step in steps:
        if step.before or step.after:
            cells[step.cell].append(step.key)
    return Flow(dict(cells))
