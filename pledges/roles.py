"""What one person may do with a plan: the roles held at who it belongs to, held against the life-cycles."""

from core.choices import Role
from core.reporting.choices import ReportedState
from core.reporting.lifecycle import has_reported
from core.scope import Scope
from core.workflow.lifecycle import Transition, own_part
from pledges.actions.plans.ending import too_early
from pledges.choices import AT_WORK, EDITABLE, RUNNING
from pledges.lifecycles.plans import (
    measure_table_where,
    move_table_where,
    reviewer,
    table,
    writers,
)
from pledges.models import DueMove, Measure, Plan


def may_write(scope: Scope, plan: Plan) -> bool:
    """Whether the person may write the text of `plan` now: as a draft, or as its next version."""
    return plan.state in (*EDITABLE, *AT_WORK) and not writers(plan).isdisjoint(scope.roles_at(plan.organisation))


def reporting_role(scope: Scope, plan: Plan) -> str:
    """The role in which the person reports what is done for `plan`; "" when none does. Who leads both the unit and the
    branch reports as the unit, so that somebody else confirms and accepts it (R26, R27b)."""
    held = scope.roles_at(plan.organisation)
    if held.isdisjoint(writers(plan)):
        return ""
    return Role.UNIT if Role.UNIT in held else Role.BRANCH


def reports(scope: Scope, plan: Plan) -> bool:
    """Whether the person reports what was done for `plan`, and asks to move its due days, while it is at work."""
    return plan.state in AT_WORK and bool(reporting_role(scope, plan))


def brings_in(scope: Scope, plan: Plan) -> bool:
    """Whether the person notes what is brought in for `plan`, until it ends."""
    return plan.state in RUNNING and bool(reporting_role(scope, plan))


def reviews(scope: Scope, plan: Plan) -> bool:
    """Whether the person enters the counts of the meeting that judges `plan`."""
    return reviewer(plan) in scope.roles_at(plan.organisation)


def verbs(scope: Scope, plan: Plan) -> list[tuple[Transition, str]]:
    """What the person's role may do with `plan` as it stands, in the order of its table; beside each why not yet, or
    not this person: "" when nothing stands in the way."""
    found = table(plan).open_to(plan.state, scope.roles_at(plan.organisation))
    return [(one, own_part(plan, one, scope.user) or too_early(plan, one.name)) for one in found]


def measure_verbs(scope: Scope, measure: Measure, *, by_unit: bool) -> list[Transition]:
    """What the person may decide about a reported measure; nobody about their own report (R26). `by_unit`: whether the
    unit's secretary reported of it. No query where its reports are read already."""
    waits = measure.state == ReportedState.REPORTED and measure.plan.state in RUNNING
    if not waits or has_reported(scope.user, measure):
        return []
    lifecycle = measure_table_where(measure.plan, by_unit=by_unit)
    return lifecycle.open_to(measure.state, scope.roles_at(measure.plan.organisation))


def move_verbs(scope: Scope, move: DueMove, *, by_unit: bool) -> list[Transition]:
    """What the person may decide about a due day that somebody else asked to be moved (R26). `by_unit`: whether the
    unit's secretary did. No query."""
    if move.plan.state not in AT_WORK or move.asked_by_id == scope.user.pk:
        return []
    return move_table_where(move.plan, by_unit=by_unit).open_to(move.state, scope.roles_at(move.plan.organisation))
