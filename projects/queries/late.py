"""What is late of projects (R38), as conditions on projects."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from core.reporting.choices import ReportedState
from projects.choices import AT_WORK, HANDED_IN, ProjectState, ReportKind
from projects.models import ProjectReport, Task


def late_on(day: date) -> Q:
    """Projects at work of which on `day` a task, a report or a correction is late."""
    return Q(Exists(late_tasks(day).filter(project=OuterRef("pk"))), state__in=AT_WORK) | late_report_on(day)


def late_tasks(day: date) -> QuerySet[Task]:
    """Tasks that are not confirmed as done, and were due before `day`."""
    return Task.objects.filter(dropped_on=None, due_on__lt=day).exclude(state=ReportedState.DONE)


def late_report_on(day: date) -> Q:
    """Projects of which on `day` a report is due since before it and not handed in."""
    first = Q(state=ProjectState.RUNNING, midterm_result="", midterm_on__lt=day) & ~_handed_in(ReportKind.MIDTERM)
    again = Q(state=ProjectState.CORRECTING, correct_by__lt=day) & ~_again(ReportKind.MIDTERM)
    final = Q(state=ProjectState.RUNNING, final_on__lt=day) & ~_handed_in(ReportKind.FINAL)
    amended = Q(state=ProjectState.AMENDING, correct_by__lt=day)
    return first | again | final | amended


def _handed_in(kind):
    return Q(Exists(ProjectReport.objects.filter(project=OuterRef("pk"), kind=kind, state__in=HANDED_IN)))


def _again(kind):
    rows = ProjectReport.objects.filter(project=OuterRef("pk"), kind=kind, number__gt=1, state__in=HANDED_IN)
    return Q(Exists(rows))
