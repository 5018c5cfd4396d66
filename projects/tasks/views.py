"""Tasks of all projects within the scope, on the day that is asked about."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.choices import READERS
from core.web.access import page
from core.web.day import day_query, past_bar
from projects.models import Task
from projects.queries.carrying.tasks import tasks_on
from projects.tasks.list import TaskFilter, TaskList


@page(*READERS)
def tasks(request):
    """Every task that counts, as a list."""
    query = day_query(request.GET, ahead=False)
    chosen = _chosen(request, query)
    context = {
        "query": query,
        "filter": chosen,
        "list": TaskList(chosen.qs, request, query),
        "crumbs": [(_("Projects"), reverse("projects:projects") + query.string), (pgettext("project", "Tasks"), None)],
        **past_bar(request, query),
    }
    return render(request, "projects/tasks/tasks.html", context, status=query.status)


@page(*READERS)
def tasks_sheet(request):
    """The tasks on screen, all pages of them, as a workbook; a day that is none is told by the page."""
    query = day_query(request.GET, ahead=False)
    if query.problems:
        return tasks(request)
    chosen = _chosen(request, query)
    return TaskList(chosen.qs, request, query).workbook(_("Tasks of projects"), on=query.on, chosen=chosen.form)


def _chosen(request, query):
    rows = tasks_on(request.scope.of(Task), query.on)
    return TaskFilter(request.GET, request=request, queryset=rows, query=query)
