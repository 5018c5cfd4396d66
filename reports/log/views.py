"""The log for those who audit it: what happened, by whom, when; exported as it is shown."""

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from core.choices import Role
from core.models import Event
from core.web.access import page
from reports.log.list import EventFilter, LogList


@page(Role.AUDIT)
def log(request):
    """The events, newest first."""
    chosen = _chosen(request)
    context = {"filter": chosen, "list": LogList(chosen.qs, request)}
    return render(request, "reports/log/log.html", {**context, "crumbs": [(_("Log"), None)]})


@page(Role.AUDIT)
def export(request):
    """The events that are on screen, all pages of them, as a workbook."""
    chosen, name = _chosen(request), f"{_('Log')} {timezone.localdate().isoformat()}"
    return LogList(chosen.qs, request).workbook(name, chosen=chosen.form)


def _chosen(request):
    return EventFilter(request.GET, queryset=request.scope.of(Event))
