"""Plans as a workbook tells them, written at once: drafts and reports, or the department's ledger (contract.md)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from branches import tree
from core import history
from core.choices import EventKind
from core.log.acts import about, logged
from core.workflow.steps import refuse_changed
from pledges import validation
from pledges.choices import COVERING, PlanState, VersionState
from pledges.covering import derive
from pledges.models import DueMove, Measure, Plan, Update, Version

PLAN_WRITTEN = ("state", "goal", "due_on", "responsible", "problem_types", "problems", "causes", "leader", "contact")
PLAN_WRITTEN += ("published_on", "ended_on", "outcome", "explanation", "reason", "submitted_at", "year")
MEASURE_WRITTEN = ("text", "start", "goal_value", "due_on", "person", "state", "reason", "done_on")
MEASURE_WRITTEN += ("confirmed_by", "confirmed_at")


@dataclass(frozen=True)
class PlanRecord:
    """A plan as it is to be, saved or not; `before`: as it was read, None for a new one; so are its `measures`.

    `updates` and `moves` are new; `version`: the text to be kept, None when it stays the one it was.
    """

    plan: Plan
    before: Plan | None
    measures: Sequence[tuple[Measure, Measure | None]]
    updates: Sequence[Update]
    moves: Sequence[DueMove]
    version: Version | None


@logged("take_over", EventKind.DECISION)
def take_over(records: Sequence[PlanRecord], *, by, reason: str) -> None:
    """Write `records`, which were judged in this transaction; `reason` ("import: <file>") goes to the history. As many
    queries for one plan as for hundreds.

    Raises: TooLate when one of the plans was changed, or its organisation closed, at the same moment.
    """
    _hold(records)
    new = [record for record in records if record.before is None]
    kept = [record for record in records if record.before is not None]
    history.update(Plan, [record.plan for record in kept], PLAN_WRITTEN, by=by, reason=reason)
    history.create(Plan, [record.plan for record in new], by=by, reason=reason)
    measures = [pair for record in records for pair in record.measures]
    history.create(Measure, [row for row, before in measures if before is None], by=by, reason=reason)
    history.update(Measure, [row for row, before in measures if before], MEASURE_WRITTEN, by=by, reason=reason)
    _redate(kept, by=by, reason=reason)
    versions = [record.version for record in records if record.version]
    history.create(Version, versions, by=by, reason=reason)
    history.create(Update, [row for record in records for row in record.updates], by=by, reason=reason)
    history.create(DueMove, [row for record in records for row in record.moves], by=by, reason=reason)
    about(reason, new=len(new), changed=len(kept))
    _cover(records)


def _hold(records):
    """Lock what the records rest on, and refuse what is no longer as it was judged."""
    tree.lock({record.plan.organisation for record in records})
    for record in records:
        if record.plan.state != PlanState.ENDED:
            validation.check_open(record.plan.organisation, today=timezone.localdate())
    refuse_changed(Plan, [record.before for record in records if record.before])
    refuse_changed(Measure, [before for record in records for _row, before in record.measures if before])


def _redate(records, *, by, reason):
    """The first version is in force since the plan is."""
    days = {record.plan.pk: record.plan.published_on for record in records if _is_redated(record)}
    versions = list(Version.objects.filter(plan__in=days, number=1, state=VersionState.ADOPTED).order_by("pk"))
    for version in versions:
        version.adopted_on = days[version.plan_id]
    history.update(Version, versions, ["adopted_on"], by=by, reason=reason)


def _is_redated(record):
    return record.before.published_on not in (None, record.plan.published_on)


def _cover(records):
    """What the plans cover is derived again, once for each campaign."""
    covering = defaultdict(set)
    for record in records:
        if record.plan.kind in COVERING and record.plan.is_adopted:
            covering[record.plan.campaign].add(record.plan.organisation_id)
    for campaign, organisations in covering.items():
        derive(campaign, organisations)
