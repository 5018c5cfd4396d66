"""What tables of figures are declared with: a column of formulas, and what the pages show of the same."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from core.workbooks.formulas import DASH, CellOf, Choice, Expression, FormulaTable, WholeQuotient
from core.workbooks.official import FormColumn, FormGroup

THOUSAND = 1000  # a share is printed with one decimal, truncated (R7)


@dataclass(frozen=True)
class FigureLine:
    """A line of a table: `texts` stand in its columns of words, by their key; `told` is what its formulas are made of,
    mostly what its facts are counted by, {key of a column of facts: word}; `shown`: what the pages know of it."""

    texts: Mapping[str, str]
    told: Mapping[str, Any]
    shown: Any


@dataclass(frozen=True)
class FigureCells:
    """The cells of one line, as parts of the formulas in it."""

    table: FormulaTable
    number: int
    told: Mapping[str, Any]

    def __getitem__(self, key: str) -> CellOf:
        return CellOf(self.table, self.number, key)


@dataclass(frozen=True)
class MeasureColumn:
    """A column of figures called `key`; `formula(cells)`: what stands in a line, of its FigureCells; `shown(shown)`:
    the same as the pages show it, of what FigureLine.shown holds (without it nothing is compared).

    `added`: 合计 is the sum of the lines, else the same formula over what 合计 says.
    """

    key: str
    heading: str
    formula: Callable[[FigureCells], Expression]
    shown: Callable[[Any], int | Decimal] | None = None
    added: bool = True
    look: str = ""
    width: float = 5

    @property
    def form(self) -> FormColumn:
        """As a column of the form."""
        return FormColumn(self.heading, self.width, look=self.look)


@dataclass(frozen=True)
class LabelColumn:
    """A column of words beside the figures."""

    key: str
    heading: str
    width: float = 16

    @property
    def form(self) -> FormColumn:
        """As a column of the form."""
        return FormColumn(self.heading, self.width, left=True)


@dataclass(frozen=True)
class ColumnGroup:
    """Columns and groups under a heading; `apart`: on paper they begin a page."""

    heading: str
    columns: "Sequence[AnyColumn]" = field(default=())
    apart: bool = False

    @property
    def form(self) -> FormGroup:
        """As a group of the form."""
        return FormGroup(self.heading, tuple(one.form for one in self.columns), self.apart)


AnyColumn = MeasureColumn | LabelColumn | ColumnGroup


def named(columns: Sequence[AnyColumn], above: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], AnyColumn]]:
    """The columns from left to right, each with its heading and those above it."""
    for one in columns:
        path = (*above, one.heading)
        if isinstance(one, ColumnGroup):
            yield from named(one.columns, path)
        else:
            yield path, one


def share(part: CellOf, whole: CellOf) -> Choice:
    """`part` of `whole` so that it prints truncated (R7), — of nothing (R8)."""
    return Choice(whole.equals(0), DASH, WholeQuotient(part * THOUSAND, whole) / THOUSAND)
