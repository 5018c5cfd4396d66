"""Tables whose cells are formulas: each has its address, and comes to a value that is worked out once."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from openpyxl.utils import get_column_letter, quote_sheetname

from core.workbooks.formulas.expressions import Expression, Value, plain
from core.workbooks.writing import Formula


class MadeLines(Sequence):
    """So many (`count`) lines of a table, each made by `make(number)` whenever it is asked for."""

    def __init__(self, count: int, make: Callable[[int], Mapping[str, Expression]]):
        self._count, self._make = count, lru_cache(maxsize=1)(make)  # the cells of a line are asked for in turn

    def __len__(self):
        return self._count

    def __getitem__(self, number):
        return self._make(number)


class FormulaTable:
    """The table in the sheet `title`, its columns `keys` from column number `first_column` on, its lines from
    `first_row` on; below them, as the line after the last one, what it comes to in all (`total`)."""

    def __init__(self, title: str, keys: Sequence[str], first_row: int, first_column: int = 2):
        self.title, self.keys, self.first_row = title, tuple(keys), first_row
        self.lines: Sequence[Mapping[str, Expression]] = []
        self.total: Mapping[str, Expression] = {}
        self._letters = {key: get_column_letter(at) for at, key in enumerate(keys, first_column)}
        self._places = {key: at for at, key in enumerate(keys)}
        self._values = defaultdict(lambda: [None] * len(self.keys))

    def address(self, line: int, key: str, here: str) -> str:
        """Where a cell stands, as the sheet `here` asks for it."""
        return f"{self._sheet(here)}{self._letters[key]}{self.first_row + line}"

    def stretch(self, key: str, here: str) -> str:
        """Where all lines of a column stand, `total` not among them."""
        letter, last = self._letters[key], self.first_row + max(len(self.lines), 1) - 1
        return f"{self._sheet(here)}{letter}{self.first_row}:{letter}{last}"

    def value(self, line: int, key: str) -> Value:
        """What a cell comes to."""
        known, at = self._values[line], self._places[key]
        if known[at] is None:
            known[at] = self._expression(line, key).value()
        return known[at]

    def formula(self, line: int, key: str) -> Formula:
        """A cell as it is written."""
        return Formula(self._expression(line, key).text(self.title), plain(self.value(line, key)))

    def formulas(self, line: int) -> list[Formula]:
        """The cells of a line in the order of the columns."""
        return [self.formula(line, key) for key in self.keys]

    def _expression(self, line, key):
        return (self.lines[line] if line < len(self.lines) else self.total)[key]

    def _sheet(self, here):
        return "" if here == self.title else f"{quote_sheetname(self.title)}!"


@dataclass(frozen=True, slots=True)
class CellOf(Expression):
    """What stands in a cell of a table."""

    table: FormulaTable
    line: int
    key: str

    def text(self, here):
        return self.table.address(self.line, self.key, here)

    def value(self):
        return self.table.value(self.line, self.key)


@dataclass(frozen=True, slots=True)
class ColumnSum(Expression):
    """SUM of the column `key` of a `table`, all its lines; words in it count nothing."""

    table: FormulaTable
    key: str

    def text(self, here):
        return f"SUM({self.table.stretch(self.key, here)})"

    def value(self):
        values = (self.table.value(line, self.key) for line in range(len(self.table.lines)))
        return sum(value for value in values if not isinstance(value, str))
