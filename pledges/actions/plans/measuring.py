"""Measures are reported with proof and confirmed by somebody else (R26); resources are brought in."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from functools import partial

from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core import history
from core.attachments.fields import Attachment
from core.choices import EventKind
from core.log.acts import logged
from core.reporting import verbs
from core.reporting.choices import ReportedState
from pledges import validation
from pledges.actions.plans.common import tell
from pledges.choices import RUNNING
from pledges.lifecycles.plans import measure_table
from pledges.models import Measure, Plan, Proof, Resource, Update
from pledges.texts import ResourceText, resource_text


def idle(plan: Plan) -> str:
    """Why nothing is reported of `plan` as it stands, in a sentence; "" when something may be."""
    try:
        _refuse_idle(plan)
    except ValidationError as refused:
        return " ".join(refused.messages)
    return ""


@logged("report", EventKind.WRITE)
def report(
    *,
    measure: Measure,
    on: date,
    text: str,
    value: Decimal | None = None,
    proofs: Sequence[Proof] = (),
    file: Attachment | None = None,
    link: str = "",
    completes: bool = False,
    role: str,
    by,
) -> Update:
    """Note what was done for `measure` on a day, with `proofs` that its plan has and a `file` or `link` that is kept
    with them; `completes`: somebody else is asked to confirm that it is done. `role`: the one `by` acts in. Returns the
    Update.

    Raises: ValidationError when the plan is not in force, its acceptance was asked for (R27b), or the measure is done
    or left out, for a day ahead or before the plan began, a value of what is not counted, words that no public page
    says (R27a), and when `by` reported the same already.
    """
    plan = Plan.objects.select_for_update().get(pk=measure.plan_id)
    measure.refresh_from_db()
    _refuse_idle(plan)
    if measure.state == ReportedState.DONE:
        raise ValidationError(_("This measure is confirmed as done already."))
    _refuse_dropped(measure)
    sentence = _("The day lies between %(begin)s, when the plan began, and today.")
    verbs.check_day(on, since=plan.published_on, sentence=sentence)
    if value is not None and measure.goal_value is None:
        raise ValidationError({"value": _("This measure is not counted.")})
    validation.check_told(plan.kind, [text], "text")
    update = Update(measure=measure, on=on, text=text, value=value, by=by, reported_as=role)
    verbs.report(measure, update, proofs=proofs, completes=completes)
    verbs.attach(update, partial(Proof, plan=plan), file=file, link=link, by=by)
    tell(plan, measure=measure.number)
    return update


@logged("confirm", EventKind.DECISION)
def confirm(*, measure: Measure, by) -> None:
    """Confirm that `measure` is done, as of the day it was last reported for; today when a ledger names no such day.

    Raises: ValidationError for who reported of it, and when the plan has ended or left it out; TooLate when it waits
    for nobody (any more).
    """
    plan = _standing(measure)
    tell(plan, measure=measure.number)
    verbs.confirm(measure, measure_table(measure), by=by)


@logged("unconfirm", EventKind.RETURN)
def unconfirm(*, measure: Measure, reason: str, by) -> None:
    """Say that `measure` is not done yet, and what is missing. Raises: ValidationError without a reason, and as
    `confirm`."""
    plan = _standing(measure)
    tell(plan, measure=measure.number)
    verbs.unconfirm(measure, measure_table(measure), reason=reason, by=by)


def keep_proof(*, plan: Plan, file: Attachment | None = None, link: str = "", by) -> Proof:
    """Keep a `file` or a `link` that shows what was done for `plan`. Returns the Proof."""
    return verbs.keep_proof(Proof(plan=plan, link=link), file=file, by=by)


@logged("add_resource", EventKind.WRITE)
def add_resource(*, plan: Plan, what: str, source="", amount: Decimal | None = None, person="", by) -> Resource:
    """Note what is brought in for `plan`, which runs; before that its form says so. Returns the Resource.

    Raises: ValidationError when it has ended or is not in force yet, and when the same is noted already.
    """
    _hold_running(plan)
    said = ResourceText(what, source, amount, person)
    validation.check_resource(said, map(resource_text, plan.resources.all()))
    resource = Resource(plan=plan, **asdict(said))
    history.save(resource, by=by)
    tell(plan)
    return resource


@logged("drop_resource", EventKind.WRITE)
def drop_resource(*, resource: Resource, by) -> None:
    """Take a resource back. Raises: ValidationError when the plan has ended or is not in force yet."""
    _hold_running(resource.plan)
    tell(resource.plan)
    history.remove(resource, by=by)


def _standing(measure):
    """The plan of `measure`, held. Raises: ValidationError when it has ended, or left the measure out."""
    plan = Plan.objects.select_for_update().get(pk=measure.plan_id)
    measure.refresh_from_db(fields=["dropped_on"])
    _refuse_ended(plan)
    _refuse_dropped(measure)
    return plan


def _hold_running(plan):
    """Hold `plan` as it stands now. Raises: ValidationError when it does not run."""
    fresh = Plan.objects.select_for_update().get(pk=plan.pk)
    _refuse_ended(fresh)
    if fresh.state not in RUNNING:
        raise ValidationError(_("The plan is not in force yet: its form says what is brought in."))


def _refuse_ended(plan):
    if plan.ended_on:
        raise ValidationError(_("The plan has ended on %(day)s.") % {"day": date_format(plan.ended_on)})


def _refuse_dropped(measure):
    if measure.dropped_on:
        raise ValidationError(_("A later version left this measure out."))


def _refuse_idle(plan):
    _refuse_ended(plan)
    if plan.state not in RUNNING:
        raise ValidationError(_("The plan is not in force yet: nothing can be reported."))
    validation.check_at_work(plan)
