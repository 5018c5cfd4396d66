"""The blank workbook of a kind: headings with help, drop-downs for choices, text columns for codes."""

from typing import IO

from core.workbooks.columns import Sheet
from core.workbooks.writing import SheetPage, write


def write_template(stream: IO[bytes], sheets: tuple[Sheet, ...]) -> None:
    """Write the blank workbook of `sheets` to `stream`."""
    write(stream, [SheetPage.of(sheet, ()) for sheet in sheets])
