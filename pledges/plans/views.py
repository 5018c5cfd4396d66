"""Plans and measures as lists, and the page of a plan."""

from django.shortcuts import render
from django.utils.translation import gettext as _

from core.choices import READERS, Role
from core.web.access import page
from core.web.day import day_query, past_bar
from pledges.models import Measure, Plan, Version
from pledges.plans.fetching import crumbs, plan_of
from pledges.plans.list import MeasureFilter, MeasureList, PlanFilter, PlanList
from pledges.plans.page import PlanPage
from pledges.plans.version import VersionPage
from pledges.queries.plans.listed import measures_there, plans_there
from pledges.queries.plans.timeline import of_plan, of_version

FOLLOWERS = (Role.DEPARTMENT, Role.VIEWER, Role.UNIT)


@page(*READERS)
def plans(request):
    """Every plan within the scope, on the day that is asked about."""
    query = day_query(request.GET, ahead=False)
    chosen = _plans(request, query)
    context = {
        "query": query,
        "filter": chosen,
        "list": PlanList(chosen.qs, request, query),
        "follows": request.scope.has(*FOLLOWERS),
        "crumbs": [(_("Plans"), None)],
        **past_bar(request, query),
    }
    return render(request, "pledges/plans/plans.html", context, status=query.status)


@page(*READERS)
def plans_sheet(request):
    """The plans on screen, all pages of them, as a workbook; a day that is none is told by the page."""
    query = day_query(request.GET, ahead=False)
    if query.problems:
        return plans(request)
    chosen = _plans(request, query)
    return PlanList(chosen.qs, request, query).workbook(_("Plans"), on=query.on, chosen=chosen.form)


@page(*READERS)
def measures(request):
    """Every measure within the scope, on the day that is asked about."""
    query = day_query(request.GET, ahead=False)
    chosen = _measures(request, query)
    context = {
        "query": query,
        "filter": chosen,
        "list": MeasureList(chosen.qs, request, query),
        "crumbs": [(_("Measures"), None)],
        **past_bar(request, query),
    }
    return render(request, "pledges/plans/measures.html", context, status=query.status)


@page(*READERS)
def measures_sheet(request):
    """The measures on screen, all pages of them, as a workbook; a day that is none is told by the page."""
    query = day_query(request.GET, ahead=False)
    if query.problems:
        return measures(request)
    chosen = _measures(request, query)
    return MeasureList(chosen.qs, request, query).workbook(_("Measures"), on=query.on, chosen=chosen.form)


@page(*READERS)
def plan(request, number):
    """One plan: what it says, how far it has come, what is to be done about it."""
    found = plan_of(request, number)
    context = {
        "plan": found,
        "page": PlanPage(found, request.scope),
        "timeline": of_plan(found),
        "crumbs": crumbs(request, found),
    }
    return render(request, "pledges/plans/plan.html", context)


@page(*READERS)
def version(request, number, version):
    """A version of a plan's text beside the one it takes the place of, and what is to be decided about it."""
    found = plan_of(request, number)
    row = request.scope.get(request.scope.of(Version), plan=found, number=version)
    row.plan = found
    context = {
        "plan": found,
        "version": row,
        "page": VersionPage(row, request.scope),
        "timeline": of_version(row),
        "crumbs": crumbs(request, found, _("Version %(number)d") % {"number": row.number}),
    }
    return render(request, "pledges/plans/version.html", context)


def _plans(request, query):
    rows = plans_there(request.scope.of(Plan), query.on)
    return PlanFilter(request.GET, request=request, queryset=rows, query=query)


def _measures(request, query):
    rows = measures_there(request.scope.of(Measure), query.on)
    return MeasureFilter(request.GET, request=request, queryset=rows, query=query)
