"""What waits at a place, as rows: a to-do names them, and the list it leads to shows just these.

Each is asked of a place, for the role that acts there, as a scope sees it.
"""

from collections.abc import Callable
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from branches.models import Organisation
from branches.roles import reviewer_at
from core.reporting.choices import ReportedState
from core.scope import Scope
from pledges.choices import (
    AT_WORK,
    EDITABLE,
    RUNNING,
    DutyKind,
    DutyState,
    MoveState,
    OwedWaits,
    PlanKind,
    PlanOutcome,
    PlanState,
    VersionState,
    WaitingFor,
)
from pledges.lifecycles.plans import (
    accepted_by,
    confirmed_by,
    moved_by,
    reviewed_by,
    sent_back,
)
from pledges.models import DueMove, Measure, Plan, Version
from pledges.parts import NO_PART, NOT_ACCEPTER, NOT_ASKER, NOT_REPORTER
from pledges.queries.duties import Owed, in_order, states_in_writing, told_below
from pledges.queries.plans.on_day import in_hand
from pledges.querysets import at_goal
from pledges.rules.duties import look_back_due
from ratings.queries.board import on_show

RECTIFICATION = PlanKind.RECTIFICATION
BEGUN_BY_UNIT = {DutyKind.RECTIFICATION: OwedWaits.BEGIN, DutyKind.HELPER: OwedWaits.HELPER}


def submitted(place: Organisation, scope: Scope) -> QuerySet[Plan]:
    """Plans to publish, file, adopt or approve, or to send back."""
    return _plans(place, scope).filter(state=PlanState.SUBMITTED)


def new_versions(place: Organisation, scope: Scope) -> QuerySet[Version]:
    """Further versions of plans at work that were submitted."""
    rows = scope.below(Version, place).filter(reviewed_by(reviewer_at(place), "plan"), plan__state__in=AT_WORK)
    return rows.filter(state=VersionState.SUBMITTED)


def to_confirm(place: Organisation, scope: Scope) -> QuerySet[Measure]:
    """Measures that somebody else reported as done."""
    rows = scope.below(Measure, place).filter(confirmed_by(reviewer_at(place)), NOT_REPORTER.condition(scope.user))
    return rows.filter(state=ReportedState.REPORTED, dropped_on=None, plan__state__in=RUNNING)


def moves(place: Organisation, scope: Scope) -> QuerySet[DueMove]:
    """Due days of plans at work that somebody else asked to be moved."""
    rows = scope.below(DueMove, place).filter(moved_by(reviewer_at(place)), NOT_ASKER.condition(scope.user))
    return rows.filter(state=MoveState.ASKED, plan__state__in=AT_WORK)


def to_decide(place: Organisation, scope: Scope) -> QuerySet[Plan]:
    """Pledges that were assessed, or whose day has passed without an assessment."""
    passed = Q(state=PlanState.IN_FORCE, due_on__lt=timezone.localdate())
    return _plans(place, scope).filter(passed | Q(state=PlanState.ASSESSED), kind=PlanKind.PLEDGE)


def to_close(place: Organisation, scope: Scope) -> QuerySet[Plan]:
    """Activity plans and units' plans whose day has passed."""
    kinds = (PlanKind.ACTIVITY, PlanKind.UNIT)
    return _plans(place, scope).filter(state=PlanState.IN_FORCE, due_on__lt=timezone.localdate(), kind__in=kinds)


def to_accept(place: Organisation, scope: Scope) -> QuerySet[Plan]:
    """Rectifications whose acceptance was asked for, of which oneself reported no measure (R27b)."""
    rows = scope.below(Plan, place).filter(state=PlanState.ACCEPTANCE)
    return rows.filter(accepted_by(reviewer_at(place)), NO_PART.condition(scope.user))


def to_ask_acceptance(unit: Organisation, scope: Scope) -> QuerySet[Plan]:
    """Rectifications of which every measure is done and no version is in hand, a direct branch's own among them."""
    rows = scope.below(Plan, unit).filter(kind=RECTIFICATION, state=PlanState.IN_FORCE)
    return rows.filter(~_has_open(scope), ~in_hand())


def rectified(unit: Organisation, scope: Scope) -> QuerySet[Plan]:
    """The rectifications of the branches of `unit`, which it submits."""
    branches = scope.of(Organisation).under(unit).order_by().values("pk")
    return scope.of(Plan).filter(organisation__in=branches, kind=RECTIFICATION)


def amended(unit: Organisation, scope: Scope) -> QuerySet[Version]:
    """Further versions of the branches' rectifications that are in writing or came back: the unit submits them."""
    rows = scope.of(Version).filter(plan__in=rectified(unit, scope).order_by().values("pk"))
    return rows.filter(state__in=(VersionState.DRAFT, VersionState.RETURNED), plan__state__in=AT_WORK)


def not_accepted(unit: Organisation, scope: Scope) -> QuerySet[Plan]:
    """Rectifications of which the acceptance was refused while measures are still open, a direct branch's own too."""
    return scope.below(Plan, unit).filter(sent_back(RECTIFICATION), _has_open(scope))


def relapsed(unit: Organisation, scope: Scope) -> QuerySet[Plan]:
    """Settled rectifications that did not last and are not taken up, a direct branch's own among them."""
    return scope.below(Plan, unit).relapsed_on(timezone.localdate())


def to_settle(university: Organisation, scope: Scope) -> QuerySet[Plan]:
    """Accepted rectifications of branches that officially stand at the goal or above, accepted by somebody else."""
    rows = scope.below(Plan, university).filter(kind=RECTIFICATION, state=PlanState.ACCEPTED)
    return rows.filter(at_goal(timezone.localdate()), NOT_ACCEPTER.condition(scope.user))


def to_look_back(university: Organisation, scope: Scope) -> list[tuple[str, int, date]]:
    """(name, number, due day) of rectifications settled so many months ago that they are to be looked back at, of
    organisations that are open."""
    rows = scope.below(Plan, university).of_open(timezone.localdate())
    rows = rows.filter(kind=RECTIFICATION, outcome=PlanOutcome.SETTLED, look_back=None)
    found = rows.order_by("ended_on", "pk").values_list(
        "organisation__name", "pk", "ended_on", "campaign__look_back_months"
    )
    days = ((name, pk, look_back_due(ended_on, months=months)) for name, pk, ended_on, months in found)
    return [one for one in days if one[2] <= timezone.localdate()]


def owed(unit: Organisation, scope: Scope) -> dict[OwedWaits, list[Owed]]:
    """What is owed below `unit` today: rectifications that are not begun, those of a relapse aside; helpers that nobody
    proposed; what else is late, in writing at best."""
    found: dict[OwedWaits, list[Owed]] = {waits: [] for waits in OwedWaits}
    if campaign := on_show(scope):
        written = states_in_writing(campaign, scope.of(Organisation).branches().under(unit))
        taken = set(relapsed(unit, scope).values_list("organisation__code", flat=True))
        for one in in_order(one for one in _open_below(unit, campaign, scope) if _asks(one)):
            if waits := _waits(one, written.get((one.code, one.kind)), taken):
                found[waits].append(one)
    return found


def _asks(duties):
    """Whether the unit sees to `duties` (alike) or presses for them: what is late, and what it begins itself."""
    return duties.state == DutyState.LATE or duties.kind in BEGUN_BY_UNIT


def _waits(duty, written, taken):
    """What `duty` waits for; `written`: the state of what is in writing for it (None: nothing), `taken`: whose relapse
    asks for the next rectification."""
    if duty.kind in BEGUN_BY_UNIT:
        is_begun = written or (duty.kind == RECTIFICATION and duty.code in taken)
        return None if is_begun else BEGUN_BY_UNIT[duty.kind]
    return OwedWaits.LATE if written is None or written in EDITABLE else None


def to_rectify(unit: Organisation, scope: Scope) -> dict[str, date]:
    """{code of a branch of `unit`: since when it owes a rectification and has none in force}, today."""
    campaign = on_show(scope)
    found = _open_below(unit, campaign, scope) if campaign else []
    return {one.code: one.begun for alike in found if alike.kind == RECTIFICATION for one in alike.each()}


def _open_below(unit, campaign, scope):
    """What the branches of `unit` owe and have not fulfilled today, those that are alike together."""
    return [one for one in told_below(unit, campaign, timezone.localdate(), scope) if one.is_open]


PLANS: dict[WaitingFor, Callable[[Organisation, Scope], Q]] = {
    WaitingFor.REVIEW: lambda place, scope: _among(submitted(place, scope).values("pk")),
    WaitingFor.VERSION: lambda place, scope: _among(new_versions(place, scope).values("plan")),
    WaitingFor.MOVE: lambda place, scope: _among(moves(place, scope).values("plan")),
    WaitingFor.OUTCOME: lambda place, scope: _among(to_decide(place, scope).values("pk")),
    WaitingFor.CLOSING: lambda place, scope: _among(to_close(place, scope).values("pk")),
    WaitingFor.AMENDED: lambda place, scope: _among(amended(place, scope).values("plan")),
    WaitingFor.ASK: lambda place, scope: _among(to_ask_acceptance(place, scope).values("pk")),
    WaitingFor.ACCEPTANCE: lambda place, scope: _among(to_accept(place, scope).values("pk")),
    WaitingFor.AGAIN: lambda place, scope: _among(not_accepted(place, scope).values("pk")),
    WaitingFor.SETTLING: lambda place, scope: _among(to_settle(place, scope).values("pk")),
    WaitingFor.LOOK_BACK: lambda place, scope: _among([pk for _name, pk, _due in to_look_back(place, scope)]),
    WaitingFor.RELAPSE: lambda place, scope: _among(relapsed(place, scope).values("pk")),
}


def _has_open(scope):
    """Whether a measure of a plan is not done yet."""
    measures = scope.of(Measure).filter(plan=OuterRef("pk"), dropped_on=None)
    return Exists(measures.exclude(state=ReportedState.DONE).order_by())


def _among(keys):
    return Q(pk__in=keys.order_by() if isinstance(keys, QuerySet) else keys)


def _plans(place, scope):
    """The plans that are reviewed at `place`."""
    return scope.below(Plan, place).filter(reviewed_by(reviewer_at(place)))
