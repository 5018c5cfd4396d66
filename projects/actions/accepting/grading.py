"""What is found at the end: excellent or passed, to be corrected once, or not accepted."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from core.choices import EventKind
from core.log.acts import logged
from core.models import LINE
from projects.actions.common import hold, move
from projects.actions.notices import take_back
from projects.actions.reports.common import accept, decide_again
from projects.actions.reports.midterm import correction_months
from projects.actions.reviews.panels import supersede
from projects.choices import GOOD_GRADES, Grade, MidtermResult, PanelStage, ProjectState, ReportKind, ReportState
from projects.models import Project
from projects.queries.carrying.accepting import amend_hindrance, grade_hindrance
from projects.queries.reports import last_report
from projects.rules.reports import correction_refusal


@logged("grade", EventKind.DECISION)
def grade(*, project: Project, grade: Grade, award: str = "", by) -> None:
    """Accept `project` as excellent or passed, with an `award` in words where there is one: a notice tells it then.

    Raises: ValidationError for another grade, while the final report or the panel is missing, and for who leads it;
    TooLate when it was decided already.
    """
    if grade not in GOOD_GRADES:
        raise ValidationError({"grade": _("Excellent or passed: what is not accepted is revoked.")})
    _decide(
        project, "grade", grade, by, hindrance=grade_hindrance, grade=grade, graded_by=by, award=award.strip()[:LINE]
    )


@logged("amend", EventKind.RETURN)
def amend(*, project: Project, correct_by: date, reason: str, by) -> None:
    """Send `project` back to be corrected until `correct_by`, the day of its re-check: once. Its panel has judged; the
    re-check has a new one.

    Raises: ValidationError without a reason, for a day beyond the months of its call, the second time, and as `grade`;
    TooLate.
    """
    if why := correction_refusal(correct_by, timezone.localdate(), correction_months(project)):
        raise ValidationError({"correct_by": why})
    _decide(
        project, "amend", MidtermResult.CORRECT, by, hindrance=amend_hindrance, reason=reason, correct_by=correct_by
    )
    supersede(project, PanelStage.ACCEPTANCE, by=by)


@logged("fail", EventKind.DECISION)
def fail(*, project: Project, reason: str, by) -> None:
    """Do not accept `project`: it is revoked. Raises: ValidationError without a reason, and as `grade`; TooLate."""
    facts = {"grade": Grade.FAILED, "graded_by": by, "ended_on": timezone.localdate()}
    _decide(project, "fail", Grade.FAILED, by, hindrance=grade_hindrance, reason=reason, **facts)


@logged("regrade", EventKind.REOPEN)
def regrade(*, project: Project, reason: str, by) -> None:
    """Take the result of `project` back: it is decided anew, and what was told of it on notices is no notice of the new
    result. Raises: ValidationError without a reason, and for who leads it; TooLate when it is closed already."""
    move(hold(project), "regrade", by=by, reason=reason, grade="", award="", graded_by=None)
    take_back([project], by=by, reason=reason)


def _decide(project, verb, result, by, *, hindrance, reason="", **updates):
    """The report is accepted with that result, the project goes on. What is in no state to be decided is told by the
    life-cycle, not as something missing."""
    hold(project)
    if project.state == ProjectState.ACCEPTING and (why := hindrance(project)):
        raise ValidationError(why)
    move(project, verb, by=by, reason=reason, **updates)
    report = last_report(project, ReportKind.FINAL)
    if report:
        report.project = project
        verb = decide_again if report.state == ReportState.ACCEPTED else accept
        verb(report, result, reason=reason, by=by)
