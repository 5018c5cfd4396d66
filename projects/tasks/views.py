"""Tasks of all projects within the scope."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.choices import READERS
from core.web.access import page
from projects.models import Task
from projects.queries.carrying.tasks import standing
from projects.tasks.list import TaskFilter, TaskList


@page(*READERS)
def tasks(request):
    """Every task that counts, as a list."""
    chosen = _chosen(request)
    context = {
        "filter": chosen,
        "list": TaskList(chosen.qs, request),
        "crumbs": [(_("Projects"), reverse("projects:projects")), (pgettext("project", "Tasks"), None)],
    }
    return render(request, "projects/tasks/tasks.html", context)


@page(*READERS)
def tasks_sheet(request):
    """The tasks on screen, all pages of them, as a workbook."""
    chosen = _chosen(request)
    return TaskList(chosen.qs, request).workbook(_("Tasks of projects"), chosen=chosen.form)


def _chosen(request):
    rows = request.scope.of(Task).filter(standing())
    return TaskFilter(request.GET, request=request, queryset=rows)
