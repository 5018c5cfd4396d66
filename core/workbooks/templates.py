"""The blank workbook of a kind: headings with help, drop-downs for choices, text columns for codes."""

from typing import IO

from core.workbooks.columns import Sheet
from core.workbooks.writing import Page, write


def write_template(stream: IO[bytes], sheets: tuple[Sheet, ...]) -> None:
    """Write the blank workbook of `sheets` to `stream`."""
    write(stream, [Page.of(sheet, ()) for sheet in sheets])
