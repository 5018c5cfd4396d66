"""A table of figures: written as an official form, and each of its figures as a line of 核对."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from openpyxl.chart._chart import ChartBase

from core.workbooks.formulas import CellOf, ColumnSum, FormulaTable, MadeLines
from core.workbooks.official import Filing, FormPage, OfficialForm
from reports.annual.tables.measures import AnyColumn, FigureCells, FigureLine, MeasureColumn, named


@dataclass(frozen=True, slots=True)
class Check:
    """One figure of the table called `table`: what it is (`figure`), where its formula stands, what the pages show."""

    table: str
    figure: str
    cell: CellOf
    shown: int | Decimal


@dataclass(frozen=True)
class FigureTable:
    """`columns` (the first of words, which name a line) with `lines` and what they come to (`total`; None: nothing).

    `meaning`: what is counted, in a sentence with its rules. `charts(table)`: drawings of it.
    """

    title: str
    meaning: str
    columns: Sequence[AnyColumn]
    lines: Sequence[FigureLine]
    total: FigureLine | None
    fixed: int = 1
    charts: Callable[["FigureTable"], Sequence[ChartBase]] = lambda _table: ()

    @property
    def form(self) -> OfficialForm:
        """The form it is."""
        return OfficialForm(self.title, tuple(one.form for one in self.columns), self.fixed)

    @cached_property
    def formulas(self) -> FormulaTable:
        """Its cells as formulas."""
        table = FormulaTable(self.title, [one.key for _path, one in self._named], self.form.first_row)
        table.lines = MadeLines(len(self.lines), lambda number: self._cells(table, number, self.lines[number]))
        if self.total:
            own = self._cells(table, len(self.lines), self.total)
            table.total = own | {one.key: ColumnSum(table, one.key) for one in self._figures if one.added}
        return table

    def page(self, filing: Filing) -> FormPage:
        """Its sheet."""
        rows = (self._written(number, line) for number, line in enumerate(self.lines))
        total = ("", *self._written(len(self.lines), self.total)[1:]) if self.total else ()
        return FormPage(self.form, filing, rows, len(self.lines), total, self.charts(self))

    def checks(self) -> Iterator[Check]:
        """Its figures that the pages show as well, line by line, at last those of 合计."""
        lines = [*self.lines, self.total] if self.total else self.lines
        for number, line in enumerate(lines):
            label = line.texts[self._named[0][1].key]
            for path, one in self._named:
                if isinstance(one, MeasureColumn) and one.shown:
                    cell = CellOf(self.formulas, number, one.key)
                    yield Check(self.title, " · ".join([label, *path]), cell, one.shown(line.shown))

    @cached_property
    def _named(self):
        return list(named(self.columns))

    @property
    def _figures(self):
        return [one for _path, one in self._named if isinstance(one, MeasureColumn)]

    def _cells(self, table, number, line):
        cells = FigureCells(table, number, line.told)
        return {one.key: one.formula(cells) for one in self._figures}

    def _written(self, number, line):
        return [
            self.formulas.formula(number, one.key) if isinstance(one, MeasureColumn) else line.texts.get(one.key, "")
            for _path, one in self._named
        ]
