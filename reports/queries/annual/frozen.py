"""The facts of an annual workbook, read back from the file that was written."""

from typing import IO

from openpyxl import load_workbook

from reports.queries.annual.facts.titles import FACTS
from reports.rules.differences import FactTables


def facts_in(stream: IO[bytes]) -> FactTables:
    """{title: (headings, rows)} of the sheets of facts in one of our own workbooks: the first row are headings."""
    book = load_workbook(stream, read_only=True, data_only=True)
    try:
        return {sheet.title: _read(sheet) for sheet in book if sheet.title.startswith(FACTS)}
    finally:
        book.close()


def _read(sheet):
    rows = sheet.iter_rows(values_only=True)
    headings = tuple(str(one or "") for one in next(rows, ()))
    return headings, [row for row in rows if any(cell is not None for cell in row)]
