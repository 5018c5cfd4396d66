"""A ledger as a sheet: its rows as the page shows them, 合计 as formulas over the facts, each a line of 核对."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from core.workbooks.formulas import CellOf, Expression, FactSheet, FormulaTable, PackedRows
from core.workbooks.official import Filing, FormPage, OfficialForm, looks
from core.workbooks.writing import Looked
from reports.annual.ledgers.reading import LedgerReading
from reports.annual.tables.figure_table import Check

COUNT = "项数"


@dataclass(frozen=True)
class LedgerTable:
    """`rows` under the columns of `form`, whose `names` tell them apart; 合计 says how many there are (`count`) and the
    `totals` of columns by their name; `shown`: the same as the pages show it, the count under the first column.
    `meaning`: which rows these are, in a sentence with its rules."""

    form: OfficialForm
    meaning: str
    names: Sequence[str]
    rows: PackedRows
    count: Expression
    totals: Mapping[str, Expression]
    shown: Mapping[str, int | Decimal]

    @property
    def title(self) -> str:
        """What it is called."""
        return self.form.title

    @cached_property
    def formulas(self) -> FormulaTable:
        """合计."""
        table = FormulaTable(self.title, self.names, self.form.first_row + len(self.rows))
        table.lines = [{self.names[0]: self.count, **self.totals}]
        return table

    def page(self, filing: Filing) -> FormPage:
        """Its sheet."""
        total = ["" for _name in self.names]
        total[0] = Looked(self.formulas.formula(0, self.names[0]), looks.TOTAL_COUNT)
        for name in self.totals:
            total[self.names.index(name)] = self.formulas.formula(0, name)
        return FormPage(self.form, filing, self.rows, len(self.rows), total)

    def checks(self) -> Iterator[Check]:
        """How many rows there are, and what their numbers come to."""
        first, *_others = self.names
        yield Check(self.title, COUNT, CellOf(self.formulas, 0, first), self.shown[first])
        headings = dict(zip(self.names, (leaf.heading for leaf in self.form.whole.leaves[1:]), strict=True))
        for name in self.totals:
            yield Check(self.title, str(headings[name]), CellOf(self.formulas, 0, name), self.shown[name])


@dataclass(frozen=True)
class ComparedLedger:
    """A ledger and its facts; how many rows it had a year before (`ago`), and how many the page shows of that day."""

    table: LedgerTable
    facts: FactSheet
    ago: Expression
    shown_ago: int


def ledger_table(
    reading: LedgerReading, rows: PackedRows, count: Expression, totals: Mapping[str, Expression]
) -> LedgerTable:
    """The LedgerTable of what was read; the numbers of its `rows` are what the page shows."""
    names = reading.names
    shown = {name: sum(_number(row[names.index(name)]) for row in rows) for name in totals}
    return LedgerTable(reading.form, reading.kind.meaning, names, rows, count, totals, shown | {names[0]: len(rows)})


def _number(value):
    return value if isinstance(value, (int, Decimal)) else 0
