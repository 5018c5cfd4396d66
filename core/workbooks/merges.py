"""Merged cells: Excel shows only what stands in the first of them."""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from core.workbooks.opening.limits import LAST_ROW, MAX_COLUMNS
from core.workbooks.opening.sheets import column_number

RANGE = re.compile("([A-Z]+)([0-9]+):([A-Z]+)([0-9]+)")


class MergedRange(NamedTuple):
    """A range of merged cells, called as Excel calls it: its rows from `row` to `last`, its columns from `first` on,
    counted from 0."""

    called: str
    row: int
    last: int
    positions: range

    @property
    def first(self):
        return self.positions[0]


class Merges:
    """The merged ranges of a sheet. `tall`: those that lie over several rows."""

    def __init__(self, ranges: Iterable[str]):
        self._by_row = defaultdict(list)
        found = [_range(text) for text in ranges]
        self.tall = [one for one in found if one.last > one.row]
        for one in found:
            for row in range(one.row, one.last + 1):
                self._by_row[row].append(one)

    def shown(self, row: int, cells: list) -> list:
        """`cells` of a row as Excel shows them: empty where another cell lies over them."""
        if row not in self._by_row:
            return cells
        covered = {
            position
            for one in self._by_row[row]
            for position in one.positions
            if (row, position) != (one.row, one.first)
        }
        return ["" if position in covered else cell for position, cell in enumerate(cells)]

    def unclear(self, row: int) -> set[int]:
        """The positions in a row that belong to a range over several rows."""
        return {position for one in self._by_row.get(row, ()) if one.last > one.row for position in one.positions}


def _range(text):
    left, top, right, bottom = RANGE.fullmatch(text).groups()
    positions = range(column_number(left) - 1, min(column_number(right), MAX_COLUMNS))
    return MergedRange(text, int(top), min(int(bottom), LAST_ROW), positions)
