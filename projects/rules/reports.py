"""Which report a project owes next, and until when something may be corrected. Pure."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.days import months_after
from projects.choices import AT_WORK, ProjectState, ReportKind, ReportState

WRITTEN_WHILE = {
    ReportKind.MIDTERM: (ProjectState.RUNNING, ProjectState.CORRECTING),
    ReportKind.FINAL: (*AT_WORK, ProjectState.ACCEPTING),
}
AGAIN = {ReportKind.MIDTERM: ProjectState.CORRECTING, ReportKind.FINAL: ProjectState.AMENDING}


def next_owed(
    kind: str, state: str, *, due_on: date | None, correct_by: date | None, last: tuple[int, str] | None, judged: bool
) -> tuple[int, date] | None:
    """(number, due day) of the report of `kind` that a project in `state` owes and has not begun; None when there is
    none. `last`: number and state of the last one there is; `judged`: whether a result stands already."""
    if state not in WRITTEN_WHILE[kind]:
        return None
    is_again = state == AGAIN[kind]
    day = (is_again and correct_by) or due_on
    if day is None or (judged and not is_again):
        return None
    number, stands = last or (0, ReportState.ACCEPTED)
    return (number + 1, day) if number == 0 or (is_again and stands == ReportState.ACCEPTED) else None


def correction_refusal(correct_by: date, on: date, months: int) -> str:
    """Why something found on day `on` is not corrected by `correct_by`, in a sentence; "" when it may be: within so
    many months."""
    last = months_after(on, months)
    if on < correct_by <= last:
        return ""
    return _("Choose a day after today, until %(last)s.") % {"last": date_format(last)}
