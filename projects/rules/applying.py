"""Who may apply to a call, and when it takes an application. Pure."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from branches.choices import BASE_KINDS, BRANCH_KINDS
from projects.choices import Applicants, CallStage, Level

KINDS = {
    Applicants.BRANCHES: BRANCH_KINDS,
    Applicants.UNITS: BASE_KINDS,
    Applicants.BOTH: (*BRANCH_KINDS, *BASE_KINDS),
}


def fits(call, organisation) -> bool:
    """Whether `organisation` is among those that may answer `call`: of the kind it asks for, and for a unit's own call
    of that unit."""
    is_within = call.level == Level.UNIVERSITY or organisation.path.startswith(call.host.path)
    return is_within and organisation.kind in KINDS[call.applicants]


def stage_of(call, now: datetime) -> CallStage:
    """Where `call` stands at `now`: to the second."""
    if not call.is_published:
        return CallStage.DRAFT
    if timezone.localdate(now) < call.opens_on:
        return CallStage.AHEAD
    return CallStage.OPEN if now <= call.closes_at else CallStage.CLOSED


def days_left(call, today: date) -> int:
    """Whole days until an open `call` closes; 0: it closes today."""
    return max((timezone.localdate(call.closes_at) - today) // timedelta(days=1), 0)


def again_until(call, *, is_past_unit: bool) -> date:
    """Until when what came back is handed in again, also after the applications have closed: while the unit reviews; of
    what was past the unit, and of a unit's own call, while the experts do."""
    return call.judge_by if is_past_unit or call.support_by is None else call.support_by
