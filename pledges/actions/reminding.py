"""Organisations are reminded of what they owe (R25)."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from branches.models import Organisation
from core import history
from core.choices import EventKind, Role
from core.log.acts import about, logged
from pledges.models import Reminder
from pledges.queries.duties import Duty, owed_by
from pledges.steps import seen_to_by
from ratings.models import Campaign


@dataclass(frozen=True)
class Reminded:
    """What became of a press: so many were `sent`, `again` had been reminded today, `settled` owe nothing any more,
    `pending` are not for who reminds to see to, or wait for somebody else."""

    sent: int
    again: int
    settled: int
    pending: int = 0


REMINDS = {Role.DEPARTMENT: (Role.UNIT, Role.BRANCH), Role.UNIT: (Role.BRANCH,)}


def is_remindable(duty: Duty, role: str) -> bool:
    """Whether holders of `role` remind of a duty: while it is open and its own side is to act, the department of all, a
    unit its branches of what they see to themselves (a helper is the unit's to propose)."""
    return duty.is_open and seen_to_by(duty) in REMINDS[role]


def sorted_out(
    *, campaign: Campaign, rows: QuerySet[Organisation], asked: Collection[tuple[str, str]], role: str
) -> tuple[list[Duty], Reminded]:
    """The Duties of `asked` that are reminded of at a press now, and what becomes of all of them."""
    today = timezone.localdate()
    found = owed_by(campaign, today, rows.filter(code__in={code for _kind, code in asked}))
    owing = [one for one in found if (one.kind, one.organisation.code) in asked]
    theirs = [one for one in owing if is_remindable(one, role)]
    fresh = [one for one in theirs if not one.is_reminded_on(today)]
    return fresh, Reminded(len(fresh), len(theirs) - len(fresh), len(asked) - len(owing), len(owing) - len(theirs))


@logged("remind", EventKind.REMIND)
def remind(
    *, campaign: Campaign, rows: QuerySet[Organisation], asked: Collection[tuple[str, str]], role: str, by
) -> Reminded:
    """Remind those among `rows` of the duties `asked`, pairs of a kind and the code of who owes it, in one entry of the
    log; once a day at most for each (R25). What was fulfilled meanwhile or waits for somebody else, and who was
    closed, is left out.

    Returns: Reminded. Raises: IntegrityError when somebody reminds of the same at the same moment.
    """
    fresh, told = sorted_out(campaign=campaign, rows=rows, asked=asked, role=role)
    facts = {"on": timezone.localdate(), "by": by, "reminded_as": role}
    made = [Reminder(organisation=one.organisation, kind=one.kind, **facts) for one in fresh]
    if made:
        _tell(campaign, fresh, role)
        history.create(Reminder, made, by=by)
    return told


def _tell(campaign, reminded, role):
    """Kinds are not named: what a branch owes tells its tier."""
    codes = ", ".join(sorted({duty.organisation.code for duty in reminded}))
    about(campaign.name, campaign=campaign.code, organisation=codes, count=len(reminded), role=str(role))
