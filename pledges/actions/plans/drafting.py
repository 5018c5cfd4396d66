"""A plan is written: by who makes it, until it is submitted, and again after a return."""

from collections.abc import Sequence
from dataclasses import asdict

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from branches.models import Organisation
from core import history
from core.choices import EventKind
from core.log.acts import logged
from pledges import validation
from pledges.actions.plans.agreed import link_agreed
from pledges.actions.plans.common import hold_owner, standing_of, tell
from pledges.choices import EDITABLE, PlanKind
from pledges.models import Measure, Plan, Resource
from pledges.rules.duties import year_of
from pledges.texts import MEASURE_FIELDS, PLAN_FIELDS, PlanText, ResourceText, resource_text
from ratings.models import Campaign


@logged("draft", EventKind.WRITE)
def draft(
    *,
    kind: PlanKind,
    organisation: Organisation,
    campaign: Campaign,
    text: PlanText,
    resources: Sequence[ResourceText] = (),
    previous: Plan | None = None,
    by,
) -> Plan:
    """Begin a plan of `organisation`; `resources`: what is brought in for it; `previous`: the rectification of which it
    is the relapse. Returns the Plan.

    Raises: ValidationError for a closed organisation or one that makes no such plan, a second plan of the kind (of a
    unit: for the same year) in writing or in force, a pledge of a lagging branch (R27a), a text that cannot be.
    """
    plan = Plan(kind=kind, organisation=organisation, campaign=campaign, previous=previous)
    hold_owner(plan)
    _put(plan, text)
    plan.full_clean()
    history.save(plan, by=by)
    put_measures(plan, text, by=by)
    _put_resources(plan, resources, by=by)
    tell(plan)
    return plan


@logged("write", EventKind.WRITE)
def write(*, plan: Plan, text: PlanText, resources: Sequence[ResourceText] | None = None, by) -> None:
    """Write the text of a plan that is a draft or came back; `resources`: all that is brought in, None leaves it as it
    is. Raises: ValidationError as `draft`, or when it is not."""
    hold_owner(plan)
    fresh = Plan.objects.select_for_update().filter(pk=plan.pk, state__in=EDITABLE).first()
    if fresh is None:
        raise ValidationError(_("It was submitted in the meantime and cannot be changed now."))
    plan.state, plan.reason = fresh.state, fresh.reason  # the history tells them with the text
    _put(plan, text)
    plan.full_clean()
    history.save(plan, by=by, fields=[*PLAN_FIELDS, "problem_types", "year"])
    put_measures(plan, text, by=by)
    if resources is not None:
        _put_resources(plan, resources, by=by)
    tell(plan)


@logged("discard", EventKind.REMOVE)
def discard(*, plan: Plan, by) -> None:
    """Throw away a draft, or what came back, that nobody has adopted. Raises: ValidationError when it is not."""
    fresh = Plan.objects.select_for_update().filter(pk=plan.pk, state__in=EDITABLE).first()
    if fresh is None:
        raise ValidationError(_("Only a draft can be thrown away."))
    tell(fresh)
    for row in (*plan.measures.all(), *plan.resources.all()):
        history.remove(row, by=by)
    history.remove(plan, by=by)


def refuse_second(plan: Plan) -> None:
    """Raises: ValidationError when another plan of the kind is in force; of a unit, when it has one for the year."""
    same = {"campaign": plan.campaign, "organisation": plan.organisation, "kind": plan.kind, "year": plan.year}
    other = Plan.objects.held().filter(**same).exclude(pk=plan.pk).first()
    if other and plan.year:
        raise ValidationError(_("There is a plan for %(year)d already: %(plan)s.") % {"year": plan.year, "plan": other})
    if other:
        sentence = _("%(plan)s is in force: change that one by a new version, or end it first.")
        raise ValidationError(sentence % {"plan": other})


def put_measures(plan: Plan, text: PlanText, *, by) -> None:
    """Make the measures of `plan` those of `text`; what was never reported and is not in it goes, the rest is kept as
    left out (R26)."""
    rows = {row.number: row for row in plan.measures.all()}
    for measure in text.numbered().measures:
        row = rows.pop(measure.number, None) or Measure(plan=plan)
        is_fixed = plan.is_adopted and row.pk is not None  # its due day moves only by a reviewed request
        values = {name: getattr(measure, name) for name in MEASURE_FIELDS if not (is_fixed and name == "due_on")}
        if any(getattr(row, name) != value for name, value in values.items()) or row.dropped_on:
            for name, value in values.items():
                setattr(row, name, value)
            row.dropped_on = None
            row.full_clean(exclude=["plan"])
            history.save(row, by=by)
    for row in rows.values():
        _leave_out(row, plan, by=by)
    link_agreed(plan, by=by)


def _put_resources(plan, resources, *, by):
    """Make what is brought in for `plan` those `resources`: sent once more they are the same. Raises: ValidationError
    when one is named twice."""
    new = list(resources)
    for place, said in enumerate(new):
        validation.check_resource(said, new[:place])
    for row in plan.resources.all():
        if (said := resource_text(row)) in new:
            new.remove(said)
        else:
            history.remove(row, by=by)
    for said in new:
        row = Resource(plan=plan, **asdict(said))
        row.full_clean(exclude=["plan"])
        history.save(row, by=by)


def _leave_out(row, plan, *, by):
    if not plan.is_adopted:
        history.remove(row, by=by)
    elif row.dropped_on is None:
        row.dropped_on = timezone.localdate()
        history.save(row, by=by, fields=["dropped_on"])


def _put(plan, text):
    tier = standing_of(plan)
    validation.check_standing(plan.kind, tier, relapse=plan.is_relapse)
    plan.year = year_of(plan.kind, text.due_on)
    refuse_second(plan)
    validation.check_text(plan.kind, text, tier=tier, today=timezone.localdate(), relapse=plan.is_relapse)
    for name in PLAN_FIELDS:
        setattr(plan, name, getattr(text, name))
    plan.problem_types = list(text.problem_types)
