"""Sheets of facts: one row each, counted and added up by formulas in other sheets, and here to know what they come to.

Columns are counted by words that are equal for a spreadsheet exactly when they are equal here: COUNTIFS folds case,
takes "007" for 7 and reads * and ? as anything, so codes and names are never asked for; a key column is.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal

from openpyxl.utils import get_column_letter, quote_sheetname

FIRST_ROW = 2


class FactSheet:
    """A sheet called `title` with `columns` ({key: heading}) and `rows` of values in their order.

    `money`: the keys of columns of Decimals.
    """

    def __init__(self, title: str, columns: Mapping[str, str], rows: Sequence[Sequence]):
        self.title, self.columns, self.rows = title, dict(columns), rows
        self._places = {key: at for at, key in enumerate(self.columns)}
        self._counts, self._sums = {}, {}

    def stretch(self, key: str) -> str:
        """The address of all values of column `key`; of no rows, that of the blank one below the headings."""
        letter = get_column_letter(self._places[key] + 1)
        return f"{quote_sheetname(self.title)}!${letter}${FIRST_ROW}:${letter}${FIRST_ROW + max(len(self.rows), 1) - 1}"

    def column(self, key: str) -> list:
        """All values of column `key`."""
        at = self._places[key]
        return [row[at] for row in self.rows]

    def count(self, told: Mapping[str, str]) -> int:
        """How many rows hold what `told` says, {key: word}."""
        keys = tuple(told)
        if keys not in self._counts:
            places = [self._places[key] for key in keys]
            self._counts[keys] = Counter(tuple(row[at] for at in places) for row in self.rows)
        return self._counts[keys][tuple(told.values())]

    def total(self, summed: str, told: Mapping[str, str]) -> int | Decimal:
        """What the numbers of column `summed` come to in the rows that hold what `told` says."""
        keys = (summed, *told)
        if keys not in self._sums:
            self._sums[keys] = self._added(summed, tuple(told))
        return self._sums[keys][tuple(told.values())]

    def _added(self, summed, keys):
        at, places = self._places[summed], [self._places[key] for key in keys]
        found = defaultdict(int)
        for row in self.rows:
            if isinstance(row[at], (int, Decimal)):
                found[tuple(row[place] for place in places)] += row[at]
        return found
