"""A report is written: its texts, its files."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.forms import attempt
from core.web.access import page
from core.workflow import asking
from core.workflow.decisions import Decision
from projects.acceptance.fetching import report_of
from projects.acceptance.report_form import ReportFileForm, ReportTextForm
from projects.acceptance.report_page import ReportPage
from projects.actions import reports as actions
from projects.choices import ReportKind
from projects.fetching import WRITERS, crumbs
from projects.queries.money import lines_of
from projects.queries.reports import in_hand
from projects.tasks.fetching import writes, written_project


@page(*WRITERS, post=True)
def write(request, number, kind):
    """Write the report of a kind that is due or in hand; it is saved as typed."""
    if kind not in ReportKind:
        raise Http404
    project = written_project(request, number)
    report = in_hand(project, kind)
    if report is None:
        return asking.refused(request, project, _("No report of this kind is written now: look where it stands."))
    form = ReportTextForm(request.POST or None, report=report)
    if form.is_valid() and (saved := form.save(by=request.user)):
        messages.success(request, _("Saved. Add the files, look at it once more, then hand it in."))
        return redirect(saved)
    label = report.get_kind_display()
    context = {"project": project, "report": report, "form": form, "lines": lines_of(project)}
    context["cancel"] = report.get_absolute_url() if report.pk else project.get_absolute_url()
    context["crumbs"] = crumbs(project, label)
    return render(request, "projects/acceptance/write.html", context)


@page(*WRITERS, post=True)
def add_file(request, number, report):
    """Add a file or a link to a report."""
    row = _written(request, number, report)
    if request.method != "POST" and not ReportPage(row, request.scope).may_write:
        return asking.refused(request, row, _("This report cannot be changed now: look where it stands."))
    form = ReportFileForm(request.POST or None, request.FILES or None)
    if form.is_valid() and attempt(form, lambda: actions.add_file(report=row, **form.cleaned_data, by=request.user)):
        messages.success(request, _("The file is added."))
        return redirect(f"{row.get_absolute_url()}#files")
    decision = Decision(_("Add a file"), row.get_absolute_url(), form)
    context = {"report": row, "decision": decision, "explanation": "", "sentences": []}
    context["crumbs"] = _way(row, decision.label)
    return render(request, "projects/acceptance/report_decide.html", context)


@require_POST
@page(*WRITERS, post=True)
def drop_file(request, number, report, file):
    """Take a file out of a report."""
    row = _written(request, number, report)
    kept = request.scope.of(row.files.all()).filter(pk=file).first()
    if kept is None:
        return asking.refused(request, row, _("The file is taken out already."))
    try:
        actions.drop_file(report=row, file=kept, by=request.user)
    except ValidationError as late:
        return asking.refused(request, row, " ".join(late.messages))
    messages.success(request, _("The file is taken out."))
    return redirect(f"{row.get_absolute_url()}#files")


def _written(request, number, report):
    """The report for who carries its project out. Raises: Http404; PermissionDenied."""
    row = report_of(request, number, report)
    if not writes(request.scope, row.project):
        raise PermissionDenied
    return row


def _way(report, *further):
    return crumbs(report.project, (report.get_kind_display(), report.get_absolute_url()), *further)
