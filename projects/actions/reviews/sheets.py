"""An expert fills in a sheet, hands it in, corrects it until the panel closes, or declares a conflict (R37)."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from core import history
from core.choices import EventKind
from core.log.acts import logged
from core.workflow.steps import RETURNED
from projects.actions.common import tell
from projects.actions.reviews.panels import hold_panel
from projects.choices import SheetState
from projects.models import Seat
from projects.queries.reviews import criteria_of
from projects.rules.sheets import points_at_fault

SHEET = ("state", "points", "remark", "submitted_at")


@logged("write_sheet", EventKind.WRITE)
def save(*, seat: Seat, points: Sequence[int | None], remark: str, by) -> None:
    """Keep a sheet that may have gaps. Raises: ValidationError when it is not one's own, in already or closed, and for
    points that are no whole number from 0 to those of the criterion."""
    _hold(seat, by=by)
    if seat.state != SheetState.DRAFT:
        raise ValidationError(_("The sheet is in: it can be corrected, but not become a draft again."))
    _check_points(seat, points, is_complete=False)
    _write(seat, points, remark, by=by)


@logged("hand_in_sheet", EventKind.SUBMIT)
def hand_in(*, seat: Seat, points: Sequence[int | None], remark: str, by) -> bool:
    """Hand in a complete sheet, or correct it; what it said before stays in its history. Returns False where it said
    the same already.

    Raises: ValidationError when it is not one's own or closed; at each criterion without whole points from 0 to its
    own; without a remark.
    """
    _hold(seat, by=by)
    _check_points(seat, points, is_complete=True)
    if not remark.strip():
        raise ValidationError({"remark": _("Write a remark: it says why.")})
    if seat.state == SheetState.SUBMITTED and (seat.points, seat.remark) == (list(points), remark):
        return False
    seat.state, seat.submitted_at = SheetState.SUBMITTED, timezone.now()
    _write(seat, points, remark, by=by)
    return True


@logged("recuse", EventKind.DECISION)
def recuse(*, seat: Seat, reason: str, by) -> None:
    """Declare a conflict: the expert judges the project no more, and nothing of the sheet counts. Raises:
    ValidationError without a reason, when it is not one's own or closed."""
    _hold(seat, by=by)
    if not reason.strip():
        raise ValidationError({"reason": _("Give a reason.")})
    seat.state, seat.reason = SheetState.RECUSED, reason.strip()[:RETURNED]
    history.save(seat, by=by, reason=reason, fields=["state", "reason"])


def point_name(place: int) -> str:
    """What the points of the criterion in that `place` are called, in forms and refusals."""
    return f"points_{place}"


def _hold(seat, *, by):
    """`seat` as it stands now, its panel held. Raises: ValidationError when `by` does not judge by it any more."""
    hold_panel(seat.panel)
    fresh = Seat.objects.on_duty(timezone.localdate()).filter(pk=seat.pk, expert__user=by).first()
    if fresh is None:
        raise ValidationError(_("This sheet is closed: nothing can be changed any more."))
    for name in (*SHEET, "reason"):
        setattr(seat, name, getattr(fresh, name))
    tell(seat.panel.project)


def _check_points(seat, points, *, is_complete):
    criteria = criteria_of(seat.panel.project, seat.panel.stage)
    if len(points) > len(criteria):
        raise ValidationError(_("The criteria were changed: open the sheet again."))
    found = points_at_fault(points, criteria, is_complete=is_complete)
    if found:
        told = _("“%(name)s” takes whole points from 0 to %(most)s.")
        raise ValidationError({point_name(place): told % {"name": name, "most": most} for place, name, most in found})


def _write(seat, points, remark, *, by):
    seat.points, seat.remark = list(points), remark
    history.save(seat, by=by, fields=SHEET)
