"""Money over all projects on a day: a list with sums by unit."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.choices import READERS
from core.web.access import page
from core.web.day import day_query, past_bar
from projects.models import Project
from projects.money.list import MoneyList
from projects.portfolio.list import ProjectFilter
from projects.queries.money import unit_sums, with_money
from projects.queries.on_day import projects_on


@page(*READERS)
def money(request):
    """Projects to which money is approved, and what became of it, by unit and one by one, on the day that is asked
    about."""
    query = day_query(request.GET, ahead=False)
    chosen = _chosen(request, query)
    context = {
        "query": query,
        "filter": chosen,
        "list": MoneyList(chosen.qs, request, query),
        "units": unit_sums(chosen.qs, query.on),
        "crumbs": [(_("Projects"), reverse("projects:projects") + query.string), (pgettext("projects", "Money"), None)],
        **past_bar(request, query),
    }
    return render(request, "projects/money/money.html", context, status=query.status)


@page(*READERS)
def money_sheet(request):
    """The projects on screen with their money, all pages of them, as a workbook; a day that is none is told by the
    page."""
    query = day_query(request.GET, ahead=False)
    if query.problems:
        return money(request)
    chosen = _chosen(request, query)
    return MoneyList(chosen.qs, request, query).workbook(_("Money of projects"), on=query.on, chosen=chosen.form)


def _chosen(request, query):
    rows = with_money(projects_on(request.scope.of(Project), query.on))
    return ProjectFilter(request.GET, request=request, queryset=rows, query=query)
