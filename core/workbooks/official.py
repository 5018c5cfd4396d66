"""Official forms: title, who reports and when, headings in several rows, 序号, 合计, signatures; on A4 landscape.

A form is declared as data (`OfficialForm`) and filled with rows; forms are small, so openpyxl holds them whole.
Numbers in 合计 are added up here: what does not calculate shows them as well.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate
from typing import IO

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, NamedStyle, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from core.workbooks.frames import TEXT_FORMAT, sheet_title
from core.workbooks.writing import LONGEST_FORMATTED, writable

NOTHING = "—"
DAY_FORMAT = 'yyyy"年"m"月"d"日"'
TITLE_ROW, FILING_ROW, FIRST_HEADING_ROW = 1, 2, 3
LOOK = "form {}"
MARGIN = 0.4  # inches
HEIGHTS = {"title": 34, "line": 22, "heading": 24}


@dataclass(frozen=True)
class FormColumn:
    """A column under its `heading`, so many characters wide; `left`: of running text; `summed`: added up in 合计."""

    heading: str
    width: float = 12
    left: bool = False
    summed: bool = False

    depth = 1

    @property
    def leaves(self):
        """The columns under this heading: itself."""
        return (self,)


@dataclass(frozen=True)
class FormGroup:
    """A heading above several columns or groups."""

    heading: str
    columns: tuple["FormColumn | FormGroup", ...]

    @property
    def depth(self):
        """Rows of headings it takes."""
        return 1 + max(column.depth for column in self.columns)

    @property
    def leaves(self):
        """The columns under this heading, from left to right."""
        return tuple(leaf for column in self.columns for leaf in column.leaves)


SERIAL = FormColumn(gettext_lazy("No."), 5)


@dataclass(frozen=True)
class OfficialForm:
    """A form called `title` with its `columns`, before which 序号 is put; the first `fixed` ones stay when one scrolls
    to the right."""

    title: str
    columns: tuple[FormColumn | FormGroup, ...]
    fixed: int = 1


@dataclass(frozen=True)
class Filing:
    """Who reports (`unit`, `person`), on which day, and in a `note` what the rows are: which day, which filter."""

    unit: str
    person: str
    on: datetime.date
    note: str


def write_form(stream: IO[bytes], form: OfficialForm, filing: Filing, rows: Iterable[Sequence]) -> None:
    """Write `form` with `rows` as an .xlsx workbook to `stream`; a cell without a value shows a dash.

    Values: text, numbers, dates, None; anything else is written as its text.
    """
    book = Workbook()
    book.remove(book.active)
    for style in _styles():
        book.add_named_style(style)
    add_form(book, form, filing, rows)
    book.save(stream)


def add_form(book: Workbook, form: OfficialForm, filing: Filing, rows: Iterable[Sequence]) -> None:
    """Add `form` with `rows` to `book`, which has the styles of forms, as a sheet of its own."""
    sheet = book.create_sheet(sheet_title(form.title))
    columns = (SERIAL, *form.columns)
    whole = FormGroup(form.title, columns)
    widths = [leaf.width for leaf in whole.leaves]
    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    _put_line(sheet, TITLE_ROW, [form.title], widths, "title")
    _put_line(sheet, FILING_ROW, _filed(filing), widths, "line")
    first_row = FIRST_HEADING_ROW + whole.depth - 1
    _put_headings(sheet, columns, FIRST_HEADING_ROW, 1, first_row - 1)
    after = _put_rows(sheet, first_row, whole.leaves, rows)
    _put_line(sheet, after, _signed(), widths, "line")
    _put_line(sheet, after + 1, [_("Note: %(note)s") % {"note": filing.note}], widths, "line")
    _set_page(sheet, first_row, form.fixed)


def _filed(filing):
    return [
        _("Reporting unit (seal): %(unit)s") % {"unit": filing.unit},
        _("Filled in by: %(person)s") % {"person": filing.person},
        _("Telephone:"),
        _("Reported on: %(day)s") % {"day": date_format(filing.on)},
    ]


def _signed():
    return [_("Head of the unit (signature):"), _("Checked by:"), _("Filled in by (signature):")]


def _put_line(sheet, row, texts, widths, style):
    """`texts` beside each other over the whole width, each in one cell merged of several columns."""
    ends = _ends(widths, len(texts))
    for text, first, last in zip(texts, [1, *(end + 1 for end in ends)], ends, strict=False):
        _put(sheet.cell(row, first), text, style)
        _merge(sheet, row, row, first, last)
    sheet.row_dimensions[row].height = HEIGHTS[style]


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
        _put(sheet.cell(row, at), column.heading, "heading")
        _merge(sheet, row, last_row if isinstance(column, FormColumn) else row, at, last)
        if isinstance(column, FormGroup):
            _put_headings(sheet, column.columns, row + 1, at, last_row)
        at = last + 1
    sheet.row_dimensions[row].height = HEIGHTS["heading"]


def _merge(sheet, first_row, last_row, first, last):
    """One cell of several; a single one stays, which Excel would call damaged."""
    if (first_row, first) != (last_row, last):
        sheet.merge_cells(start_row=first_row, end_row=last_row, start_column=first, end_column=last)


def _put_rows(sheet, row, leaves, rows):
    """The rows with their numbers from `row` on, then 合计. Returns the number of the row after it."""
    sums = [0] * len(leaves)
    for number, values in enumerate(rows, 1):
        for at, (leaf, value) in enumerate(zip(leaves, (number, *values), strict=True)):
            _put_value(sheet.cell(row, at + 1), value, left=leaf.left)
            sums[at] += value or 0 if leaf.summed else 0
        row += 1
    _put(sheet.cell(row, 1), _("Total"), "total")
    for at, leaf in enumerate(leaves[1:], 1):
        _put(sheet.cell(row, at + 1), sums[at] if leaf.summed else "", "total")
    return row + 1


def _put_value(cell, value, *, left):
    """A value of a row as what it is: a number, a day, a text."""
    if value in (None, ""):
        _put(cell, NOTHING, "word")
    elif isinstance(value, datetime.date):
        _put(cell, value, "day")
    elif isinstance(value, (int, float, Decimal)):
        _put(cell, value, "number")
        if isinstance(value, Decimal) and value.as_tuple().exponent < 0:
            cell.number_format = "0." + "0" * -value.as_tuple().exponent
    else:
        _put(cell, value, "text" if left else "word")


def _put(cell, value, style):
    """A text stays a text, whatever it begins with."""
    is_text = not isinstance(value, (int, float, Decimal, datetime.date))
    cell.value = writable(str(value)) if is_text else value
    cell.style = LOOK.format(style)
    if is_text:
        cell.data_type = "s"
        if len(cell.value) > LONGEST_FORMATTED:
            cell.number_format = "General"


def _set_page(sheet: Worksheet, first_row, fixed):
    """On paper: A4 landscape, as wide as the page, headings on each of them; on screen they stay."""
    sheet.page_setup.orientation = sheet.ORIENTATION_LANDSCAPE
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins = PageMargins(left=MARGIN, right=MARGIN, top=MARGIN, bottom=2 * MARGIN, footer=MARGIN)
    sheet.print_options.horizontalCentered = True
    sheet.print_title_rows = f"{TITLE_ROW}:{first_row - 1}"
    sheet.oddFooter.center.text = _("Page &P of &N")
    sheet.freeze_panes = sheet.cell(first_row, fixed + 2)


def _styles():
    """What the cells of a form look like, by name."""
    thin = Side(style="thin")
    box = Border(left=thin, right=thin, top=thin, bottom=thin)
    body, bold = Font(name="宋体", size=10), Font(name="宋体", size=10, bold=True)
    middle = Alignment(horizontal="center", vertical="center", wrap_text=True)
    left = Alignment(horizontal="left", vertical="center", wrap_text=True)
    shrunk = Alignment(horizontal="center", vertical="center", shrink_to_fit=True)  # a day that wraps shows ####
    looks = {
        "title": {"font": Font(name="宋体", size=18, bold=True), "alignment": middle},
        "line": {"font": Font(name="宋体", size=11), "alignment": left},
        "heading": {"font": Font(name="仿宋_GB2312", size=11, bold=True), "alignment": middle, "border": box},
        "word": {"font": body, "alignment": middle, "border": box, "number_format": TEXT_FORMAT},
        "text": {"font": body, "alignment": left, "border": box, "number_format": TEXT_FORMAT},
        "number": {"font": body, "alignment": middle, "border": box},
        "day": {"font": body, "alignment": shrunk, "border": box, "number_format": DAY_FORMAT},
        "total": {"font": bold, "alignment": middle, "border": box},
    }
    return [NamedStyle(name=LOOK.format(name), **look) for name, look in looks.items()]
