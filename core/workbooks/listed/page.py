"""A list as a sheet: its title and what it is of above the headings, its rows streamed below; it prints as it is."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import chain, islice

from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from core.shares import Share
from core.workbooks.frames import (
    DATE_FORMAT,
    DAY,
    HEADING,
    LONG_TEXT,
    NUMBER,
    TEXT,
    TEXT_FORMAT,
    Look,
    StreamedPage,
    StreamedRow,
)  # fmt: skip
from core.workbooks.listed.about import About
from core.workbooks.listed.widths import fitting, lines_of
from core.workbooks.official.heights import LINE_HEIGHT, PADDING, row_height
from core.workbooks.official.paper import set_list_paper
from core.workbooks.official.shape import NOTHING, FormColumn
from core.workbooks.writing import Looked, put

HEADING_ROW = 4
LOOKED_AT = 500  # rows that say how wide the columns are
MOST_WIDE = 50  # characters of a column
LEAST_ALTOGETHER = 60  # characters that title and lines have for themselves, also above a narrow list
PERCENT = "percent"
_number = Alignment(horizontal="right", vertical="top", indent=1)
_wrapped = Alignment(wrap_text=True, vertical="top")
_line = Alignment(wrap_text=True, vertical="center")
NUMBER_HEADING = replace(HEADING, alignment=Alignment(horizontal="right", vertical="center", wrap_text=True, indent=1))
TITLE, LINE = Look(Font(size=14, bold=True), _line), Look(alignment=_line)
LIST_LOOKS = {
    TEXT: Look(alignment=_wrapped, number_format=TEXT_FORMAT),
    LONG_TEXT: Look(alignment=_wrapped),
    DAY: Look(alignment=_wrapped, number_format=DATE_FORMAT),
    NUMBER: Look(alignment=_number),
    PERCENT: Look(alignment=_number, number_format="0.0%"),
}


class ListPage(StreamedPage):
    """`rows` (any iterable, read once) below `headings`; `about` says what they are."""

    first_row = HEADING_ROW + 1
    looks = LIST_LOOKS

    def __init__(self, about: About, headings: Sequence, rows: Iterable[Sequence]):
        self.title, self._about = about.title, about
        self._headings = [str(heading) for heading in headings]
        rows = iter(rows)
        first = list(islice(rows, LOOKED_AT))
        self._rows, self._widths = chain(first, rows), fitting(self._headings, first, MOST_WIDE)
        self._numbers = {
            at for row in first for at, value in enumerate(row) if isinstance(value, (int, float, Decimal))
        }

    def dress(self, sheet):
        for number, width in enumerate(self._widths, 1):
            sheet.column_dimensions[get_column_letter(number)].width = width
        whole = FormColumn("", max(sum(self._widths), LEAST_ALTOGETHER))
        for row, text in enumerate((self.title, *self._about.lines), 1):
            put(sheet.cell(row, 1), text, TITLE if row == 1 else LINE)
            sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=self._last_above(sheet))
            sheet.row_dimensions[row].height = 24 if row == 1 else row_height([text], [whole])
        for at, heading in enumerate(self._headings):
            put(sheet.cell(HEADING_ROW, at + 1), heading, NUMBER_HEADING if at in self._numbers else HEADING)
        lines = max(map(lines_of, self._headings, self._widths), default=1)
        sheet.row_dimensions[HEADING_ROW].height = LINE_HEIGHT * lines + PADDING
        sheet.freeze_panes = f"A{self.first_row}"
        set_list_paper(sheet, HEADING_ROW, sum(self._widths))

    def lines(self):
        columns = [FormColumn("", width) for width in self._widths]
        for row in self._rows:
            cells = [self._looked(value, at) for at, value in enumerate(row)]
            yield StreamedRow(cells, row_height(row, columns[: len(row)]))

    def _looked(self, value, at):
        """A share in percent; where a number is missing, its dash below the others."""
        if isinstance(value, Share):
            return Looked(value, PERCENT)
        return Looked(value, NUMBER) if value == NOTHING and at in self._numbers else value

    def _last_above(self, sheet):
        """The last column that the lines above the headings stand over: empty ones beside a narrow list as well."""
        rest = max(0, LEAST_ALTOGETHER - sum(self._widths))
        return max(2, len(self._widths) + int(-(-rest // sheet.sheet_format.baseColWidth)))
