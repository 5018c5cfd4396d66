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
from typing import IO
from xml.sax.saxutils import escape

from openpyxl.utils import get_column_letter

from core.workbooks.columns import Column, Sheet
from core.workbooks.frames import Frame, make_frame
from core.workbooks.values import DAY_ZERO, tidy

ENCODED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")  # Excel would read _x0041_ as the letter A
DIMENSION = re.compile(rb"<dimension [^>]*/>")
LONGEST_FORMATTED = 255  # older Excels show #### for a longer text in a cell of the text format
FLUSH_ROWS = 500


@dataclass(frozen=True)
class SheetPage:
    """One sheet to be written: title, headings, rows (any iterable, read once); `columns`: as declared, if they are."""

    title: str
    headings: Sequence[str]
    rows: Iterable[Sequence]
    columns: Sequence[Column] = ()

    @classmethod
    def of(cls, sheet: Sheet, rows: Iterable[Sequence]) -> "SheetPage":
        """A declared sheet with `rows` in the order of its columns."""
        return cls(sheet.title_zh, [column.zh for column in sheet.columns], rows, sheet.columns)


def write(stream: IO[bytes], pages: Iterable[SheetPage]) -> None:
    """Write `pages` as an .xlsx workbook to `stream`.

    Values: text, numbers, dates, True and False, None; anything else is written as its text.
    """
    pages = list(pages)
    frame = make_frame(pages)
    sheets = {f"xl/worksheets/sheet{number}.xml": page for number, page in enumerate(pages, 1)}
    with zipfile.ZipFile(frame.content) as source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            with source.open(name) as member, target.open(name, "w") as copy:
                if name in sheets:
                    _fill(copy, member.read(), sheets[name].rows, frame)
                else:
                    shutil.copyfileobj(member, copy)


def write_template(stream: IO[bytes], sheets: Iterable[Sheet]) -> None:
    """Write the blank workbook of `sheets`: headings with help, drop-downs for choices, text columns for codes."""
    write(stream, [SheetPage.of(sheet, ()) for sheet in sheets])


def _fill(copy, sheet, rows, frame):
    """Copy the XML of a `sheet`, its `rows` put in after the headings."""
    before, end, after = DIMENSION.sub(b"", sheet).partition(b"</sheetData>")
    copy.write(before)
    ready = []
    for number, row in enumerate(rows, 2):
        ready.append(_row(number, row, frame))
        if len(ready) == FLUSH_ROWS:
            copy.write("".join(ready).encode())
            ready.clear()
    copy.write("".join(ready).encode() + end + after)


def _row(number, row, frame: Frame):
    cells = [_cell(column, number, value, frame) for column, value in enumerate(row, 1) if value not in (None, "")]
    return f'<row r="{number}">{"".join(cells)}</row>'


def _cell(column, number, value, frame):
    place = f'r="{get_column_letter(column)}{number}"'
    if isinstance(value, (int, float, Decimal)) and not isinstance(value, bool):
        return f"<c {place}><v>{value}</v></c>"
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return f'<c {place} s="{frame.date}"><v>{(value - DAY_ZERO).days}</v></c>'
    text = _text(str(value))
    style = f' s="{frame.text}"' if len(text) <= LONGEST_FORMATTED else ""
    return f'<c {place}{style} t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def _text(value):
    return escape(writable(value))


def writable(text: str) -> str:
    """`text` as a cell keeps it: printable, and nothing in it that Excel would decode."""
    if not text.isprintable():
        text = tidy(text)
    return ENCODED.sub("_x005F_", text) if "_x" in text else text
