"""Twinnings as a list, the page of one, its agreement as a Word document."""

from django.shortcuts import render
from django.utils.translation import gettext as _

from core.choices import READERS, EventKind
from core.documents import answer
from core.events import record
from core.web.access import page
from pledges.models import Twinning
from pledges.queries.twinnings.timeline import of_twinning
from pledges.twinning.document import document_of
from pledges.twinning.fetching import crumbs, twinning_of
from pledges.twinning.list import TwinningFilter, TwinningList
from pledges.twinning.page import TwinningPage


@page(*READERS)
def twinnings(request):
    """Every twinning in which a branch within the scope helps or is helped."""
    chosen = _chosen(request)
    context = {"filter": chosen, "list": TwinningList(chosen.qs, request), "crumbs": [(_("Twinnings"), None)]}
    return render(request, "pledges/twinning/twinnings.html", context)


@page(*READERS)
def twinnings_sheet(request):
    """The twinnings on screen, all pages of them, as a workbook."""
    return TwinningList(_chosen(request).qs, request).workbook(_("Twinnings"))


@page(*READERS)
def twinning(request, number):
    """One twinning: who helps whom, what was done, what is to be done."""
    found = twinning_of(request, number)
    context = {
        "twinning": found,
        "page": TwinningPage(found, request.scope),
        "timeline": of_twinning(found),
        "crumbs": crumbs(found),
    }
    return render(request, "pledges/twinning/twinning.html", context)


@page(*READERS)
def agreement(request, number):
    """结对帮扶协议, in whatever state; every download is in the log."""
    found = twinning_of(request, number)
    name = f"结对帮扶协议 {found.helped.code} {found.helped.name}"
    record(EventKind.EXPORT, by=request.user, subject=name)
    return answer(document_of(found), name)


def _chosen(request):
    return TwinningFilter(request.GET, request=request, queryset=request.scope.of(Twinning))
