"""A twinning is proposed, agreed by both sides, declined or withdrawn, and ended with its result (N12)."""

from collections.abc import Sequence
from datetime import date

from django.utils import timezone

from branches import tree
from branches.models import Organisation
from core import history
from core.choices import EventKind, Role
from core.log.acts import logged
from core.workflow.steps import RETURNED, step
from pledges.actions.twinning import checks
from pledges.actions.twinning.common import tell
from pledges.choices import HelperKind, Party, TwinningResult, TwinningState
from pledges.lifecycles.twinning import table
from pledges.models import Twinning

OF_HELPED_SIDE = (Role.UNIT, Role.BRANCH)  # whose proposal agrees for the helped branch


@logged("propose", EventKind.SUBMIT)
def propose(
    *,
    helped: Organisation,
    helper_kind: HelperKind,
    helper: Organisation | None = None,
    helper_name: str = "",
    helper_post: str = "",
    starts_on: date,
    ends_on: date,
    goal: str = "",
    together: Sequence[str] = (),
    role: Role,
    by,
) -> Twinning:
    """Propose that `helper`, or somebody called `helper_name`, helps `helped`; `together`: HelpFields. `role`: the one
    `by` acts in; the helped branch or its unit agrees by proposing. Returns the Twinning.

    Raises: ValidationError for a helper that is the helped branch, lags or is closed, a helped organisation that is no
    branch or closed, days in the past or out of order, and where the two have a twinning on some of these days.
    """
    twinning = Twinning(
        helped=helped,
        helper_kind=helper_kind,
        helper=helper if helper_kind == HelperKind.BRANCH else None,
        helper_name="" if helper_kind == HelperKind.BRANCH else helper_name,
        helper_post=helper_post if helper_kind == HelperKind.LEADER else "",
        starts_on=starts_on,
        ends_on=ends_on,
        goal=goal,
        fields=list(together),
        proposed_by=by,
        proposed_as=role,
    )
    today = _hold_sides(twinning)
    checks.check_proposal(twinning, today=today)
    if role in OF_HELPED_SIDE:
        twinning.helped_agreed_by, twinning.helped_agreed_at = by, timezone.now()
    twinning.full_clean()
    history.save(twinning, by=by)
    tell(twinning)
    return twinning


@logged("agree", EventKind.DECISION)
def agree(*, twinning: Twinning, party: Party, by) -> None:
    """Agree for one side. Once both have, it is in force from its day on; agreed after that day, it starts on the day
    of the agreement, so that "agreed and starts_on ≤ D < ends_on" is exact for every day of the past (R35).

    Raises: TooLate when that side has agreed, or it was declined; ValidationError for who agreed for the other side
    already (`parts.not_agreed_by`), and when a side is closed by now, the helper lags, or the end has passed.
    """
    today, transition = _hold(twinning), table(twinning)[f"agree_{party}"]
    checks.check_sides(twinning, today=today)
    checks.check_not_over(twinning, today=today)
    values = {f"{party}_agreed_by": by, f"{party}_agreed_at": timezone.now()}
    if transition.target == TwinningState.AGREED:
        values |= {"agreed_on": today, "starts_on": max(twinning.starts_on, today)}
    tell(twinning)
    step(twinning, transition, by=by, **values)


@logged("decline", EventKind.DECISION)
def decline(*, twinning: Twinning, party: Party, reason: str, by) -> None:
    """Say no for one side: it has ended, and never was in force. Raises: ValidationError without a reason; TooLate when
    that side has agreed, or it was declined."""
    _hold(twinning)
    _stop(twinning, f"decline_{party}", reason, by)


@logged("withdraw", EventKind.DECISION)
def withdraw(*, twinning: Twinning, reason: str, by) -> None:
    """Take a proposal back. Raises: ValidationError without a reason; TooLate when both have agreed meanwhile."""
    _hold(twinning)
    _stop(twinning, "withdraw", reason, by)


@logged("end_twinning", EventKind.DECISION)
def end(*, twinning: Twinning, result: TwinningResult, reason: str, by) -> None:
    """End it with a result and a word on it, today at the latest; what has not begun ends on its first day, and so was
    never in force. Raises: ValidationError without a word; TooLate when it has ended."""
    today = _hold(twinning)
    last = min(filter(None, (twinning.ends_on, today)))
    values = {"result": result, "reason": reason.strip()[:RETURNED], "ends_on": max(last, twinning.starts_on)}
    tell(twinning, result=result)
    step(twinning, table(twinning)["end"], by=by, remark=reason, **values)


def _stop(twinning, name, reason, by):
    values = {"reason": reason.strip()[:RETURNED], "ends_on": twinning.ends_on or twinning.starts_on}
    tell(twinning)
    step(twinning, table(twinning)[name], by=by, remark=reason, **values)


def _hold(twinning) -> date:
    """Read `twinning` anew, nobody changes it nor closes a side until the transaction ends. Returns today."""
    today = _hold_sides(twinning)
    fresh = Twinning.objects.select_for_update().get(pk=twinning.pk)
    for field in Twinning._meta.concrete_fields:
        if not field.is_relation:
            setattr(twinning, field.attname, getattr(fresh, field.attname))
    return today


def _hold_sides(twinning) -> date:
    tree.lock(filter(None, (twinning.helped, twinning.helper)))
    return timezone.localdate()
