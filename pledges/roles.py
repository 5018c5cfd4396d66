"""What one person may do with a plan: the roles held at who it belongs to, held against the life-cycles."""

from core.choices import Role
from core.scope import Scope
from core.workflow.lifecycle import Transition
from pledges.choices import EDITABLE, RUNNING, MeasureState, PlanState
from pledges.lifecycles import MEASURE, own_part, reviewer, table, writers
from pledges.models import Measure, Plan


def roles_at(scope: Scope, plan: Plan) -> frozenset:
    """The roles the holder of `scope` has at the organisation of `plan`, or above it."""
    return frozenset(place.role for place in scope.places if plan.organisation.path.startswith(place.path))


def may_write(scope: Scope, plan: Plan) -> bool:
    """Whether the person may write the text of `plan` now: as a draft, or as its next version."""
    is_open = plan.state in EDITABLE or (plan.state in RUNNING and plan.state != PlanState.ACCEPTED)
    return is_open and not writers(plan).isdisjoint(roles_at(scope, plan))


def reporting_role(scope: Scope, plan: Plan) -> str:
    """The role in which the person reports what is done for `plan`; "" when none does. Who leads both the unit and the
    branch reports as the unit, so that somebody else accepts it (R27b)."""
    held = writers(plan) & roles_at(scope, plan)
    return Role.UNIT if Role.UNIT in held else next(iter(held), "")


def reports(scope: Scope, plan: Plan) -> bool:
    """Whether the person reports what was done for `plan`, which runs."""
    return plan.state in RUNNING and bool(reporting_role(scope, plan))


def reviews(scope: Scope, plan: Plan) -> bool:
    """Whether the person confirms measures and moves due days of `plan`."""
    return reviewer(plan) in roles_at(scope, plan)


def verbs(scope: Scope, plan: Plan) -> list[Transition]:
    """What the person may do with `plan` as it stands, in the order of its table; nothing that asks for another."""
    found = table(plan).open_to(plan.state, roles_at(scope, plan))
    return [one for one in found if not own_part(plan, one, scope.user)]


def measure_verbs(scope: Scope, plan: Plan, measure: Measure) -> list[Transition]:
    """What the person may decide about a reported measure; nobody about their own report (R26)."""
    waits = measure.state == MeasureState.REPORTED and plan.state in RUNNING
    if not waits or measure.reported_by_id == scope.user.pk:
        return []
    return MEASURE[reviewer(plan)].open_to(measure.state, roles_at(scope, plan))
