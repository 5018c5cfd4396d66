"""What every verb about plans does: the owner held, what the log says of it, the cover derived."""

from django.utils import timezone

from branches import tree
from core.log.acts import about
from pledges import validation
from pledges.covering import derive
from pledges.models import Plan
from ratings.queries.cohort import standings_on


def hold_owner(plan: Plan) -> None:
    """Until the transaction ends nobody closes who the plan belongs to. Raises: ValidationError when it is closed."""
    tree.lock([plan.organisation])
    validation.check_owner(plan.kind, plan.organisation, today=timezone.localdate())


def tell(plan: Plan, **detail) -> None:
    """Say in the log that this is about `plan`."""
    about(plan, plan=plan.pk, plan_kind=plan.kind, organisation=plan.organisation.code, **detail)


def standing_of(plan: Plan, on=None) -> int | None:
    """The tier at which who `plan` belongs to stands on a day (today without one); None without an official rating."""
    rows = standings_on(plan.campaign, on or timezone.localdate(), [plan.organisation])
    return rows.values_list("tier", flat=True).first()


def cover_anew(plan: Plan) -> None:
    """What the plan covers is derived again."""
    derive(plan.campaign, {plan.organisation_id})
