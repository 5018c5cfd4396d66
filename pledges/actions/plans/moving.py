"""A due day moves only when it was asked for with a reason and granted; the former day is kept (R26)."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from core import history
from core.choices import EventKind
from core.log.acts import logged
from core.reporting.choices import ReportedState
from core.workflow.steps import RETURNED, step
from pledges import validation
from pledges.actions.plans.common import cover_anew, hold_owner, tell
from pledges.choices import RUNNING, MoveState
from pledges.lifecycles.plans import move_table
from pledges.models import DueMove, Measure, Plan


@logged("ask_move", EventKind.SUBMIT)
def ask_move(*, plan: Plan, measure: Measure | None = None, new_day: date, reason: str, by) -> DueMove:
    """Ask to move the due day of `measure`, or of the whole `plan`. Returns the DueMove.

    Raises: ValidationError when the plan is not in force or its acceptance was asked for, the measure done or left out,
    one is asked for already, a day that has passed or is no other one, a measure due after its plan, a reason that no
    public page says (R27a).
    """
    hold_owner(plan)
    _check_running(plan, measure)
    if plan.moves.filter(measure=measure, state=MoveState.ASKED).exists():
        raise ValidationError(_("A move of this due day is asked for already."))
    old_day = (measure.due_on if measure else None) or plan.due_on
    _check_day(plan, measure, old_day, new_day)
    validation.check_told(plan.kind, [reason], "reason")
    move = DueMove(plan=plan, measure=measure, old_day=old_day, new_day=new_day, reason=reason, asked_by=by)
    history.save(move, by=by)
    tell(plan, old_day=str(old_day), new_day=str(new_day))
    return move


@logged("grant_move", EventKind.DECISION)
def grant_move(*, move: DueMove, by) -> None:
    """Move the due day; it counts from today on.

    Raises: TooLate when it was decided already; ValidationError for who asked for it, and when it cannot move (any
    more), as `ask_move`.
    """
    plan, transition = move.plan, move_table(move)["grant"]
    hold_owner(plan)
    _check_running(plan, move.measure)
    _check_day(plan, move.measure, None, move.new_day)
    tell(plan, old_day=str(move.old_day), new_day=str(move.new_day))
    step(move, transition, by=by, decided_on=timezone.localdate(), decided_by=by)
    row = move.measure or plan
    row.due_on = move.new_day
    history.save(row, by=by, reason=move.reason, fields=["due_on"])
    cover_anew(plan)


@logged("refuse_move", EventKind.DECISION)
def refuse_move(*, move: DueMove, answer: str, by) -> None:
    """Leave the due day as it is. Raises: ValidationError without an answer."""
    transition = move_table(move)["refuse"]
    updates = {"decided_on": timezone.localdate(), "decided_by": by, "answer": answer.strip()[:RETURNED]}
    tell(move.plan, old_day=str(move.old_day), new_day=str(move.new_day))
    step(move, transition, by=by, remark=answer, **updates)


def _check_running(plan, measure):
    """Both read anew: whether the due day can move at all."""
    plan.refresh_from_db(fields=["state", "due_on"])
    if plan.state not in RUNNING:
        raise ValidationError(_("Only the due day of a plan in force is moved."))
    validation.check_at_work(plan)
    if measure:
        measure.refresh_from_db(fields=["state", "due_on", "dropped_on"])
        if measure.state == ReportedState.DONE or measure.dropped_on:
            raise ValidationError(_("Only the due day of a measure that is not done yet is moved."))


def _check_day(plan, measure, old_day, new_day):
    if new_day < timezone.localdate():
        raise ValidationError({"new_day": _("The new due day lies before today.")})
    if new_day == old_day:
        raise ValidationError({"new_day": _("That is the due day already.")})
    if measure and new_day > plan.due_on:
        raise ValidationError({"new_day": _("The measure would be due after its plan: move the plan's day first.")})
    if not measure and plan.measures.filter(dropped_on=None, due_on__gt=new_day).exists():
        raise ValidationError({"new_day": _("A measure would be due after its plan: move the measure's day first.")})
