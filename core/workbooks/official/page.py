"""An official form as a sheet: its frame, its rows streamed into it, 合计, signatures and the note below.

Without a `total` the numbers of 合计 are added up here: what does not calculate shows them as well.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import accumulate

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from openpyxl.chart._chart import ChartBase
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from core.workbooks.frames import DAY, LONG_TEXT, NUMBER, TEXT, StreamedPage, StreamedRow
from core.workbooks.official import looks
from core.workbooks.official.heights import row_height
from core.workbooks.official.paper import set_paper
from core.workbooks.official.shape import (
    FILING_ROW,
    FIRST_HEADING_ROW,
    NOTHING,
    TITLE_ROW,
    Filing,
    FormColumn,
    FormGroup,
    OfficialForm,
)
from core.workbooks.writing import LONGEST_FORMATTED, Formula, Looked, put

HEIGHTS = {looks.TITLE: 34, looks.LINE: 22, looks.HEADING: 24}


@dataclass(frozen=True)
class FormPage(StreamedPage):
    """`form` with so many (`count`) `rows`; a cell without a value shows a dash.

    Values: text, numbers, dates, None, Formulas; anything else is written as its text. `total`: what stands in 合计
    from the second column on, "" where nothing does; empty: there is no 合计. `charts` stand below it.
    """

    form: OfficialForm
    filing: Filing
    rows: Iterable[Sequence]
    count: int
    total: Sequence | None = None
    charts: Sequence[ChartBase] = ()

    looks = looks.FORM_LOOKS

    @property
    def title(self):
        return self.form.title

    @property
    def first_row(self):
        return self.form.first_row

    def dress(self, sheet):
        for number, leaf in enumerate(self.form.whole.leaves, 1):
            sheet.column_dimensions[get_column_letter(number)].width = leaf.width
        _put_line(sheet, TITLE_ROW, [self.form.title], self._widths, looks.TITLE)
        _put_line(sheet, FILING_ROW, _filed(self.filing), self._widths, looks.LINE)
        _put_headings(sheet, self.form.whole.columns, FIRST_HEADING_ROW, 1, self.first_row - 1)
        first_below = self.first_row + self.count + self._has_total
        for row, texts in enumerate(self._below(), first_below):
            for first, last in self._places_below(len(texts)):
                if first != last:
                    sheet.merged_cells.add(f"{get_column_letter(first)}{row}:{get_column_letter(last)}{row}")
        set_paper(sheet, self.form, self.filing, first_below + 1, self.charts)

    def lines(self):
        leaves = self.form.whole.leaves
        sums = [0] * len(leaves)
        for number, values in enumerate(self.rows, 1):
            row = (number, *values)
            cells = [_looked(value, leaf) for leaf, value in zip(leaves, row, strict=True)]
            yield StreamedRow(cells, row_height(row, leaves))
            sums = [so_far + _added(value, leaf) for so_far, value, leaf in zip(sums, row, leaves, strict=True)]
        if self._has_total:
            added = [so_far if leaf.summed else "" for so_far, leaf in zip(sums, leaves, strict=True)][1:]
            yield StreamedRow([Looked(_("Total"), looks.TOTAL), *map(_totalled, self.total or added, leaves[1:])])
        for texts in self._below():
            yield self._line(texts)

    @property
    def _has_total(self):
        return self.total is None or len(self.total) > 0

    @property
    def _widths(self):
        """Of the columns that lines of text stand over: those of the first page."""
        return [leaf.width for leaf in self.form.pages[0]]

    def _below(self):
        """The lines below 合计, each of several texts."""
        return _signed(), [_("Note: %(note)s") % {"note": self.filing.note}]

    def _line(self, texts):
        cells = [""] * len(self._widths)
        places = self._places_below(len(texts))
        for text, (first, _last) in zip(texts, places, strict=False):
            cells[first - 1] = Looked(text, looks.LINE)
        whole = FormColumn("", sum(self._widths[places[0][0] - 1 :]))
        return StreamedRow(cells, max(HEIGHTS[looks.LINE], row_height(texts, [whole]) or 0))

    def _places_below(self, parts):
        """(first, last) column of each of `parts` texts below the table; not over columns that every page repeats."""
        skipped = self.form.fixed + 1 if len(self.form.pages) > 1 else 0
        return [(first + skipped, last + skipped) for first, last in _stretches(self._widths[skipped:], parts)]


def _filed(filing):
    return [
        _("Reporting unit (seal): %(unit)s") % {"unit": filing.unit},
        _("Filled in by: %(person)s") % {"person": filing.person},
        " ".join(filter(None, [_("Telephone:"), filing.telephone])),
        _("Reported on: %(day)s") % {"day": date_format(filing.on)},
    ]


def _signed():
    return [_("Head of the unit (signature):"), _("Checked by:"), _("Filled in by (signature):")]


def _put_line(sheet, row, texts, widths, look):
    """`texts` beside each other over the whole width, each in one cell merged of several columns."""
    for text, (first, last) in zip(texts, _stretches(widths, len(texts)), strict=False):
        _put(sheet.cell(row, first), text, look)
        _merge(sheet, row, row, first, last)
    sheet.row_dimensions[row].height = HEIGHTS[look]


def _stretches(widths, parts):
    """(first, last) column of each of `parts` stretches; of fewer columns than that, of as many as there are."""
    ends = _ends(widths, min(parts, len(widths)))
    return list(zip([1, *(end + 1 for end in ends)], ends, strict=False))


def _ends(widths, parts):
    """The last columns of `parts` stretches that are about equally wide, none of them empty."""
    reached, ends = list(accumulate(widths)), []
    for part in range(1, parts):
        wanted = reached[-1] * part / parts
        near = min(range(len(widths)), key=lambda at: abs(reached[at] - wanted)) + 1
        first, last = (ends[-1] if ends else 0) + 1, len(widths) - parts + part
        ends.append(min(max(near, first), last))
    return [*ends, len(widths)]


def _put_headings(sheet, columns, row, at, last_row):
    """Headings from `row` down to `last_row`, the first column being `at`; what has none below it fills the rest."""
    for column in columns:
        last = at + len(column.leaves) - 1
        _put(sheet.cell(row, at), column.heading, looks.HEADING)
        _merge(sheet, row, last_row if isinstance(column, FormColumn) else row, at, last)
        if isinstance(column, FormGroup):
            _put_headings(sheet, column.columns, row + 1, at, last_row)
        at = last + 1
    fitting = row_height([column.heading for column in columns], [FormColumn("", _width(column)) for column in columns])
    dimension = sheet.row_dimensions[row]
    dimension.height = max(HEIGHTS[looks.HEADING], dimension.height or 0, fitting or 0)


def _width(column):
    return sum(leaf.width for leaf in column.leaves)


def _merge(sheet: Worksheet, first_row, last_row, first, last):
    """One cell of several; a single one stays, which Excel would call damaged."""
    if (first_row, first) != (last_row, last):
        sheet.merge_cells(start_row=first_row, end_row=last_row, start_column=first, end_column=last)


def _put(cell, value, look):
    put(cell, value, looks.FORM_LOOKS[look])


def _looked(value, leaf):
    """A value of a row as what it is: a number, a day, a text."""
    if value in (None, ""):
        return Looked(NOTHING, looks.WORD)
    told = value.value if isinstance(value, Formula) else value
    if isinstance(told, date):
        return Looked(value, DAY)
    if isinstance(told, (int, float, Decimal)):
        return Looked(value, leaf.look or (_places(told) if isinstance(told, Decimal) else NUMBER))
    long = len(str(told)) > LONGEST_FORMATTED
    return Looked(value, (LONG_TEXT if long else TEXT) if leaf.left else (looks.LONG_WORD if long else looks.WORD))


def _added(value, leaf):
    return (value or 0) if leaf.summed else 0


def _places(value):
    return looks.places(value) if value.as_tuple().exponent < 0 else NUMBER


def _totalled(value, leaf):
    if isinstance(value, Looked):
        return value
    return Looked(value, f"{looks.TOTAL} {leaf.look}" if leaf.look else looks.TOTAL)
