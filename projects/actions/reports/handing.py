"""A report is handed in, looked at by the unit, returned. With its final report a project asks for acceptance."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from core.choices import EventKind
from core.log.acts import logged
from core.workflow.steps import RETURNED
from projects.actions.common import move
from projects.actions.reports.common import go, hold_report
from projects.actions.reports.writing import missing
from projects.choices import ProjectState, ReportKind
from projects.lifecycles.reports import WRITTEN_REPORTS
from projects.models import ProjectReport
from projects.rules.reports import WRITTEN_WHILE


@logged("submit_report", EventKind.SUBMIT)
def submit(*, report: ProjectReport, by) -> None:
    """Hand `report` in; with a final report its project asks for acceptance.

    Raises: ValidationError with what is missing in it, and while the project is in mid-term correction; TooLate when it
    is handed in already.
    """
    project = hold_report(report)
    if report.state in WRITTEN_REPORTS and (hindrance := submit_hindrance(report)):
        raise ValidationError(hindrance)
    now = timezone.now()
    go(report, "submit", by=by, submitted_by=by, submitted_at=now, reason="", checked_by=None, opinion="")
    if report.kind == ReportKind.FINAL and project.state != ProjectState.ACCEPTING:
        move(project, "hand_in", by=by, correct_by=None)


def submit_hindrance(report: ProjectReport) -> str:
    """Why `report` cannot be handed in yet, in a sentence; "" when it can."""
    if lacking := missing(report):
        return lacking[0][1]
    if report.project.state not in WRITTEN_WHILE[report.kind]:
        return _("The project is not at work: look where it stands.")
    if report.kind == ReportKind.FINAL and report.project.state == ProjectState.CORRECTING:
        return _("The project is in mid-term correction: its re-check comes first.")
    return ""


@logged("check_report", EventKind.DECISION)
def check(*, report: ProjectReport, opinion: str, by) -> None:
    """The unit looks at the final report of a branch first and forwards it with its `opinion`.

    Raises: ValidationError without an opinion, for who handed it in or leads the project; TooLate when it was looked at
    already.
    """
    hold_report(report)
    if not opinion.strip():
        raise ValidationError({"opinion": _("Give the opinion of the unit.")})
    go(report, "check", by=by, checked_by=by, opinion=opinion.strip()[:RETURNED])


@logged("return_report", EventKind.RETURN)
def return_(*, report: ProjectReport, reason: str, by) -> None:
    """The unit returns `report` with a reason. Raises: ValidationError without one; TooLate."""
    _return("return", report, reason, by)


@logged("return_report", EventKind.RETURN)
def send_back(*, report: ProjectReport, reason: str, by) -> None:
    """Who decides returns `report` with a reason. Raises: ValidationError without one; TooLate."""
    _return("send_back", report, reason, by)


def _return(verb, report, reason, by):
    hold_report(report)
    go(report, verb, by=by, remark=reason, reason=reason.strip()[:RETURNED])
