"""Writing workbooks row by row: memory stays flat, text stays text (a name that begins with "=" stays a name).

openpyxl makes the frame; the rows are streamed into it as XML. That costs less than half of openpyxl's own streaming
and gives every text cell the text format, so that a code keeps its zeros when somebody edits it.
"""

import datetime
import re
import shutil
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import IO, NamedTuple
from xml.sax.saxutils import escape

from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter

from core.workbooks.cells import tidy
from core.workbooks.columns import Column, Sheet
from core.workbooks.frames import DAY, LONG_TEXT, NUMBER, TEXT, Look, StreamedPage, StreamedRow, dress_plain, make_frame
from core.workbooks.values import DAY_ZERO

ENCODED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")  # Excel would read _x0041_ as the letter A
DIMENSION = re.compile(rb"<dimension [^>]*/>")
LONGEST_FORMATTED = 255  # older Excels show #### for a longer text in a cell of the text format
FLUSH_ROWS = 50  # a row of formulas has ten kilobytes
BLANK = (None, "")


class Formula(NamedTuple):
    """A formula as it is written, without "=", and the value it comes to, which stands beside it in the file."""

    text: str
    value: int | float | Decimal | str


class Looked(NamedTuple):
    """A `value` in a look other than that of its kind."""

    value: object
    look: str


@dataclass(frozen=True)
class SheetPage(StreamedPage):
    """One plain sheet: title, headings, rows (any iterable, read once); `columns`: as declared, if they are."""

    title: str
    headings: Sequence[str]
    rows: Iterable[Sequence]
    columns: Sequence[Column] = ()

    first_row = 2

    def dress(self, sheet):
        dress_plain(sheet, self.headings, self.columns)

    def lines(self):
        return map(StreamedRow, self.rows)

    @classmethod
    def of(cls, sheet: Sheet, rows: Iterable[Sequence]) -> "SheetPage":
        """A declared sheet with `rows` in the order of its columns."""
        return cls(sheet.title_zh, [column.zh for column in sheet.columns], rows, sheet.columns)


def write(stream: IO[bytes], pages: Iterable[StreamedPage]) -> None:
    """Write `pages` as an .xlsx workbook to `stream`.

    Values: text, numbers, dates, True and False, None, a Formula, one of them Looked; anything else is written as its
    text.
    """
    pages = list(pages)
    frame = make_frame(pages)
    sheets = {f"xl/worksheets/sheet{at + 1}.xml": (page, frame.styles[at]) for at, page in enumerate(pages)}
    with zipfile.ZipFile(frame.content) as source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            with source.open(name) as member, target.open(name, "w") as copy:
                if name in sheets:
                    _fill(copy, member.read(), *sheets[name])
                else:
                    shutil.copyfileobj(member, copy)


def write_template(stream: IO[bytes], sheets: Iterable[Sheet]) -> None:
    """Write the blank workbook of `sheets`: headings with help, drop-downs for choices, text columns for codes."""
    write(stream, [SheetPage.of(sheet, ()) for sheet in sheets])


def _fill(copy, sheet, page, styles):
    """Copy the XML of a `sheet`, the rows of its `page` put in after what stands above them."""
    before, end, after = DIMENSION.sub(b"", sheet).partition(b"</sheetData>")
    copy.write(before)
    ready = []
    for number, line in enumerate(page.lines(), page.first_row):
        ready.append(_row(number, line, styles))
        if len(ready) == FLUSH_ROWS:
            copy.write("".join(ready).encode())
            ready.clear()
    copy.write("".join(ready).encode() + end + after)


def _row(number, line, styles):
    cells = [_cell(column, number, value, styles) for column, value in enumerate(line.cells, 1) if value not in BLANK]
    height = f' ht="{line.height}" customHeight="1"' if line.height else ""
    return f'<row r="{number}"{height}>{"".join(cells)}</row>'


def _cell(column, number, value, styles):
    place, look = f'r="{get_column_letter(column)}{number}"', None
    if isinstance(value, Looked):
        value, look = value
        if value in BLANK:
            return f'<c {place} s="{styles[look]}"/>'
    if isinstance(value, Formula):
        return _formula(place, value, styles[look or (TEXT if isinstance(value.value, str) else NUMBER)])
    if isinstance(value, (int, float, Decimal)) and not isinstance(value, bool):
        return f'<c {place} s="{styles[look or NUMBER]}"><v>{value}</v></c>'
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return f'<c {place} s="{styles[look or DAY]}"><v>{(value - DAY_ZERO).days}</v></c>'
    text = _text(str(value))
    look = look or (TEXT if len(text) <= LONGEST_FORMATTED else LONG_TEXT)
    return f'<c {place} s="{styles[look]}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def _formula(place, formula, style):
    kind = ' t="str"' if isinstance(formula.value, str) else ""
    value = _text(formula.value) if kind else formula.value
    return f'<c {place} s="{style}"{kind}><f>{escape(formula.text)}</f><v>{value}</v></c>'


def _text(value):
    return escape(writable(value))


def put(cell: Cell, value: object, look: Look) -> None:
    """Put `value` into a `cell` of a frame as a text, which it stays whatever it begins with."""
    cell.value = writable(str(value))
    cell.data_type = "s"
    look.dress(cell)


def writable(text: str) -> str:
    """`text` as a cell keeps it: printable, and nothing in it that Excel would decode."""
    if not text.isprintable():
        text = tidy(text)
    return ENCODED.sub("_x005F_", text) if "_x" in text else text
