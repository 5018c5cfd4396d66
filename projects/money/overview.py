"""Money over all projects on a day: a list with sums by unit."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.choices import READERS
from core.web.access import page
from core.web.dated import DatedList
from core.web.day import day_query
from projects.models import Project
from projects.money.list import MoneyList
from projects.portfolio.list import ProjectFilter
from projects.queries.money import unit_sums, with_money
from projects.queries.on_day import projects_on


@page(*READERS)
def money(request):
    """Projects to which money is approved, and what became of it, by unit and one by one, on the day that is asked
    about."""
    shown = _money(request)
    projects = reverse("projects:projects") + shown.query.string
    crumbs = [(_("Projects"), projects), (pgettext("projects", "Money"), None)]
    return shown.page("projects/money/money.html", crumbs, units=unit_sums(shown.rows, shown.query.on))


@page(*READERS)
def money_sheet(request):
    """The projects on screen with their money, all pages of them, as a workbook; a day that is none is told by the
    page."""
    return _money(request).workbook(_("Money of projects")) or money(request)


def _money(request):
    query = day_query(request.GET, ahead=False)
    rows = with_money(projects_on(request.scope.of(Project), query.on))
    return DatedList(request, query, rows, ProjectFilter, MoneyList)
