"""Projects as a list with their counts, by unit, and the page of one."""

from django.shortcuts import render
from django.utils.translation import gettext as _

from core.choices import READERS, Role
from core.web.access import page
from projects.fetching import DECIDERS, crumbs, project_of
from projects.models import Project
from projects.portfolio.list import ProjectFilter, ProjectList
from projects.portfolio.page import ProjectPage
from projects.portfolio.tallies import Portfolio
from projects.queries.timeline import of_project

FOLLOWERS = (Role.DEPARTMENT, Role.VIEWER, Role.UNIT)


@page(*READERS)
def projects(request):
    """Every project within the scope, and how many there are of what."""
    chosen = _chosen(request)
    context = {
        "filter": chosen,
        "list": ProjectList(chosen.qs, request),
        "portfolio": Portfolio(chosen.qs),
        "follows": request.scope.has(*FOLLOWERS),
        "reminds": request.scope.has(*DECIDERS),
        "experts": request.scope.has(Role.DEPARTMENT),
        "crumbs": [(_("Projects"), None)],
    }
    return render(request, "projects/portfolio/projects.html", context)


@page(*READERS)
def projects_sheet(request):
    """The projects on screen, all pages of them, as a workbook."""
    chosen = _chosen(request)
    return ProjectList(chosen.qs, request).workbook(_("Projects"), chosen=chosen.form)


@page(*READERS)
def project(request, number):
    """One project: where it stands, what is to be done about it."""
    found = project_of(request, number)
    context = {
        "project": found,
        "page": ProjectPage(found, request.scope),
        "timeline": of_project(found),
        "crumbs": crumbs(found),
    }
    return render(request, "projects/portfolio/project.html", context)


def _chosen(request):
    return ProjectFilter(request.GET, request=request, queryset=request.scope.of(Project))
