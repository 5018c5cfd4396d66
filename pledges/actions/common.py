"""What every verb about plans does: one row through a transition, the owner held, what the log says of it."""

from django.core.exceptions import ValidationError
from django.utils import timezone

from branches import tree
from core.choices import EventKind
from core.history import Act
from core.workflow.lifecycle import Transition, perform
from pledges import validation
from pledges.covering import derive
from pledges.models import Plan
from pledges.parts import own_part
from ratings.queries.cohort import standings_on

RETURNED = 300  # characters of a reason


def step(row, transition: Transition, *, by, remark="", act: Act | None = None, **updates) -> None:
    """Move `row` through `transition`, with further `updates`; it is read anew afterwards.

    Raises: ValidationError without a required remark, and for who had an own part in it; TooLate when somebody else was
    faster.
    """
    if own := own_part(row, transition, by):
        raise ValidationError(own)
    rows = type(row)._default_manager.filter(pk=row.pk)
    perform(rows, transition, by=by, remark=remark, updates=updates or None, act=(lambda _keys: act) if act else None)
    row.refresh_from_db()


def hold_owner(plan: Plan) -> None:
    """Until the transaction ends nobody closes who the plan belongs to. Raises: ValidationError when it is closed."""
    tree.lock([plan.organisation])
    validation.check_owner(plan.kind, plan.organisation, today=timezone.localdate())


def act(verb: str, plan: Plan, **detail) -> Act:
    """What the log says of a decision about `plan`."""
    facts = {"plan": plan.pk, "plan_kind": plan.kind, "organisation": plan.organisation.code}
    return Act(EventKind.DECISION, str(plan), {"verb": verb, **facts, **detail})


def standing_of(plan: Plan, on=None) -> int | None:
    """The tier at which who `plan` belongs to stands on a day (today without one); None without an official rating."""
    rows = standings_on(plan.campaign, on or timezone.localdate(), [plan.organisation])
    return rows.values_list("tier", flat=True).first()


def cover_anew(plan: Plan) -> None:
    """What the plan covers is derived again."""
    derive(plan.campaign, {plan.organisation_id})
