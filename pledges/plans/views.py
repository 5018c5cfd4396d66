"""Plans and measures as lists, and the page of a plan."""

from django.shortcuts import render
from django.utils.translation import gettext as _

from core.choices import READERS, Role
from core.web.access import page
from pledges.models import Measure, Plan, Version
from pledges.plans.fetching import crumbs, plan_of
from pledges.plans.list import MeasureFilter, MeasureList, PlanFilter, PlanList, measures_of
from pledges.plans.page import PlanPage
from pledges.plans.version import VersionPage
from pledges.queries.plans.timeline import of_plan, of_version

FOLLOWERS = (Role.DEPARTMENT, Role.VIEWER, Role.UNIT)


@page(*READERS)
def plans(request):
    """Every plan within the scope."""
    chosen = PlanFilter(request.GET, request=request, queryset=request.scope.of(Plan))
    context = {"filter": chosen, "list": PlanList(chosen.qs, request), "crumbs": [(_("Plans"), None)]}
    context["follows"] = request.scope.has(*FOLLOWERS)
    return render(request, "pledges/plans/plans.html", context)


@page(*READERS)
def plans_sheet(request):
    """The plans on screen, all pages of them, as a workbook."""
    chosen = PlanFilter(request.GET, request=request, queryset=request.scope.of(Plan))
    return PlanList(chosen.qs, request).workbook(_("Plans"), chosen=chosen.form)


@page(*READERS)
def measures(request):
    """Every measure within the scope."""
    context = {"filter": (chosen := _measures(request)), "list": MeasureList(chosen.qs, request)}
    return render(request, "pledges/plans/measures.html", {**context, "crumbs": [(_("Measures"), None)]})


@page(*READERS)
def measures_sheet(request):
    """The measures on screen, all pages of them, as a workbook."""
    chosen = _measures(request)
    return MeasureList(chosen.qs, request).workbook(_("Measures"), chosen=chosen.form)


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


def _measures(request):
    rows = measures_of(request.scope.of(Measure))
    return MeasureFilter(request.GET, request=request, queryset=rows)
