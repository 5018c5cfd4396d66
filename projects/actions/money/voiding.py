"""A wrong entry of money is made void, with a reason: it stays readable and counts for nothing (R36)."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from core import history
from core.choices import EventKind
from core.log.acts import logged
from core.workflow.lifecycle import TooLate
from core.workflow.steps import RETURNED
from projects.actions.common import hold, tell
from projects.actions.money.entering import refuse_leader
from projects.actions.money.sums import move_advanced, move_spent, refuse_days_outside
from projects.models import Advance, Expenditure, Project


@logged("void_advance", EventKind.DECISION)
def void_advance(*, advance: Advance, reason: str, by) -> None:
    """Make `advance` void.

    Raises: ValidationError without a reason, for who leads the project, where more would have gone back than came, and
    where what went back is not granted any more; TooLate when it is void already.
    """
    project = hold(advance.project)
    refuse_leader(project, by)
    _void(advance, reason, by=by)
    move_advanced(project, -advance.amount)
    refuse_days_outside(project)
    _tell(project, advance, reason, by=by)


@logged("void_expenditure", EventKind.DECISION)
def void_expenditure(*, expenditure: Expenditure, reason: str, by) -> None:
    """Make `expenditure` void. Raises: ValidationError without a reason; TooLate when it is void already."""
    project = hold(expenditure.project)
    _void(expenditure, reason, by=by)
    move_spent(project, -expenditure.amount)
    _tell(project, expenditure, reason, by=by)


def _void(entry, reason, *, by):
    """By compare-and-swap: of two people who press at once one does it."""
    reason = reason.strip()[:RETURNED]
    if not reason:
        raise ValidationError({"reason": _("Say why the entry is void.")})
    facts = {"voided_by": by, "voided_at": timezone.now(), "void_reason": reason}
    if not type(entry).objects.standing().filter(pk=entry.pk).update(**facts):
        raise TooLate(_("This entry is void already."))
    entry.refresh_from_db()
    history.remember(type(entry), [entry.pk], by=by, reason=reason)


def _tell(project, entry, reason, *, by):
    tell(project, on=entry.on.isoformat(), amount=str(entry.amount))
    history.remember(Project, [project.pk], by=by, reason=reason)
