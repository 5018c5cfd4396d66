"""A list as it is on screen, as a workbook to download; every download is in the log."""

import io
from collections.abc import Callable, Sequence
from typing import IO

from django.forms import BaseForm
from django.http import FileResponse
from django.utils.http import content_disposition_header

from core.choices import EventKind
from core.forms import in_words, unit_chosen
from core.log.events import record
from core.workbooks import values
from core.workbooks.listed import About, ListPage
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


def table_response(
    request, title, headings, rows, *, whose="", on=None, told: Sequence[tuple] = (), chosen: BaseForm | None = None
) -> FileResponse:
    """A list called `title` as a workbook: `headings` and `rows` as on screen, above them what they are (listed.About).

    `whose`: what the unit was called whose list it is, "" where it is of whoever looks; `on`: the day of its figures
    (None: today); `told`: (label, value) of what it is about besides; `chosen`: the form of its filter.
    """
    whose = whose or (chosen and unit_chosen(chosen)) or request.scope.called(on)
    about = About(str(title), whose, on, told, in_words(chosen) if chosen else ())
    return workbook_response(request, about.filename, [ListPage(about, headings, rows)])


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
    response["Content-Disposition"] = content_disposition_header(True, f"{filename}.xlsx")
    return response
