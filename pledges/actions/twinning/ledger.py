"""Twinnings as a workbook tells them, written at once: proposals and records, or the department's ledger."""

from collections.abc import Sequence
from dataclasses import dataclass

from branches import tree
from core import history
from core.choices import EventKind
from core.log.acts import about, logged
from core.workflow.steps import refuse_changed, refuse_more
from pledges.choices import TwinningState
from pledges.models import HelpRecord, Twinning

WRITTEN = ("helper_name", "helper_post", "starts_on", "ends_on", "goal", "state", "result", "agreed_on")


@dataclass(frozen=True)
class TwinningRecord:
    """A twinning as it is to be, saved or not; `before`: as it was read, None for a new one; `records` are new, `read`:
    the primary keys of those that there were."""

    twinning: Twinning
    before: Twinning | None
    records: Sequence[HelpRecord]
    read: Sequence[int]


@logged("take_over", EventKind.DECISION)
def take_over(records: Sequence[TwinningRecord], *, by, reason: str) -> None:
    """Write `records`, which were judged in this transaction; `reason` ("import: <file>") goes to the history. As many
    queries for one twinning as for hundreds.

    Raises: TooLate when one of the twinnings was changed, or a branch of it closed, at the same moment.
    """
    _hold(records)
    new = [one.twinning for one in records if one.before is None]
    kept = [one.twinning for one in records if one.before is not None]
    history.update(Twinning, kept, WRITTEN, by=by, reason=reason)
    history.create(Twinning, new, by=by, reason=reason)
    history.create(HelpRecord, [row for one in records for row in one.records], by=by, reason=reason)
    about(reason, new=len(new), changed=len(kept))


def _hold(records):
    """Lock what the records rest on, and refuse what is no longer as it was judged."""
    running = [one.twinning for one in records if one.twinning.state != TwinningState.ENDED]
    branches = {branch for one in running for branch in (one.helped, one.helper) if branch}
    tree.lock(branches)
    tree.refuse_closed(branches)
    stored = [one for one in records if one.before]
    refuse_changed(Twinning, [one.before for one in stored])
    known = HelpRecord.objects.filter(twinning__in=[one.before.pk for one in stored])
    refuse_more(known, [key for one in stored for key in one.read])
