"""What every verb about reports does: the report held with its project, a transition of it."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from core import history
from core.workflow.lifecycle import own_part
from core.workflow.steps import RETURNED, step
from projects.actions.common import hold, tell
from projects.lifecycles.reports import report_table
from projects.models import Project, ProjectReport


def hold_report(report: ProjectReport) -> Project:
    """Until the transaction ends nobody else writes the project of `report`, both read anew. Returns the project."""
    project = hold(report.project)
    report.refresh_from_db()
    report.project = project
    return project


def go(report: ProjectReport, verb: str, *, by, remark: str = "", **updates) -> None:
    """Carry out the transition `verb` of `report`. Raises: ValidationError without a required remark, for who has an
    own part in it, and where there is no such transition; TooLate when somebody else was faster."""
    project = report.project
    transition = next((one for one in report_table(report).transitions if one.name == verb), None)
    if transition is None:
        raise ValidationError(_("This report does not go that way: look at its page again."))
    tell(project, report=report.pk)
    step(report, transition, by=by, remark=remark, **updates)
    report.project = project


def accept(report: ProjectReport, result: str, *, by, reason: str = "") -> None:
    """`report` is accepted with the `result` that was decided upon it, and why. Raises: as `go`."""
    go(report, "accept", by=by, **_decided(result, reason, by))


def decide_again(report: ProjectReport, result: str, *, by, reason: str = "") -> None:
    """Of an accepted `report` the result was taken back, and is `result` now. Raises: ValidationError for who has an
    own part in it."""
    if why := own_part(report, report_table(report)["accept"], by):
        raise ValidationError(why)
    facts = _decided(result, reason, by)
    for name, value in facts.items():
        setattr(report, name, value)
    history.save(report, by=by, reason=reason, fields=[*facts])


def _decided(result, reason, by):
    return {
        "result": result,
        "reason": reason.strip()[:RETURNED],
        "decided_by": by,
        "decided_on": timezone.localdate(),
    }
