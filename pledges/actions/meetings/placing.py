"""What was agreed at a meeting becomes measures of the branch's plan."""

from dataclasses import replace

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pledges import validation
from pledges.actions.meetings.checks import about, unfit
from pledges.actions.plans.agreed import link_agreed
from pledges.actions.plans.amending import amend
from pledges.actions.plans.common import standing_of
from pledges.actions.plans.drafting import write
from pledges.choices import EDITABLE, VersionState
from pledges.models import AgreedAction, Meeting, Plan
from pledges.queries.agreed import placed, taking
from pledges.texts import MeasureText, PlanText, restored, text_of


def place(meeting: Meeting, *, by) -> None:
    """Put what was agreed at `meeting` into the next version of each branch's plan, or into its draft; where there is
    none that takes it, or its day does not fit, it waits and is offered when one is written."""
    rows = AgreedAction.objects.filter(comment__meeting=meeting, measure=None).select_related("comment")
    agreed: dict[int, list[AgreedAction]] = {}
    for action in rows.order_by("pk"):
        agreed.setdefault(action.comment.branch_id, []).append(action)
    for branch, plan in taking(agreed).items():
        _into(plan, [one for one in agreed[branch] if not unfit(one, plan)], by=by)


def waits(meeting: Meeting) -> list[str]:
    """What was agreed at `meeting` and stands in no plan, nor goes into one when it is closed, each with the reason:
    sentences."""
    comments = {one.pk: one for one in meeting.comments.select_related("branch").order_by("branch__code")}
    agreed, plans = placed(comments.values()), taking(one.branch_id for one in comments.values())
    return [
        about(comment, action, why)
        for key, comment in comments.items()
        for action, why in _waiting(agreed[key], plans.get(comment.branch_id))
    ]


def _waiting(agreed, plan):
    """(action, why it goes not into `plan`) of those `agreed` that stand nowhere."""
    left = [one.action for one in agreed if not (one.action.measure or one.version)]
    obstacle = _obstacle(plan) if left else ""
    return [(one, why) for one in left if (why := obstacle or unfit(one, plan))]


def _obstacle(plan):
    """Why nothing can be added to `plan` now (None: there is none), in a sentence; "" when something can."""
    if plan is None:
        return _("there is no plan yet that takes it.")
    try:
        validation.check_owner(plan.kind, plan.organisation, today=timezone.localdate())
        validation.check_standing(plan.kind, standing_of(plan), relapse=plan.is_relapse)
    except ValidationError as refused:
        return " ".join(refused.messages)
    return ""


def _into(plan, actions, *, by):
    """A plan that cannot be written now, for a reason of its own, is left alone: what was agreed waits."""
    link_agreed(plan, by=by)
    try:
        with transaction.atomic():
            _write(plan, actions, by=by)
    except ValidationError:
        return


def _write(plan, actions, *, by):
    text = text_of(plan) if plan.state in EDITABLE else _next_text(plan)
    if not (new := _new(text, actions)):
        return
    text = replace(text, measures=(*text.measures, *new))
    if plan.state in EDITABLE:
        write(plan=plan, text=text, by=by)
    else:
        amend(plan=plan, text=text, by=by)


def _next_text(plan: Plan) -> PlanText:
    version = plan.versions.exclude(state=VersionState.ADOPTED).first()
    return restored(version.content) if version else text_of(plan)


def _new(text, actions):
    said = {measure.text for measure in text.measures}
    return [MeasureText(one.text, due_on=one.due_on, person=one.person) for one in actions if one.text not in said]
