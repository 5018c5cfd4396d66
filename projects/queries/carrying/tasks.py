"""Tasks within lists of a day: which counted, what was late; and what waits to be confirmed by whom."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Max, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from branches.models import Organisation
from branches.searching import called_or_led
from core.history import as_of
from core.reporting.choices import ReportedState
from core.scope import within
from core.searching import says
from projects.choices import AT_WORK, STARTED
from projects.models import Project, Task, TaskReport
from projects.parts import confirmed_by
from projects.queries.late import late_tasks
from projects.queries.on_day import as_told, projects_on


def standing() -> Q:
    """Tasks that count: not left out."""
    return Q(dropped_on=None)


def tasks_on(rows: QuerySet[Task], on: date) -> QuerySet:
    """Those of `rows` that counted at the end of day `on`, as they stood then, each with `reported_on`, the day of the
    last report by then; of a day gone by they are rows of history, told apart by `id`."""
    found = as_of(Task, on).filter(id__in=rows.order_by().values("pk")) if _is_past(on) else rows
    told = TaskReport.objects.filter(task=OuterRef("id"), on__lte=on).order_by().values("task")
    return found.filter(standing()).annotate(reported_on=Subquery(told.annotate(last=Max("on")).values("last")))


def tasks_as_told(rows: Iterable, on: date) -> list[Task]:
    """`rows` (`tasks_on`, with their projects) as Tasks of projects as they stood on day `on`, never to be saved: no
    query for today, else two."""
    found = list(rows)
    if not _is_past(on):
        return found
    projects = projects_on(Project.objects.filter(pk__in={row.project_id for row in found}), on)
    told = {one.pk: one for one in as_told(projects.select_related("organisation"), on)}
    return [_told(row, told[row.project_id]) for row in found]


def late(on: date) -> Q:
    """Tasks that were late on day `on` (R38), while their project was at work."""
    working = as_of(Project, on).filter(state__in=AT_WORK).order_by().values("id")
    return Q(id__in=late_tasks(on).order_by().values("id"), project__in=working)


def waiting(place: Organisation, role: str) -> Q:
    """Tasks at `place` and below that wait to be confirmed by `role`."""
    projects = Project.objects.filter(confirmed_by(role), within("organisation", place.path), state__in=STARTED)
    return standing() & Q(state=ReportedState.REPORTED, project__in=projects.order_by().values("pk"))


def tasks_matching(rows: QuerySet[Task], text: str) -> QuerySet[Task]:
    """Those of `rows` that say `text`, whose person, project or organisation it finds."""
    return rows.filter(
        says(text, ["text", "person", "goal", "project__title", "project__number"])
        | called_or_led(text, "project__organisation")
    )


def _told(row, project):
    task = row.instance
    task.project, task.reported_on = project, row.reported_on
    return task


def _is_past(on):
    return on < timezone.localdate()
