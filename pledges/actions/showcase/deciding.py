"""An entry of the showcase is submitted, supported, selected; returned, withdrawn, taken off with a reason (N06)."""

from django.utils import timezone

from core.choices import EventKind
from core.log.acts import logged
from core.workflow.steps import RETURNED, step
from pledges.actions.showcase.checks import check_alone, check_complete
from pledges.actions.showcase.common import hold_branch, tell
from pledges.lifecycles.showcase import table
from pledges.models import ShowcaseEntry


@logged("submit", EventKind.SUBMIT)
def submit(*, entry: ShowcaseEntry, by) -> None:
    """Hand `entry` in. Raises: ValidationError when something is missing or cannot be public (R27a), or the branch
    cannot be shown today."""
    _check(entry)
    tell(entry)
    step(entry, table(entry)["submit"], by=by, submitted_by=by, submitted_at=timezone.now())


@logged("support", EventKind.DECISION)
def support(*, entry: ShowcaseEntry, by) -> None:
    """The unit recommends `entry` to the department. Raises: ValidationError as `submit`."""
    _check(entry)
    told = {"supported_by": by, "supported_at": timezone.now(), "reason": ""}
    tell(entry)
    step(entry, table(entry)["support"], by=by, **told)


@logged("select", EventKind.DECISION)
def select(*, entry: ShowcaseEntry, by) -> None:
    """From today on anyone may read `entry` while its branch stands at advanced. Raises: ValidationError as
    `submit`."""
    _check(entry)
    told = {"selected_by": by, "selected_on": timezone.localdate(), "withdrawn_on": None, "reason": ""}
    tell(entry)
    step(entry, table(entry)["select"], by=by, **told)


@logged("return", EventKind.RETURN)
def return_(*, entry: ShowcaseEntry, reason: str, by) -> None:
    """The unit sends `entry` back; `reason` stands on top of it. Raises: ValidationError without a reason."""
    _leave(entry, "return", reason, by)


@logged("return", EventKind.RETURN)
def send_back(*, entry: ShowcaseEntry, reason: str, by) -> None:
    """The department sends `entry` back; `reason` stands on top of it. Raises: ValidationError without a reason."""
    _leave(entry, "send_back", reason, by)


@logged("withdraw", EventKind.DECISION)
def withdraw(*, entry: ShowcaseEntry, reason: str, by) -> None:
    """Who wrote `entry` withdraws it before it is selected, or after it was taken off. Raises:
    ValidationError without a reason."""
    _leave(entry, "withdraw", reason, by, withdrawn_on=timezone.localdate())


@logged("take_off", EventKind.DECISION)
def take_off(*, entry: ShowcaseEntry, reason: str, by) -> None:
    """A selected `entry` is public no more, until its branch has corrected it and it is selected again. Raises:
    ValidationError without a reason."""
    _leave(entry, "take_off", reason, by, withdrawn_on=timezone.localdate())


def _leave(entry, verb, reason, by, **updates):
    updates["reason"] = reason.strip()[:RETURNED]
    tell(entry)
    step(entry, table(entry)[verb], by=by, remark=reason, **updates)


def _check(entry):
    """Nobody changes the entry or closes its branch meanwhile, and it can be shown as it is stored now."""
    hold_branch(entry.organisation)
    stored = ShowcaseEntry.objects.select_for_update().get(pk=entry.pk)
    check_alone(stored)
    check_complete(stored, stored.pictures.all())
