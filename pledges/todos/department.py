"""What the department has to do about rectifications besides the review: settle, look back, press (R27b)."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from core.choices import Role
from core.todos import rule
from pledges.addresses import decision_address, listed, look_back_address
from pledges.choices import PlanKind, PlanOutcome, PlanState
from pledges.lifecycles import not_accepted_by
from pledges.models import Plan
from pledges.querysets import at_goal
from pledges.rules.duties import look_back_due
from pledges.todos.gather import Waiting, gathered


@rule(Role.DEPARTMENT)
def to_settle(university, scope):
    """Accepted rectifications of branches that officially stand at the goal or above, accepted by somebody else."""
    reached = at_goal(timezone.localdate())
    rows = _rectified(scope).filter(reached, not_accepted_by(scope.user), state=PlanState.ACCEPTED)
    found = rows.order_by("accepted_on", "pk").values_list("organisation__name", "pk", "accepted_on")
    yield from gathered(
        (Waiting(name, (pk, "settle"), since) for name, pk, since in found),
        lambda count: ngettext(
            "%(count)d rectification can be settled.", "%(count)d rectifications can be settled.", count
        ),
        who=Role.DEPARTMENT,
        action=_("Settle"),
        rule="R27b",
        url=listed(kind=PlanKind.RECTIFICATION, state=PlanState.ACCEPTED),
        address=decision_address,
    )


@rule(Role.DEPARTMENT)
def to_look_back(university, scope):
    """Rectifications settled so many months ago that they are to be looked back at."""
    rows = _rectified(scope).filter(outcome=PlanOutcome.SETTLED, look_back=None).order_by("ended_on", "pk")
    found = rows.values_list("organisation__name", "pk", "ended_on", "campaign__look_back_months")
    days = [(name, pk, look_back_due(ended_on, months=months)) for name, pk, ended_on, months in found]
    yield from gathered(
        (Waiting(name, (pk,), due) for name, pk, due in days if due <= timezone.localdate()),
        lambda count: ngettext(
            "%(count)d settled rectification is to be looked back at.",
            "%(count)d settled rectifications are to be looked back at.",
            count,
        ),
        who=Role.DEPARTMENT,
        action=_("Look back"),
        rule="R27b",
        url=listed(kind=PlanKind.RECTIFICATION, state=PlanState.ENDED),
        address=look_back_address,
    )


@rule(Role.DEPARTMENT)
def overdue(university, scope):
    """Rectifications past their due day of which nobody asked the acceptance: the units act."""
    rows = _rectified(scope).filter(state=PlanState.IN_FORCE, due_on__lt=timezone.localdate())
    found = rows.order_by("due_on", "pk").values_list("organisation__name", "pk", "due_on")
    yield from gathered(
        (Waiting(name, (pk,), due) for name, pk, due in found),
        lambda count: ngettext(
            "%(count)d rectification is past its due day.", "%(count)d rectifications are past their due day.", count
        ),
        who=Role.UNIT,
        action=pgettext("step", "Open"),
        rule="R27b",
        url=listed(kind=PlanKind.RECTIFICATION, late=1),
    )


def _rectified(scope):
    return scope.of(Plan).filter(kind=PlanKind.RECTIFICATION)
