"""How branches went from one round to another: from-tier × to-tier with bands for those rated only once (R1, R13).

Pure: tiers and counts in and out, no database. Falls count as visibly as rises.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from ratings.choices import Movement, Tier


class Band(StrEnum):
    """Where a branch is that has no official rating in one of the two rounds."""

    NEW = "new"  # not rated in the earlier round
    CLOSED = "closed"  # closed on or before the reference date of the later round
    UNRATED = "unrated"  # open, and not rated in the later round


ANY = "any"  # every row, or every column: what a total counts
TIERS = tuple(tier.identifier for tier in reversed(Tier))
FROM = (*TIERS, Band.NEW)
TO = (*TIERS, Band.CLOSED, Band.UNRATED)
MOVEMENTS = (Movement.ROSE, Movement.STAYED, Movement.FELL)


@dataclass(frozen=True)
class FlowStep:
    """`count` branches alike in both rounds: their tiers, None where they were not officially rated; whether they were
    `closed` by the later one."""

    before: int | None
    after: int | None
    closed: bool
    count: int

    @property
    def cell(self):
        """(row, column) of the table the branches stand in."""
        return (
            Tier(self.before).identifier if self.before else Band.NEW,
            Tier(self.after).identifier if self.after else Band.CLOSED if self.closed else Band.UNRATED,
        )


@dataclass(frozen=True)
class Flow:
    """The table: how many branches by (row, column), rows and columns named by tier identifiers and bands."""

    cells: Counter = field(default_factory=Counter)

    def count(self, key):
        """Branches in the cells that `key` names."""
        return sum(self.cells[cell] for cell in cells(key))


def flow(steps: Iterable[FlowStep]) -> Flow:
    """The table of `steps`; branches that were rated in neither round are in no cell."""
    found = Counter()
    for step in steps:
        if step.before or step.after:
            found[step.cell] += step.count
    return Flow(found)


def movement(row, column) -> Movement | None:
    """The Movement from tier `row` to tier `column`; None when one of them is a band."""
    if row not in TIERS or column not in TIERS:
        return None
    return Movement.between(Tier.of(row), Tier.of(column))


def cells(key) -> list[tuple[str, str]]:
    """The (row, column) that `key` names: "ordinary-advanced", a total "ordinary-any", a movement "rose".

    None are named by anything else.
    """
    everywhere = [(row, column) for row in FROM for column in TO]
    if key in MOVEMENTS:
        return [cell for cell in everywhere if movement(*cell) == key]
    rows, _dash, columns = key.partition("-")
    return [(row, column) for row, column in everywhere if rows in (row, ANY) and columns in (column, ANY)]
