"""What stands around the rows of a workbook: headings, widths, formats, charts. Made by openpyxl, rows left out."""

import io
import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from core.workbooks import values
from core.workbooks.cells import tidy
from core.workbooks.opening.limits import MAX_ROWS

TEXT_FORMAT, DATE_FORMAT = "@", "yyyy-mm-dd"
FORMATS = {values.CODE: TEXT_FORMAT, values.TEXT: TEXT_FORMAT, values.CHOICES: TEXT_FORMAT, values.DATE: DATE_FORMAT}
FORBIDDEN_IN_TITLES = re.compile(r"[\[\]:*?/\\]")
LONGEST_TITLE = 31
NARROWEST = 12
NO_FORMAT = "General"


@dataclass(frozen=True)
class Look:
    """What cells look like."""

    font: Font | None = None
    alignment: Alignment | None = None
    border: Border | None = None
    fill: PatternFill | None = None
    number_format: str = NO_FORMAT

    def dress(self, cell: Cell) -> None:
        """Let `cell` look so."""
        cell.number_format = self.number_format
        for part in ("font", "alignment", "border", "fill"):
            if (wanted := getattr(self, part)) is not None:
                setattr(cell, part, wanted)


TEXT, LONG_TEXT, DAY, NUMBER = "text", "long text", "day", "number"
PLAIN_LOOKS = {
    TEXT: Look(number_format=TEXT_FORMAT), LONG_TEXT: Look(), DAY: Look(number_format=DATE_FORMAT), NUMBER: Look(),
}  # fmt: skip
HEADING = Look(
    font=Font(bold=True),
    fill=PatternFill("solid", fgColor="F2F2F2"),
    alignment=Alignment(wrap_text=True, vertical="center"),
)


class StreamedRow(NamedTuple):
    """The cells of a row from its first column on, and its height in points when it has one of its own."""

    cells: Sequence
    height: float | None = None


class StreamedPage(ABC):
    """A sheet called `title`: openpyxl makes what stands around its rows, the rows are streamed into it from
    `first_row` on. `looks`: what cells may look like, by name; of each kind of value there is one."""

    title: str
    first_row: int
    looks: ClassVar[Mapping[str, Look]] = PLAIN_LOOKS

    @abstractmethod
    def dress(self, sheet: Worksheet) -> None:
        """Put everything into `sheet` but the rows."""

    @abstractmethod
    def lines(self) -> Iterable[StreamedRow]:
        """Its rows, read once."""


@dataclass(frozen=True)
class Frame:
    """A workbook with headings and no rows; `styles`: {name of a look: its number} of each page."""

    content: io.BytesIO
    styles: Sequence[Mapping[str, int]]


def make_frame(pages: Sequence[StreamedPage]) -> Frame:
    """The frame of `pages`; member `xl/worksheets/sheet<n>.xml` holds the n-th."""
    book = Workbook()
    book.remove(book.active)
    for page in pages:
        page.dress(book.create_sheet(sheet_title(page.title)))
    known = {id(page.looks): page.looks for page in pages}
    numbered = {key: {name: _style(book, look) for name, look in looks.items()} for key, looks in known.items()}
    content = io.BytesIO()
    book.save(content)
    return Frame(content, [numbered[id(page.looks)] for page in pages])


def sheet_title(title: str) -> str:
    """`title` as a sheet can be called."""
    return FORBIDDEN_IN_TITLES.sub(" ", title)[:LONGEST_TITLE]


def _style(book, look):
    cell = Cell(book.worksheets[0], row=1, column=1)
    look.dress(cell)
    return cell.style_id


def dress_plain(
    sheet: Worksheet, headings: Sequence[str], columns: Sequence = (), widths: Sequence[float] = ()
) -> None:
    """Put `headings` above the rows of a plain `sheet`; `columns`: as declared, if they are; `widths` of the columns in
    characters, those that fit the headings without."""
    sheet.freeze_panes = "A2"
    for number, heading in enumerate(headings, 1):
        heading = tidy(str(heading))
        cell = sheet.cell(1, number, heading)
        cell.data_type = "s"
        HEADING.dress(cell)
        sheet.column_dimensions[get_column_letter(number)].width = max(NARROWEST, 3 * len(heading))
    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    for number, column in enumerate(columns, 1):
        _declare(sheet, number, column)


def _declare(sheet, number, column):
    """Comment, format, width and drop-down of a declared column, for the rows somebody will add."""
    letter, words = get_column_letter(number), _words(column)
    if column.help:
        sheet.cell(1, number).comment = Comment(str(column.help), "")
    if column.width:
        sheet.column_dimensions[letter].width = column.width
    sheet.column_dimensions[letter].number_format = FORMATS.get(column.kind, NO_FORMAT)
    if words:
        rule = DataValidation(type="list", formula1='"{}"'.format(",".join(words)), allow_blank=True)
        rule.add(f"{letter}2:{letter}{MAX_ROWS + 1}")
        sheet.add_data_validation(rule)


def _words(column):
    if column.kind == values.BOOL:
        return list(values.YES_NO.values())
    return list(column.choices.values()) if column.kind == values.CHOICE else []
