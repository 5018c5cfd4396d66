"""Sheets of facts: one row each, counted and added up by formulas in other sheets, and here to know what they come to.

Columns are counted by words that are equal for a spreadsheet exactly when they are equal here: COUNTIFS folds case,
takes "007" for 7 and reads * and ? as anything, so codes and names are never asked for; a key column is.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from openpyxl.utils import get_column_letter, quote_sheetname

from core.workbooks.formulas.packed import PackedRows

FIRST_ROW = 2


class FactSheet:
    """A sheet called `title` with `columns` ({key: heading}) and `rows` of values in their order, read anew for
    each question.

    `money`: the keys of columns of Decimals.
    """

    def __init__(self, title: str, columns: Mapping[str, str], rows: Sequence[Sequence] | PackedRows):
        self.title, self.columns, self.rows = title, dict(columns), rows
        self._places = {key: at for at, key in enumerate(self.columns)}
        self._counts, self._sums = {}, {}

    def stretch(self, key: str) -> str:
        """The address of all values of column `key`; of no rows, that of the blank one below the headings."""
        letter = get_column_letter(self._places[key] + 1)
        return f"{quote_sheetname(self.title)}!${letter}${FIRST_ROW}:${letter}${FIRST_ROW + max(len(self.rows), 1) - 1}"

    def values(self, *keys: str) -> Iterator[tuple]:
        """Of each row the values of the columns `keys`."""
        places = [self._places[key] for key in keys]
        return (tuple(row[at] for at in places) for row in self.rows)

    def count(self, told: Mapping[str, str]) -> int:
        """How many rows hold what `told` says, {key: word}."""
        keys = tuple(told)
        if keys not in self._counts:
            self._counts[keys] = Counter(self.values(*keys))
        return self._counts[keys][tuple(told.values())]

    def total(self, summed: str, told: Mapping[str, str]) -> int | Decimal:
        """What the numbers of column `summed` come to in the rows that hold what `told` says."""
        keys = (summed, *told)
        if keys not in self._sums:
            self._sums[keys] = self._added(summed, tuple(told))
        return self._sums[keys][tuple(told.values())]

    def _added(self, summed, keys):
        found = defaultdict(int)
        for number, *told in self.values(summed, *keys):
            if isinstance(number, (int, Decimal)):
                found[tuple(told)] += number
        return found
