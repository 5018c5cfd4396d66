"""The log for those who audit it: what happened, by whom, when; exported as it is shown."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from core.choices import Role
from core.models import Event
from core.web.access import page
from core.workbooks.export import table_response
from reports.log.list import EventFilter, cells, line

PAGE = 50


@page(Role.AUDIT)
def log(request):
    """The events, newest first."""
    chosen = _chosen(request)
    shown = Paginator(chosen.qs, PAGE).get_page(request.GET.get("page"))
    context = {"filter": chosen, "page": shown, "lines": [line(event) for event in shown]}
    return render(request, "reports/log/log.html", {**context, "crumbs": [(_("Log"), None)]})


@page(Role.AUDIT)
def export(request):
    """The events that are on screen, all pages of them, as a workbook."""
    headings = [_("At"), _("Kind"), _("By"), _("About"), _("Detail")]
    rows = (cells(line(event)) for event in _chosen(request).qs.iterator())
    return table_response(request, f"{_('Log')} {timezone.localdate().isoformat()}", headings, rows)


def _chosen(request):
    return EventFilter(request.GET, queryset=request.scope.of(Event, role=Role.AUDIT))
