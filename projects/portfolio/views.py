"""The page of a project."""

from django.shortcuts import render

from core.choices import READERS
from core.web.access import page
from projects.fetching import crumbs, project_of
from projects.portfolio.page import ProjectPage


@page(*READERS)
def project(request, number):
    """One project: where it stands, what is to be done about it."""
    found = project_of(request, number)
    context = {"project": found, "page": ProjectPage(found, request.scope), "crumbs": crumbs(found)}
    return render(request, "projects/portfolio/project.html", context)
