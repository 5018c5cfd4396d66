"""A list as it is on screen, as a workbook to download; every download is in the log."""

import io
from collections.abc import Callable
from typing import IO
from urllib.parse import quote

from django.http import FileResponse

from core.choices import EventKind
from core.log.events import record
from core.workbooks import values
from core.workbooks.official import Filing, FormPage, OfficialForm
from core.workbooks.writing import SheetPage, write

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


IN_WORDS = {values.BOOL, values.CHOICE, values.CHOICES}


def pages_of(kind, scope, *, round_code=None) -> list[SheetPage]:
    """The pages of a kind's workbook, as its import reads them, within `scope` (None: everything)."""
    return [sheet_page(sheet, rows) for sheet, rows in kind.export(scope, round_code=round_code)]


def sheet_page(sheet, rows) -> SheetPage:
    """A declared sheet with `rows` of values in the order of its columns, as its import reads them."""
    return SheetPage.of(sheet, _shown(sheet, rows))


def _shown(sheet, rows):
    """`rows` with the words of choices instead of their identifiers."""
    worded = [(at, column.show) for at, column in enumerate(sheet.columns) if column.kind in IN_WORDS]
    for row in rows:
        cells = list(row)
        for at, show in worded:
            cells[at] = show(cells[at])
        yield cells


def workbook_response(request, filename, pages) -> FileResponse:
    """An .xlsx download of `pages` (frames.StreamedPage), named `filename` (without ending); recorded for the
    person."""
    return book_response(request, filename, lambda stream: write(stream, pages))


def table_response(request, filename, headings, rows) -> FileResponse:
    """A single list as a workbook: `headings` and `rows` as on screen."""
    return workbook_response(request, filename, [SheetPage(filename, headings, rows)])


def form_response(request, filename, form: OfficialForm, filing: Filing, rows) -> FileResponse:
    """An official form, filled with `rows`, as a download."""
    return workbook_response(request, filename, [FormPage(form, filing, rows, len(rows))])


def book_response(request, filename, fill: Callable[[IO[bytes]], object]) -> FileResponse:
    """A workbook that `fill` writes to a stream, as a download; recorded for the person."""
    stream = io.BytesIO()
    fill(stream)
    stream.seek(0)
    record(EventKind.EXPORT, by=request.user, subject=filename)
    response = FileResponse(stream, content_type=XLSX)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(filename)}.xlsx"
    return response
