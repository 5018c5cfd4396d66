"""A plan is submitted (审诺), returned with a reason, or adopted: published (亮诺), filed, approved."""

from django.utils import timezone

from core import history
from core.choices import EventKind
from core.log.acts import logged
from core.workflow.steps import RETURNED, step
from pledges import validation
from pledges.actions.plans.common import cover_anew, hold_owner, standing_of, tell
from pledges.actions.plans.drafting import refuse_second
from pledges.choices import VersionState
from pledges.lifecycles.plans import table
from pledges.models import Plan, Version
from pledges.texts import stored, text_of


@logged("submit", EventKind.SUBMIT)
def submit(*, plan: Plan, by) -> None:
    """Hand `plan` in for review. Raises: ValidationError when it cannot stand as it is (any more)."""
    hold_owner(plan)
    _check(plan)
    tell(plan)
    step(plan, table(plan)["submit"], by=by, submitted_by=by, submitted_at=timezone.now())


@logged("return", EventKind.RETURN)
def return_(*, plan: Plan, reason: str, by) -> None:
    """Send `plan` back; `reason` stands on top of it. Raises: ValidationError without a reason."""
    tell(plan)
    step(plan, table(plan)["return"], by=by, remark=reason, reason=reason.strip()[:RETURNED])


@logged("adopt", EventKind.DECISION)
def adopt(*, plan: Plan, by) -> None:
    """Publish a pledge, file a rectification, adopt another plan: from today on it is in force, its text is version 1.

    Raises: ValidationError when it cannot stand as it is (any more): closed or lagging meanwhile, overdue, words that
    no public page says (R27a), another one in force.
    """
    hold_owner(plan)
    _check(plan)
    refuse_second(plan)
    today = timezone.localdate()
    tell(plan)
    step(plan, table(plan)["adopt"], by=by, published_on=today, reason="")
    keep_version(plan, on=today, by=by)
    cover_anew(plan)


def keep_version(plan: Plan, *, on, by) -> Version:
    """Keep the text of `plan`, which was never adopted before, as its first version. Returns it."""
    version = Version(plan=plan, number=1, state=VersionState.ADOPTED, goal=plan.goal, adopted_on=on, adopted_by=by)
    version.content = stored(text_of(plan))
    version.submitted_by, version.submitted_at = plan.submitted_by, plan.submitted_at
    history.save(version, by=by)
    return version


def _check(plan):
    tier = standing_of(plan)
    validation.check_standing(plan.kind, tier, relapse=plan.is_relapse)
    today = timezone.localdate()
    validation.check_text(plan.kind, text_of(plan), tier=tier, today=today, relapse=plan.is_relapse)
