"""What stands around the rows of a workbook: headings, widths, drop-downs, formats. Made by openpyxl, rows left out."""

import io
import re
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from core.workbooks import values
from core.workbooks.child import MAX_ROWS

HEAD_FONT, HEAD_FILL = Font(bold=True), PatternFill("solid", fgColor="F2F2F2")
HEAD_ALIGNMENT = Alignment(wrap_text=True, vertical="center")
TEXT_FORMAT, DATE_FORMAT = "@", "yyyy-mm-dd"
FORMATS = {values.CODE: TEXT_FORMAT, values.TEXT: TEXT_FORMAT, values.CHOICES: TEXT_FORMAT, values.DATE: DATE_FORMAT}
FORBIDDEN_IN_TITLES = re.compile(r"[\[\]:*?/\\]")
LONGEST_TITLE = 31
NARROWEST = 12


@dataclass(frozen=True)
class Frame:
    """A workbook with headings and no rows, and the numbers of the styles its rows may use."""

    content: io.BytesIO
    text: int
    date: int


def make_frame(pages) -> Frame:
    """The frame of `pages` (writing.SheetPage); member `xl/worksheets/sheet<n>.xml` holds the n-th."""
    book = Workbook()
    book.remove(book.active)
    for page in pages:
        _add_sheet(book, page)
    styles = [_style(book, number_format) for number_format in (TEXT_FORMAT, DATE_FORMAT)]
    content = io.BytesIO()
    book.save(content)
    return Frame(content, *styles)


def sheet_title(title: str) -> str:
    """`title` as a sheet can be called."""
    return FORBIDDEN_IN_TITLES.sub(" ", title)[:LONGEST_TITLE]


def _style(book, number_format):
    cell = Cell(book.worksheets[0], row=1, column=1)
    cell.number_format = number_format
    return cell.style_id


def _add_sheet(book, page):
    sheet = book.create_sheet(sheet_title(page.title))
    sheet.freeze_panes = "A2"
    for number, heading in enumerate(page.headings, 1):
        heading = values.tidy(str(heading))
        cell = sheet.cell(1, number, heading)
        cell.data_type = "s"
        cell.font, cell.fill, cell.alignment = HEAD_FONT, HEAD_FILL, HEAD_ALIGNMENT
        sheet.column_dimensions[get_column_letter(number)].width = max(NARROWEST, 3 * len(heading))
    for number, column in enumerate(page.columns, 1):
        _declare(sheet, number, column)


def _declare(sheet, number, column):
    """Comment, format and drop-down of a declared column, for the rows somebody will add."""
    letter, words = get_column_letter(number), _words(column)
    if column.help:
        sheet.cell(1, number).comment = Comment(str(column.help), "")
    sheet.column_dimensions[letter].number_format = FORMATS.get(column.kind, "General")
    if words:
        rule = DataValidation(type="list", formula1='"{}"'.format(",".join(words)), allow_blank=True)
        rule.add(f"{letter}2:{letter}{MAX_ROWS + 1}")
        sheet.add_data_validation(rule)


def _words(column):
    if column.kind == values.BOOL:
        return list(values.YES_NO.values())
    return list(column.choices.values()) if column.kind == values.CHOICE else []
