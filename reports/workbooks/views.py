"""Workbooks in and out: template, export, upload, preview, import."""

import io
from functools import partial
from pathlib import Path

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import FileResponse, Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.choices import BUSINESS, READERS, EventKind
from core.forms import attempt
from core.log.events import record
from core.web.access import page
from core.workbooks import uploads
from core.workbooks.export import XLSX, pages_of, workbook_response
from core.workbooks.kinds import importable, kind_of, kinds
from core.workbooks.listed import file_name
from core.workbooks.tables import OBJECTIONS
from core.workbooks.writing import write_template
from reports.workbooks.form import UploadForm
from reports.workbooks.objections import ProblemList
from reports.workbooks.refused import refused_rows

LINES_A_PAGE = 50
LAST_UPLOADS = 10


@page(*READERS)
def workbooks(request):
    """Every kind of workbook with what a person may do with it, and the last uploads the person may look at."""
    sent = uploads.seen_by(request.scope).defer("cells")[:LAST_UPLOADS]
    context = {
        "kinds": [kind for kind in kinds() if kind.may_export(request.scope)],
        "importable": importable(request.scope),
        "uploads": [(upload, kind_of(upload.kind)) for upload in sent],
        "crumbs": [(_("Workbooks"), None)],
    }
    return render(request, "reports/workbooks/workbooks.html", context)


@page(*READERS)
def workbook_template(request, kind):
    """The blank workbook of a kind."""
    chosen, stream = _exportable(request, kind), io.BytesIO()
    write_template(stream, chosen.sheets)
    stream.seek(0)
    record(EventKind.DOWNLOAD, by=request.user, subject=chosen.name, what="template")
    name = file_name(chosen.file_title, _("template"))
    return FileResponse(stream, as_attachment=True, filename=f"{name}.xlsx", content_type=XLSX)


@page(*READERS)
def workbook_export(request, kind):
    """The rows in the person's scope, in the layout that import reads."""
    chosen, code = _exportable(request, kind), request.GET.get("round") or None
    if code and not chosen.knows_round(code):
        raise Http404
    name = file_name(chosen.file_title, request.scope.called(), code or "")
    return workbook_response(request, name, pages_of(chosen, request.scope, round_code=code))


@page(*BUSINESS, post=True)
def workbook_upload(request, kind):
    """The columns of a kind, and the form that sends a filled workbook in."""
    chosen = _importable(request, kind)
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    receive = partial(uploads.receive, kind=chosen, by=request.user)
    if form.is_valid() and (upload := attempt(form, lambda: receive(file=form.cleaned_data["file"]))):
        return redirect("upload", upload.pk)
    return render(request, "reports/workbooks/send.html", {"form": form, "kind": chosen, "crumbs": _crumbs(chosen)})


@page(*BUSINESS)
def upload(request, pk):
    """What an upload would change, errors first; nothing is written yet. Of an imported one, when that was."""
    sent = _sent(request, pk)
    chosen = _kind(sent.kind)
    if sent.applied_at or not chosen.may_import(request.scope):
        return _outcome(request, sent)
    return _preview(request, sent, uploads.preview(sent, chosen, scope=request.scope, by=request.user))


@page(*BUSINESS)
def upload_refused(request, pk):
    """The rows of an upload that cannot be imported, with what is wrong beside each, as a workbook."""
    sent = _sent(request, pk)
    chosen = _importable(request, sent.kind)
    plan = uploads.preview(sent, chosen, scope=request.scope, by=request.user)
    pages = refused_rows(chosen, sent.cells, plan.errors)
    if not pages:
        raise Http404
    return workbook_response(request, f"{Path(sent.name).stem}-{OBJECTIONS}", pages)


@page(*BUSINESS, post=True)
@require_POST
def upload_apply(request, pk):
    """Import what was previewed, all or nothing."""
    sent = _sent(request, pk)
    chosen = _importable(request, sent.kind)
    expected = request.POST.get("digest", "")
    try:
        plan = uploads.apply(upload=sent, kind=chosen, scope=request.scope, by=request.user, expected=expected)
    except uploads.AlreadyImported:
        messages.info(request, _("This file has been imported already; nothing was changed a second time."))
        return redirect("upload", pk)
    if plan.errors:
        return _outcome(request, sent, stale=True) if plan.stale else _preview(request, sent, plan)
    messages.success(request, _told(chosen, plan))
    return redirect(plan.listed or "workbooks")


def _preview(request, sent, plan):
    chosen = _kind(sent.kind)
    lines = Paginator(plan.lines, LINES_A_PAGE).get_page(request.GET.get("page"))
    context = {"upload": sent, "kind": chosen, "plan": plan, "page": lines}
    context |= {"errors": ProblemList.of(plan.errors), "warnings": ProblemList.of(plan.warnings)}
    context["refused"] = bool(refused_rows(chosen, sent.cells, plan.errors))
    context["may_send"] = plan.other is not None and plan.other.may_import(request.scope)
    return render(request, "reports/workbooks/preview.html", {**context, "crumbs": _crumbs(chosen)})


def _outcome(request, sent, *, stale=False):
    """Imported already, no longer what was previewed, or somebody else's to import: nothing to correct in the file."""
    context = {"upload": sent, "stale": stale, "crumbs": _crumbs(_kind(sent.kind))}
    return render(request, "reports/workbooks/outcome.html", context)


def _told(kind, plan):
    """What was imported, with the way to it where the next page is not that."""
    sentence = _("Imported as “%(kind)s”: %(new)d new, %(changed)d changed.")
    told = sentence % {"kind": kind.label, "new": plan.new, "changed": plan.changed}
    if plan.listed:
        return told
    return format_html('{} <a href="{}">{}</a>', told, reverse(kind.listed), _("Look at the list"))


def _sent(request, pk):
    """An upload the person may look at; 404 for a stranger's, 403 for those who import nothing at all."""
    if not importable(request.scope):
        raise PermissionDenied
    return request.scope.get(uploads.seen_by(request.scope), pk=pk)


def _importable(request, name):
    chosen = _kind(name)
    if not chosen.may_import(request.scope):
        raise PermissionDenied
    return chosen


def _exportable(request, name):
    chosen = _kind(name)
    if not chosen.may_export(request.scope):
        raise PermissionDenied
    return chosen


def _kind(name):
    chosen = kind_of(name)
    if chosen is None:
        raise Http404
    return chosen


def _crumbs(kind):
    return [(_("Workbooks"), reverse("workbooks")), (kind.label, None)]
