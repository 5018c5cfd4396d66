"""What is found half-way: passed, to be corrected until a day, or stopped."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from core import history
from core.choices import EventKind
from core.log.acts import logged
from projects.actions.common import move
from projects.actions.reports.common import accept, hold_report
from projects.choices import MidtermResult, ProjectState, ReportKind
from projects.models import Project, ProjectReport
from projects.models.calls import CORRECTION_MONTHS
from projects.rules.reports import correction_refusal


@logged("decide_midterm", EventKind.DECISION)
def decide_midterm(
    *, report: ProjectReport, result: MidtermResult, correct_by: date | None = None, reason: str = "", by
) -> None:
    """Decide upon a mid-term `report`: PASSED, which after a correction lets the project go on; CORRECT until
    `correct_by`, the day of the re-check; STOPPED. The last two need a `reason`.

    Raises: ValidationError without a reason, for a day beyond the months of the call, for a second correction, for who
    handed it in or leads the project; TooLate when it was decided already.
    """
    project = hold_report(report)
    if report.kind != ReportKind.MIDTERM:
        raise ValidationError(_("This is no mid-term report."))
    if result != MidtermResult.PASSED and not reason.strip():
        raise ValidationError({"reason": _("Give a reason: it is shown to the people it goes back to.")})
    if result == MidtermResult.CORRECT:
        _check_correction(project, correct_by)
    accept(report, result, reason="" if result == MidtermResult.PASSED else reason, by=by)
    DECIDED[result](project, correct_by, reason, by)


def correction_months(project: Project) -> int:
    """Within how many months something is corrected."""
    return project.call.correction_months if project.call else CORRECTION_MONTHS


def _check_correction(project, correct_by):
    if project.state != ProjectState.RUNNING:
        raise ValidationError({"result": _("It was corrected once already: let it go on, or stop it.")})
    if correct_by is None:
        raise ValidationError({"correct_by": _("Say until when it is corrected.")})
    if why := correction_refusal(correct_by, timezone.localdate(), correction_months(project)):
        raise ValidationError({"correct_by": why})


def _pass(project, _day, _reason, by):
    if project.state == ProjectState.CORRECTING:
        move(project, "resume", by=by, midterm_result=MidtermResult.CORRECTED, correct_by=None)
        return
    project.midterm_result = MidtermResult.PASSED
    history.save(project, by=by, fields=["midterm_result"])


def _correct(project, correct_by, reason, by):
    facts = {"midterm_result": MidtermResult.CORRECT, "correct_by": correct_by}
    move(project, "correct", by=by, reason=reason, **facts)


def _stop(project, _day, reason, by):
    facts = {"midterm_result": MidtermResult.STOPPED, "correct_by": None, "ended_on": timezone.localdate()}
    move(project, "stop", by=by, reason=reason, **facts)


DECIDED = {MidtermResult.PASSED: _pass, MidtermResult.CORRECT: _correct, MidtermResult.STOPPED: _stop}
