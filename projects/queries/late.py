"""What is late of projects (R38), as conditions on projects as they stood on the day (`projects_on`)."""

from datetime import date

from django.db.models import Q, QuerySet

from core.history import as_of
from core.reporting.choices import ReportedState
from projects.choices import AT_WORK, HANDED_IN, ProjectState, ReportKind
from projects.models import ProjectReport, Task


def late_on(day: date) -> Q:
    """Projects at work of which on `day` a task, a report or a correction is late."""
    return Q(id__in=late_tasks(day).order_by().values("project"), state__in=AT_WORK) | late_report_on(day)


def late_tasks(day: date) -> QuerySet:
    """Tasks that were not confirmed as done on `day`, and due before it."""
    return as_of(Task, day).filter(dropped_on=None, due_on__lt=day).exclude(state=ReportedState.DONE)


def late_report_on(day: date) -> Q:
    """Projects of which on `day` a report is due since before it and not handed in."""
    midterm, final = _reported(day, kind=ReportKind.MIDTERM), _reported(day, kind=ReportKind.FINAL)
    again = _reported(day, kind=ReportKind.MIDTERM, number__gt=1)
    first = Q(state=ProjectState.RUNNING, midterm_result="", midterm_on__lt=day) & ~midterm
    corrected = Q(state=ProjectState.CORRECTING, correct_by__lt=day) & ~again
    last = Q(state=ProjectState.RUNNING, final_on__lt=day) & ~final
    amended = Q(state=ProjectState.AMENDING, correct_by__lt=day)
    return first | corrected | last | amended


def _reported(day, **facts):
    """Projects that had handed in such a report by the end of `day`."""
    reports = as_of(ProjectReport, day).filter(state__in=HANDED_IN, **facts)
    return Q(id__in=reports.order_by().values("project"))
