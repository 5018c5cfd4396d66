"""The log for those who audit it, exported as it is shown, and for everybody what they did themselves."""

from django.shortcuts import render
from django.utils.translation import gettext as _

from core.choices import ACTORS, Role
from core.models import Event
from core.web.access import page
from reports.log.list import EventFilter, LogList, OwnEventFilter


@page(Role.AUDIT)
def log(request):
    """The events, newest first."""
    chosen = _chosen(request)
    context = {"filter": chosen, "list": LogList(chosen.qs, request)}
    return render(request, "reports/log/log.html", {**context, "crumbs": [(_("Log"), None)]})


@page(Role.AUDIT)
def export(request):
    """The events that are on screen, all pages of them, as a workbook."""
    chosen = _chosen(request)
    return LogList(chosen.qs, request).workbook(_("Log"), chosen=chosen.form)


@page(*ACTORS)
def own(request):
    """What the person did, newest first."""
    chosen = OwnEventFilter(request.GET, queryset=request.scope.of(Event).filter(by=request.user))
    context = {"filter": chosen, "list": LogList(chosen.qs, request, without=("who",))}
    return render(request, "reports/log/own.html", {**context, "crumbs": [(_("My actions"), None)]})


def _chosen(request):
    return EventFilter(request.GET, queryset=request.scope.of(Event))
