"""What is late of projects (R38), as conditions on projects as they stood on the day (`projects_on`)."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from core.history import as_of
from core.reporting.choices import ReportedState
from projects.choices import AT_WORK, HANDED_IN, ProjectState, ReportKind
from projects.models import ProjectReport, Task


def late_on(day: date) -> Q:
    """Projects at work of which on `day` a task, a report or a correction is late."""
    return Q(Exists(late_tasks(day).filter(project=OuterRef("id"))), state__in=AT_WORK) | late_report_on(day)


def late_tasks(day: date) -> QuerySet:
    """Tasks that were not confirmed as done on `day`, and due before it."""
    return as_of(Task, day).filter(dropped_on=None, due_on__lt=day).exclude(state=ReportedState.DONE)


def late_report_on(day: date) -> Q:
    """Projects of which on `day` a report is due since before it and not handed in."""
    midterm, final = _handed_in(ReportKind.MIDTERM, day), _handed_in(ReportKind.FINAL, day)
    first = Q(state=ProjectState.RUNNING, midterm_result="", midterm_on__lt=day) & ~Q(Exists(midterm))
    again = Q(state=ProjectState.CORRECTING, correct_by__lt=day) & ~Q(Exists(midterm.filter(number__gt=1)))
    last = Q(state=ProjectState.RUNNING, final_on__lt=day) & ~Q(Exists(final))
    amended = Q(state=ProjectState.AMENDING, correct_by__lt=day)
    return first | again | last | amended


def _handed_in(kind, day):
    return as_of(ProjectReport, day).filter(project=OuterRef("id"), kind=kind, state__in=HANDED_IN)
