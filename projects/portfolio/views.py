"""Projects as a list with their counts, by unit, and the page of one."""

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _

from core.choices import READERS, Role
from core.web.access import page
from core.web.dated import DatedList
from core.web.day import day_query, past_bar
from projects.fetching import DECIDERS, crumbs, project_of
from projects.models import Project
from projects.portfolio.list import ProjectFilter, ProjectList
from projects.portfolio.page import ProjectPage
from projects.portfolio.past import PastProject
from projects.portfolio.tallies import Portfolio
from projects.queries.on_day import as_told, projects_on
from projects.queries.timeline import of_project

FOLLOWERS = (Role.DEPARTMENT, Role.VIEWER, Role.UNIT)


@page(*READERS)
def projects(request):
    """Every project within the scope on the day that is asked about, and how many there are of what."""
    shown = _projects(request)
    return shown.page(
        "projects/portfolio/projects.html",
        [(_("Projects"), None)],
        portfolio=Portfolio(shown.rows, shown.query.on),
        follows=request.scope.has(*FOLLOWERS),
        reminds=request.scope.has(*DECIDERS),
        experts=request.scope.has(Role.DEPARTMENT),
    )


@page(*READERS)
def projects_sheet(request):
    """The projects on screen, all pages of them, as a workbook; a day that is none is told by the page."""
    return _projects(request).workbook(_("Projects")) or projects(request)


@page(*READERS)
def project(request, number):
    """One project: where it stands, what is to be done about it; of a day gone by where it stood then."""
    query = day_query(request.GET, ahead=False)
    if query.as_of:
        return _past(request, number, query)
    found = project_of(request, number)
    context = {
        "query": query,
        "project": found,
        "page": ProjectPage(found, request.scope),
        "timeline": of_project(found),
        "crumbs": crumbs(found),
    }
    return render(request, "projects/portfolio/project.html", context, status=query.status)


def _past(request, number, query):
    rows = projects_on(request.scope.of(Project).filter(pk=number), query.on).select_related("organisation")
    found = next(iter(as_told(rows, query.on)), None)
    if found is None:
        raise Http404
    page = PastProject(found, request.scope, query)
    context = {"project": found, "page": page, "query": query, "crumbs": crumbs(found, day=query.string)}
    return render(request, "projects/portfolio/past.html", {**context, **past_bar(request, query)})


def _projects(request):
    query = day_query(request.GET, ahead=False)
    return DatedList(request, query, projects_on(request.scope.of(Project), query.on), ProjectFilter, ProjectList)
