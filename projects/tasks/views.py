"""Tasks of all projects within the scope, on the day that is asked about."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.choices import READERS
from core.web.access import page
from core.web.dated import DatedList
from core.web.day import day_query
from projects.models import Task
from projects.queries.carrying.tasks import tasks_on
from projects.tasks.list import TaskFilter, TaskList


@page(*READERS)
def tasks(request):
    """Every task that counts, as a list."""
    shown = _tasks(request)
    projects = reverse("projects:projects") + shown.query.string
    crumbs = [(_("Projects"), projects), (pgettext("project", "Tasks"), None)]
    return shown.page("projects/tasks/tasks.html", crumbs)


@page(*READERS)
def tasks_sheet(request):
    """The tasks on screen, all pages of them, as a workbook; a day that is none is told by the page."""
    return _tasks(request).workbook(_("Tasks of projects")) or tasks(request)


def _tasks(request):
    query = day_query(request.GET, ahead=False)
    return DatedList(request, query, tasks_on(request.scope.of(Task), query.on), TaskFilter, TaskList)
