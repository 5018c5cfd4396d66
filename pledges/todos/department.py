"""What the department has to do about rectifications besides the review: settle, look back, press (R27b)."""

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from core.choices import Role
from core.todos import Waiting, first, gathered, rule
from pledges.addresses import decision_address, listed, look_back_address, plan_address
from pledges.choices import PlanKind, PlanState, WaitingFor
from pledges.models import Plan
from pledges.todos import waiting


@rule(Role.DEPARTMENT)
def to_settle(university, scope):
    """Accepted rectifications of branches that officially stand at the goal or above, accepted by somebody else."""
    rows = waiting.to_settle(university, scope)
    longest = rows.order_by(F("accepted_on").asc(nulls_last=True), "pk")
    found, more = first(longest.values_list("organisation__name", "pk", "accepted_on"))
    yield from gathered(
        (Waiting(name, (pk, "settle"), since) for name, pk, since in found),
        lambda count: ngettext(
            "%(count)d rectification can be settled.", "%(count)d rectifications can be settled.", count
        ),
        more=more,
        who=Role.DEPARTMENT,
        action=_("Settle"),
        rule="R27b",
        url=listed(unit=university.code, waits=WaitingFor.SETTLING),
        address=decision_address,
        is_form=True,
    )


@rule(Role.DEPARTMENT)
def to_look_back(university, scope):
    """Rectifications settled so many months ago that they are to be looked back at."""
    yield from gathered(
        (Waiting(name, (pk,), due) for name, pk, due in waiting.to_look_back(university, scope)),
        lambda count: ngettext(
            "%(count)d settled rectification is to be looked back at.",
            "%(count)d settled rectifications are to be looked back at.",
            count,
        ),
        who=Role.DEPARTMENT,
        action=_("Look back"),
        rule="R27b",
        url=listed(unit=university.code, waits=WaitingFor.LOOK_BACK),
        address=look_back_address,
        is_form=True,
    )


@rule(Role.DEPARTMENT)
def overdue(university, scope):
    """Rectifications past their due day of which nobody asked the acceptance: the units act."""
    rows = scope.of(Plan).filter(kind=PlanKind.RECTIFICATION, state=PlanState.IN_FORCE)
    rows = rows.overdue_on(timezone.localdate())
    found, more = first(rows.order_by("due_on", "pk").values_list("organisation__name", "pk", "due_on"))
    yield from gathered(
        (Waiting(name, (pk,), due) for name, pk, due in found),
        lambda count: ngettext(
            "%(count)d rectification is past its due day.", "%(count)d rectifications are past their due day.", count
        ),
        more=more,
        who=Role.UNIT,
        action=pgettext("step", "Open"),
        rule="R27b",
        url=listed(kind=PlanKind.RECTIFICATION, state=PlanState.IN_FORCE, late=1),
        address=plan_address,
    )
