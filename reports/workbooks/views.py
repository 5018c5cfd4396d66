"""Workbooks in and out: template, export, upload, preview, import."""

import io

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from core.choices import EventKind, Role
from core.events import record
from core.models import Upload
from core.web.access import page
from core.workbooks import uploads
from core.workbooks.export import XLSX, pages_of, workbook_response
from core.workbooks.kinds import kind_of, kinds
from core.workbooks.templates import write_template
from reports.workbooks.form import UploadForm

EXPORTERS = (Role.DEPARTMENT, Role.VIEWER, Role.UNIT)
LINES_A_PAGE = 100
LAST_UPLOADS = 10


@page(*EXPORTERS)
def workbooks(request):
    """Every kind of workbook with what a person may do with it, and the department's last uploads."""
    imports = request.scope.has(Role.DEPARTMENT)
    sent = request.scope.of(Upload, role=Role.DEPARTMENT).select_related("by")[:LAST_UPLOADS]
    rows = [(upload, kind_of(upload.kind)) for upload in sent]
    context = {"kinds": kinds(), "imports": imports, "uploads": rows, "crumbs": [(_("Workbooks"), None)]}
    return render(request, "reports/workbooks/workbooks.html", context)


@page(*EXPORTERS)
def workbook_template(request, kind):
    """The blank workbook of a kind."""
    chosen, stream = _kind(kind), io.BytesIO()
    write_template(stream, chosen.sheets)
    stream.seek(0)
    record(EventKind.DOWNLOAD, by=request.user, subject=chosen.name, what="template")
    return FileResponse(stream, as_attachment=True, filename=f"{chosen.name}-template.xlsx", content_type=XLSX)


@page(*EXPORTERS)
def workbook_export(request, kind):
    """The rows in the person's scope, in the layout that import reads."""
    chosen, code = _kind(kind), request.GET.get("round") or None
    if code and not chosen.knows_round(code):
        raise Http404
    return workbook_response(request, chosen.name, pages_of(chosen, request.scope, round_code=code))


@page(Role.DEPARTMENT, post=True)
def workbook_upload(request, kind):
    """The columns of a kind, and the form that sends a filled workbook in."""
    chosen = _kind(kind)
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_valid():
        upload = uploads.receive(kind=chosen, file=form.cleaned_data["file"], by=request.user)
        return redirect("upload", upload.pk)
    return render(request, "reports/workbooks/send.html", {"form": form, "kind": chosen, "crumbs": _crumbs(chosen)})


@page(Role.DEPARTMENT)
def upload(request, pk):
    """What an upload would change, errors first; nothing is written yet. Of an imported one, when that was."""
    sent = request.scope.get(Upload, pk=pk, role=Role.DEPARTMENT)
    if sent.applied_at:
        return _outcome(request, sent)
    return _preview(request, sent, uploads.preview(sent, _kind(sent.kind)))


@page(Role.DEPARTMENT, post=True)
@require_POST
def upload_apply(request, pk):
    """Import what was previewed, all or nothing."""
    sent = request.scope.get(Upload, pk=pk, role=Role.DEPARTMENT)
    expected = request.POST.get("digest", "")
    try:
        plan = uploads.apply(upload=sent, kind=_kind(sent.kind), by=request.user, expected=expected)
    except uploads.AlreadyImported:
        messages.info(request, _("This file has been imported already; nothing was changed a second time."))
        return redirect("upload", pk)
    if plan.errors:
        return _outcome(request, sent) if plan.stale else _preview(request, sent, plan)
    count = plan.new + plan.changed
    sentence = ngettext("%(count)d row imported.", "%(count)d rows imported.", count)
    messages.success(request, sentence % {"count": count})
    return redirect("workbooks")


def _preview(request, sent, plan):
    chosen = _kind(sent.kind)
    lines = Paginator(plan.lines, LINES_A_PAGE).get_page(request.GET.get("page"))
    context = {"upload": sent, "kind": chosen, "plan": plan, "page": lines}
    return render(request, "reports/workbooks/preview.html", {**context, "crumbs": _crumbs(chosen)})


def _outcome(request, sent):
    """Imported already, or no longer what was previewed: nothing to correct in the workbook."""
    context = {"upload": sent, "crumbs": _crumbs(_kind(sent.kind))}
    return render(request, "reports/workbooks/outcome.html", context)


def _kind(name):
    chosen = kind_of(name)
    if chosen is None:
        raise Http404
    return chosen


def _crumbs(kind):
    return [(_("Workbooks"), reverse("workbooks")), (kind.label, None)]
