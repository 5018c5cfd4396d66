"""Calls as a list, the page of a call, and its attachments for those who read it."""

from django.shortcuts import render
from django.utils.translation import gettext as _

from core.attachments.pages import handed_out
from core.choices import READERS
from core.web.access import page
from projects.calls.fetching import HOSTS, call_of, crumbs
from projects.calls.list import CallFilter, CallList
from projects.calls.page import CallPage
from projects.models import Call, CallFile


@page(*READERS)
def calls(request):
    """Every call within the scope."""
    chosen = _chosen(request)
    context = {"filter": chosen, "list": CallList(chosen.qs, request), "makes": request.scope.has(*HOSTS)}
    return render(request, "projects/calls/calls.html", context | {"crumbs": [(_("Calls for projects"), None)]})


@page(*READERS)
def calls_sheet(request):
    """The calls on screen, all pages of them, as a workbook."""
    chosen = _chosen(request)
    return CallList(chosen.qs, request).workbook(_("Calls for projects"), chosen=chosen.form)


@page(*READERS)
def call(request, number):
    """One call: everything an applicant needs, and what is to be done about it."""
    found = call_of(request, number)
    context = {"call": found, "page": CallPage(found, request.scope), "crumbs": crumbs(found)}
    return render(request, "projects/calls/call.html", context)


@page(*READERS)
def call_file(request, number, file):
    """An attachment as a download, for whoever may read its call."""
    rows = request.scope.of(CallFile).select_related("call__host")
    row = request.scope.get(rows, pk=file, call__pk=number)
    return handed_out(request, row, call=row.call_id, organisation=row.call.host.code)


def _chosen(request):
    return CallFilter(request.GET, request=request, queryset=request.scope.of(Call))
