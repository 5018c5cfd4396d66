"""The final editions: one is frozen, read, downloaded, compared with today; a file that comes back is recognised."""

import io

from django.contrib import messages
from django.http import FileResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from core.attachments.models import is_whole
from core.attachments.pages import handed_out
from core.choices import Role
from core.forms import attempt
from core.web.access import page
from core.workflow.decisions import Decision
from reports import actions
from reports.annual.asking import OVERSEERS, final_of
from reports.annual.book import write_book
from reports.annual.editions.list import DifferenceList
from reports.annual.editions.verifying import verdict_of
from reports.annual.form import FreezingForm
from reports.annual.page import AnnualPage
from reports.annual.views import crumbs
from reports.models import AnnualEdition
from reports.queries.annual.compared import kept, told
from reports.queries.annual.editions import cover_of, query_of
from reports.workbooks.form import UploadForm


@page(Role.DEPARTMENT, post=True)
def annual_freeze(request):
    """Ask once, then freeze the next edition."""
    asked = final_of(request)
    shown = AnnualPage(asked, request.scope)
    form = FreezingForm(request.POST or None, number=len(shown.editions) + 1)
    if form.is_valid():
        facts = {"query": asked.query, "by": request.user, **form.cleaned_data}
        if edition := attempt(form, lambda: actions.freeze(**facts)):
            messages.success(request, _("Edition %(number)d is frozen.") % {"number": edition.number})
            return redirect(edition)
    refusal = _("Something on the checklist stands against a final edition.") if shown.stops else ""
    decision = Decision(_("Freeze the final edition"), asked.url, form, refusal=refusal)
    context = {"asked": asked, "page": shown, "decision": decision, "crumbs": crumbs(asked, decision.label)}
    return render(request, "reports/annual/editions/freeze.html", context)


@page(*OVERSEERS)
def annual_edition(request, pk):
    """One edition, and what it changed."""
    edition = _edition(request, pk)
    context = {"edition": edition, "list": DifferenceList(kept(edition.changes), request)}
    return render(request, "reports/annual/editions/edition.html", {**context, "crumbs": _crumbs(edition)})


@page(*OVERSEERS)
def annual_edition_file(request, pk) -> FileResponse:
    """The frozen file, byte for byte; never another one in its place."""
    edition = _edition(request, pk)
    if not is_whole(edition):
        return _lost(request, edition)
    return handed_out(request, edition, edition=edition.number, sha256=edition.sha256)


@page(*OVERSEERS)
def annual_comparison(request, pk):
    """What the database of today says otherwise of the edition's day, and by which acts (R4)."""
    edition, today = _edition(request, pk), io.BytesIO()
    if not is_whole(edition):
        return _lost(request, edition)
    query = query_of(edition)
    write_book(today, query, cover_of(query, edition.number))
    with edition.file.open() as frozen:
        found = told(frozen, today, edition.at)
    context = {"edition": edition, "list": DifferenceList(found, request)}
    crumbs_ = _crumbs(edition, _("Compared with today"))
    return render(request, "reports/annual/editions/comparison.html", {**context, "crumbs": crumbs_})


@page(*OVERSEERS, post=True)
def annual_verify(request):
    """Which edition a file is that came back, and whether it is unchanged."""
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    verdict = verdict_of(form.cleaned_data["file"], _editions(request)) if form.is_valid() else None
    crumbs_ = [(_("Annual report"), reverse("reports:annual")), (_("Check a file"), None)]
    return render(request, "reports/annual/editions/verify.html", {"form": form, "verdict": verdict, "crumbs": crumbs_})


def _lost(request, edition):
    """Back to the edition: its file is gone, or is another one."""
    messages.error(request, _("The file is not the one that was frozen. Restore it from the backup."))
    return redirect(edition)


def _editions(request):
    return request.scope.of(AnnualEdition).select_related("by", "report__campaign", "report__organisation")


def _edition(request, pk):
    return request.scope.get(_editions(request), pk=pk)


def _crumbs(edition, *further):
    """From the page of the report to its edition."""
    report, label = edition.report, _("Edition %(number)d") % {"number": edition.number}
    url = f"{reverse('reports:annual')}?campaign={report.campaign.code}&year={report.year}"
    here = (label, edition.get_absolute_url() if further else None)
    return [(_("Annual report"), url), here, *((one, None) for one in further)]
