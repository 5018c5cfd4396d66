"""Measures are reported with proof and confirmed by somebody else (R26); resources are brought in."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core import history
from core.attachments.fields import Attachment
from core.attachments.models import put_file
from core.workflow.steps import RETURNED, step
from pledges import validation
from pledges.actions.plans.common import act
from pledges.choices import RUNNING, MeasureState
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


@transaction.atomic
def report(
    *,
    measure: Measure,
    on: date,
    text: str,
    value: Decimal | None = None,
    proofs: Sequence[Proof] = (),
    completes: bool = False,
    role: str,
    by,
) -> Update:
    """Note what was done for `measure` on a day, with `proofs` of its plan; `completes`: somebody else is asked to
    confirm that it is done. `role`: the one `by` acts in. Returns the Update.

    Raises: ValidationError when the plan is not in force, its acceptance was asked for (R27b), or the measure is done
    or left out, for a day ahead or before the plan began, a value of what is not counted, words that no public page
    says (R27a), and when `by` reported the same already.
    """
    plan, today = Plan.objects.select_for_update().get(pk=measure.plan_id), timezone.localdate()
    measure.refresh_from_db()
    _refuse_idle(plan)
    if measure.state == MeasureState.DONE:
        raise ValidationError(_("This measure is confirmed as done already."))
    _refuse_dropped(measure)
    if not plan.published_on <= on <= today:
        sentence = _("The day lies between %(begin)s, when the plan began, and today.")
        raise ValidationError({"on": sentence % {"begin": date_format(plan.published_on)}})
    if value is not None and measure.goal_value is None:
        raise ValidationError({"value": _("This measure is not counted.")})
    validation.check_told(plan.kind, [text], "text")
    _refuse_doubled(measure, completes, on=on, text=text, value=value, by=by, reported_as=role)
    update = Update(measure=measure, on=on, text=text, value=value, by=by, reported_as=role)
    history.save(update, by=by)
    update.proofs.set(proofs)
    if completes:
        measure.state, measure.reason, measure.reported_by = MeasureState.REPORTED, "", by
        history.save(measure, by=by, fields=["state", "reason", "reported_by"])
    return update


@transaction.atomic
def confirm(*, measure: Measure, by) -> None:
    """Confirm that `measure` is done, as of the day it was last reported for; today when a ledger names no such day.

    Raises: ValidationError for who reported of it, and when the plan has ended or left it out; TooLate when it waits
    for nobody (any more).
    """
    plan = _standing(measure)
    done_on = measure.updates.order_by("on").values_list("on", flat=True).last() or timezone.localdate()
    transition = measure_table(measure)["confirm"]
    told = act("confirm", plan, measure=measure.number)
    step(measure, transition, by=by, act=told, done_on=done_on, confirmed_by=by, confirmed_at=timezone.now(), reason="")


@transaction.atomic
def unconfirm(*, measure: Measure, reason: str, by) -> None:
    """Say that `measure` is not done yet, and what is missing. Raises: ValidationError without a reason, and as
    `confirm`."""
    plan = _standing(measure)
    transition = measure_table(measure)["unconfirm"]
    told = act("unconfirm", plan, measure=measure.number)
    step(measure, transition, by=by, remark=reason, act=told, reason=reason.strip()[:RETURNED])


@transaction.atomic
def attach(*, update: Update, plan: Plan, file: Attachment | None = None, link: str = "", by) -> None:
    """Keep what was sent in with a report of `plan` as its proofs; to be called once the report is accepted."""
    if file:
        update.proofs.add(keep_proof(plan=plan, file=file, by=by))
    if link:
        update.proofs.add(keep_proof(plan=plan, link=link, by=by))


def keep_proof(*, plan: Plan, file: Attachment | None = None, link: str = "", by) -> Proof:
    """Keep a `file` or a `link` that shows what was done for `plan`. Returns the Proof."""
    proof = Proof(plan=plan, link=link, by=by)
    if file:
        put_file(proof, file)
    history.save(proof, by=by)
    return proof


@transaction.atomic
def add_resource(*, plan: Plan, what: str, source="", amount: Decimal | None = None, person="", by) -> Resource:
    """Note what is brought in for `plan`, which runs; before that its form says so. Returns the Resource.

    Raises: ValidationError when it has ended or is not in force yet, and when the same is noted already.
    """
    _hold_running(plan)
    said = ResourceText(what, source, amount, person)
    validation.check_resource(said, map(resource_text, plan.resources.all()))
    resource = Resource(plan=plan, **asdict(said))
    history.save(resource, by=by)
    return resource


@transaction.atomic
def drop_resource(*, resource: Resource, by) -> None:
    """Take a resource back. Raises: ValidationError when the plan has ended or is not in force yet."""
    _hold_running(resource.plan)
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


def _refuse_doubled(measure, completes, **said):
    """A second press of the button; to ask for the confirmation again is no such thing."""
    is_asked = not completes or measure.state == MeasureState.REPORTED
    if is_asked and measure.updates.filter(**said).exists():
        raise ValidationError({"text": _("This is reported already: for a further report say what is new in it.")})
