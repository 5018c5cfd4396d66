"""Money over all projects: a list with sums by unit."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.choices import READERS
from core.web.access import page
from projects.models import Project
from projects.money.list import MoneyList
from projects.portfolio.list import ProjectFilter
from projects.queries.money import unit_sums, with_money


@page(*READERS)
def money(request):
    """Projects to which money is approved, and what became of it, by unit and one by one."""
    chosen = _chosen(request)
    context = {
        "filter": chosen,
        "list": MoneyList(chosen.qs, request),
        "units": unit_sums(chosen.qs),
        "crumbs": [(_("Projects"), reverse("projects:projects")), (pgettext("projects", "Money"), None)],
    }
    return render(request, "projects/money/money.html", context)


@page(*READERS)
def money_sheet(request):
    """The projects on screen with their money, all pages of them, as a workbook."""
    chosen = _chosen(request)
    return MoneyList(chosen.qs, request).workbook(_("Money of projects"), chosen=chosen.form)


def _chosen(request):
    rows = with_money(request.scope.of(Project)).with_people()
    return ProjectFilter(request.GET, request=request, queryset=rows)
