"""The grid: a unit types the ratings of its branches, the university those of the base organisations (N01)."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from branches.choices import BASE_KINDS, Kind
from branches.models import Organisation
from core.choices import Role
from core.lists import one_of_several
from core.web.access import page
from core.workbooks.export import sheet_page, workbook_response
from core.workbooks.listed import file_name
from core.workflow.decisions import decide
from ratings import actions
from ratings.entry.form import GridLine, RowForm, codes_sent, lines, save_lines
from ratings.entry.page import EntryPage, page_of, page_to_check, reasons, summary, workflow
from ratings.lifecycle import RATING, rater
from ratings.models import Round
from ratings.workbooks.drafts import rows_of
from ratings.workbooks.kinds import DRAFTS_SHEET


@page(Role.DEPARTMENT, Role.VIEWER, Role.UNIT, post=True)
def grid(request, code, round_code):
    """A unit's ratings of its branches in one round."""
    return _grid(request, _unit_entry(request, code, round_code))


@page(Role.DEPARTMENT, Role.VIEWER, post=True)
def base_grid(request, code):
    """The university's ratings of the base organisations in one round."""
    return _grid(request, _base_entry(request, code))


@require_POST
@page(Role.DEPARTMENT, Role.UNIT, post=True)
def row(request, code, round_code, organisation):
    """Save one row as it is typed."""
    return _row(request, _unit_entry(request, code, round_code), organisation)


@require_POST
@page(Role.DEPARTMENT, post=True)
def base_row(request, code, organisation):
    """Save one row as it is typed."""
    return _row(request, _base_entry(request, code), organisation)


@page(Role.DEPARTMENT, Role.VIEWER, Role.UNIT, post=True)
def check(request, code, round_code):
    """What submitting means, and the submission."""
    return _check(request, _unit_entry(request, code, round_code))


@page(Role.DEPARTMENT, Role.VIEWER, post=True)
def base_check(request, code):
    """What submitting means, and the submission."""
    return _check(request, _base_entry(request, code))


@page(Role.UNIT)
def grid_sheet(request, code, round_code):
    """What can be typed in a unit's grid, as a workbook to fill in and send back."""
    entry = _unit_entry(request, code, round_code)
    filled = sheet_page(DRAFTS_SHEET, rows_of(entry.read()))
    name = file_name(_("Ratings"), entry.unit.name, entry.round.name)
    return workbook_response(request, name, [filled])


def _unit_entry(request, code, round_code):
    unit = request.scope.get(Organisation, code=code, kind__in=BASE_KINDS)
    round_ = request.scope.get(Round, code=round_code)
    return EntryPage(round_, unit, typing=request.scope.covers(unit.path, rater(unit)))


def _base_entry(request, code):
    request.scope.get(Organisation, kind=Kind.UNIVERSITY)
    round_ = request.scope.get(Round, code=code)
    return EntryPage(round_, None, typing=request.scope.has(Role.DEPARTMENT))


def _grid(request, entry):
    """Show a page of the grid; a POST saves its rows (without JavaScript, or on the way to the check)."""
    read = entry.read()
    shown = page_of(read, request.GET)
    if request.method != "POST":
        return _show(request, entry, read, shown, lines(shown, typing=entry.typing))
    _refuse_readers(entry)
    typed = lines(_sent(read, shown, request.POST), data=request.POST)
    save_lines(typed, round_=entry.round, unit=entry.unit, by=request.user)
    if not all(line.is_settled for line in typed):
        return _show(request, entry, entry.read(), shown, typed)
    if "check" in request.POST:
        return redirect(entry.check_url)
    saved = sum(line.saved_at is not None for line in typed)
    messages.success(request, ngettext("%(count)d row saved.", "%(count)d rows saved.", saved) % {"count": saved})
    return redirect(entry.page_url(shown.number))


def _sent(read, shown, data):
    """The rows of the page `shown`, and those that were sent from it and stand on another one by now."""
    elsewhere = codes_sent(data) - {row.organisation.code for row in shown}
    return [*shown, *(read.lines_of(elsewhere) if elsewhere else ())]


def _show(request, entry, read, shown, typed):
    context = {
        "entry": entry,
        "grid": read,
        "page": shown,
        "here": entry.page_url(shown.number),
        "lines": [line for line in typed if not line.row.closed_unit],
        "inherited": [line for line in typed if line.row.closed_unit],
        "reasons": reasons(read, [line.row for line in typed]),
        "apart": one_of_several(request, "apart", read.apart),
        "moved": one_of_several(request, "moved", read.moved),
        "workflow": workflow(entry, read),
        "crumbs": entry.crumbs(),
    }
    if shown.has_other_pages() and read.counts.missing:
        context["first_missing"] = read.missing.first()
    context["by_workbook"] = entry.unit and read.editable and request.scope.covers(entry.unit.path, Role.UNIT)
    context["unsettled"] = [line for line in typed if not line.is_settled]
    return render(request, "ratings/entry/grid.html", context)


def _row(request, entry, code):
    """Save one row; the answer is its last cell."""
    _refuse_readers(entry)
    row = entry.read_row(code)
    if row is None:
        raise Http404
    line = GridLine(row, RowForm(request.POST, row=row))
    line.save(round_=entry.round, unit=entry.unit, by=request.user)
    return render(request, "ratings/entry/grid_saved.html", {"entry": entry, "line": line})


def _check(request, entry):
    """Show the summary; a POST submits."""
    read = entry.read()
    if request.method == "POST":
        _refuse_readers(entry)
        submit = partial(actions.submit, round_=entry.round, unit=entry.unit, by=request.user)
        if submitted := decide(request, RATING, read.ratings, submit):
            messages.success(request, _submitted_words(len(submitted)))
        return redirect(entry.grid_url)
    context = {"entry": entry, "grid": read, "summary": summary(read), "crumbs": entry.crumbs((_("Check"), None))}
    context["page"] = page_to_check(read, request.GET)
    return render(request, "ratings/entry/check.html", context)


def _submitted_words(count):
    return ngettext(
        "%(count)d rating submitted. The organisation department must now approve or return it.",
        "%(count)d ratings submitted. The organisation department must now approve or return them.",
        count,
    ) % {"count": count}


def _refuse_readers(entry):
    """Raises: PermissionDenied for somebody who may look at this entry and not type at it."""
    if not entry.typing:
        raise PermissionDenied
