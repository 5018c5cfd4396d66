"""A plan in force is changed by a new version, which is reviewed as the first one was (R26)."""

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from core import history
from core.choices import EventKind
from core.log.acts import logged
from core.workflow.steps import RETURNED, step
from pledges import validation
from pledges.actions.plans.common import cover_anew, hold_owner, standing_of, tell
from pledges.actions.plans.drafting import put_measures
from pledges.choices import RUNNING, VersionState
from pledges.lifecycles.plans import WRITTEN, version_table
from pledges.models import Plan, Version
from pledges.texts import PLAN_FIELDS, PlanText, restored, stored

KEPT = ("due_on",)  # moves only by a reviewed request


@logged("write_version", EventKind.WRITE)
def amend(*, plan: Plan, text: PlanText, by) -> Version:
    """Write the next version of `plan`, which goes on as it is meanwhile; due days that hold are kept. Returns the
    Version.

    Raises: ValidationError when the plan is not in force or its acceptance was asked for, a version is under review, or
    the text cannot be.
    """
    hold_owner(plan)
    _refuse_fixed(plan)
    version = plan.versions.exclude(state=VersionState.ADOPTED).first()
    if version and version.state == VersionState.SUBMITTED:
        raise ValidationError(_("A version is under review: it can be changed when it comes back."))
    text = _with_kept_days(plan, text)
    _check(plan, text)
    kept = set(plan.measures.values_list("number", flat=True))
    new = [measure for measure in text.measures if measure.number not in kept]
    validation.check_days(new, today=timezone.localdate())
    if version is None:
        last = plan.versions.aggregate(last=Max("number"))["last"] or 0
        version = Version(plan=plan, number=last + 1)
    version.content, version.goal = stored(text.numbered(after=_last_number(plan))), text.goal
    history.save(version, by=by)
    tell(plan, version=version.number)
    return version


@logged("discard", EventKind.REMOVE)
def drop_version(*, version: Version, by) -> None:
    """Throw away a version that is a draft or came back. Raises: ValidationError when it is not."""
    fresh = Version.objects.select_for_update().filter(pk=version.pk, state__in=WRITTEN).first()
    if fresh is None:
        raise ValidationError(_("Only a draft can be thrown away."))
    tell(version.plan, version=version.number)
    history.remove(version, by=by)


@logged("submit", EventKind.SUBMIT)
def submit_version(*, version: Version, by) -> None:
    """Hand a version in for review. Raises: ValidationError when it cannot stand as it is (any more)."""
    hold_owner(version.plan)
    _refuse_fixed(version.plan)
    _check(version.plan, _with_kept_days(version.plan, restored(version.content)))
    tell(version.plan, version=version.number)
    transition = version_table(version.plan)["submit"]
    step(version, transition, by=by, submitted_by=by, submitted_at=timezone.now())


@logged("return", EventKind.RETURN)
def return_version(*, version: Version, reason: str, by) -> None:
    """Send a version back with a reason. Raises: ValidationError without one."""
    tell(version.plan, version=version.number)
    step(version, version_table(version.plan)["return"], by=by, remark=reason, reason=reason.strip()[:RETURNED])


@logged("adopt", EventKind.DECISION)
def adopt_version(*, version: Version, by) -> None:
    """Make a version the text in force from today on; former versions stay readable.

    Raises: ValidationError when it cannot stand as it is (any more).
    """
    plan, today = version.plan, timezone.localdate()
    hold_owner(plan)
    _refuse_fixed(plan)
    text = _with_kept_days(plan, restored(version.content))
    _check(plan, text)
    tell(plan, version=version.number)
    kept = {"content": stored(text), "reason": ""}
    step(version, version_table(plan)["adopt"], by=by, adopted_on=today, adopted_by=by, **kept)
    for name in PLAN_FIELDS:
        if name not in KEPT:
            setattr(plan, name, getattr(text, name))
    plan.problem_types = list(text.problem_types)
    history.save(plan, by=by, fields=[*(name for name in PLAN_FIELDS if name not in KEPT), "problem_types"])
    put_measures(plan, text, by=by)
    cover_anew(plan)


def _refuse_fixed(plan):
    plan.refresh_from_db(fields=["state", "due_on"])
    if plan.state not in RUNNING:
        raise ValidationError(_("It is not in force: its text does not change any more."))
    validation.check_at_work(plan)


def _with_kept_days(plan, text):
    """`text` with the due days that hold now, of the plan and of its measures: only a reviewed move changes them."""
    return text.with_days(plan.due_on, dict(plan.measures.values_list("number", "due_on")))


def _last_number(plan):
    """Of all measures the plan ever had: a new one never takes the place, nor the reports, of one that was left out."""
    return plan.measures.aggregate(last=Max("number"))["last"] or 0


def _check(plan, text):
    """As of a new plan; that its due day may have passed is no fault of its text."""
    tier = standing_of(plan)
    validation.check_standing(plan.kind, tier, relapse=plan.is_relapse)
    aimed_from = tier if text.goal != plan.goal else None
    validation.check_goal(plan.kind, text.goal, tier=aimed_from, relapse=plan.is_relapse)
    validation.check_measures(text)
    validation.check_told(plan.kind, text.sentences)
