"""Plans and measures as lists, and the page of a plan."""

from django.shortcuts import render
from django.utils.translation import gettext as _

from core.choices import READERS, Role
from core.phrases import listed
from core.web.access import page
from core.web.dated import DatedList
from core.web.day import day_query, past_bar
from pledges.models import Measure, Plan, Version
from pledges.plans.fetching import crumbs, crumbs_on, plan_of
from pledges.plans.list import MeasureFilter, MeasureList, PlanFilter, PlanList
from pledges.plans.page import PlanPage
from pledges.plans.past import PastPlan
from pledges.plans.version import VersionPage
from pledges.queries.plans.listed import measures_there, plans_there
from pledges.queries.plans.timeline import of_plan, of_version
from ratings.models import Campaign

FOLLOWERS = (Role.DEPARTMENT, Role.VIEWER, Role.UNIT)


@page(*READERS)
def plans(request):
    """Every plan within the scope, on the day that is asked about."""
    follows = request.scope.has(*FOLLOWERS)
    return _plans(request).page("pledges/plans/plans.html", [(_("Plans"), None)], follows=follows)


@page(*READERS)
def plans_sheet(request):
    """The plans on screen, all pages of them, as a workbook; a day that is none is told by the page."""
    shown = _plans(request)
    return shown.workbook(_("Plans"), _campaigns(request, shown.rows.values("campaign"))) or plans(request)


@page(*READERS)
def measures(request):
    """Every measure within the scope, on the day that is asked about."""
    return _measures(request).page("pledges/plans/measures.html", [(_("Measures"), None)])


@page(*READERS)
def measures_sheet(request):
    """The measures on screen, all pages of them, as a workbook; a day that is none is told by the page."""
    shown = _measures(request)
    return shown.workbook(_("Measures"), _campaigns(request, shown.rows.values("plan__campaign"))) or measures(request)


@page(*READERS)
def plan(request, number):
    """One plan: what it says, how far it has come, what is to be done about it; of a day gone by what it said then."""
    query = day_query(request.GET, ahead=False)
    if query.as_of:
        return _past(request, number, query)
    found = plan_of(request, number)
    context = {
        "query": query,
        "plan": found,
        "page": PlanPage(found, request.scope),
        "timeline": of_plan(found),
        "crumbs": crumbs(request, found),
    }
    return render(request, "pledges/plans/plan.html", context, status=query.status)


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


def _past(request, number, query):
    rows = plans_there(request.scope.of(Plan).with_people(), query.on)
    shown = PastPlan(request.scope.get(rows, pk=number), request.scope, query)
    context = {"plan": shown.plan, "page": shown, "query": query, "crumbs": crumbs_on(query, shown.plan)}
    return render(request, "pledges/plans/past.html", {**context, **past_bar(request, query)})


def _campaigns(request, keys):
    """What stands above a list of plans: the campaigns, of these `keys`, that they are of."""
    rows = request.scope.of(Campaign).filter(pk__in=keys.order_by()).order_by("starts_on", "pk")
    names = rows.values_list("name", flat=True)
    return [(_("Campaign"), listed(names))] if names else []


def _plans(request):
    query = day_query(request.GET, ahead=False)
    return DatedList(request, query, plans_there(request.scope.of(Plan), query.on), PlanFilter, PlanList)


def _measures(request):
    query = day_query(request.GET, ahead=False)
    return DatedList(request, query, measures_there(request.scope.of(Measure), query.on), MeasureFilter, MeasureList)
