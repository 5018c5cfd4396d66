"""Benchmarks as a workbook tells them, written at once: whom a branch follows and in what, with the exceptions that the
department approved (R35)."""

from collections.abc import Sequence
from dataclasses import dataclass

from branches import tree
from core import history
from core.choices import EventKind
from core.log.acts import about, logged
from core.workflow.steps import refuse_changed, refuse_more
from pledges.models import Benchmark, BenchmarkItem

WRITTEN = ("starts_on", "ends_on", "exception_reason", "state", "approved_by", "approved_on")
ITEM_WRITTEN = ("level", "own_level", "gap", "measure", "person", "due_on", "result")


@dataclass(frozen=True)
class BenchmarkRecord:
    """A benchmark as it is to be, saved or not; `before`: as it was read, None for a new one; so are its `items`, those
    that are written; `read`: the primary keys of all that there were."""

    benchmark: Benchmark
    before: Benchmark | None
    items: Sequence[tuple[BenchmarkItem, BenchmarkItem | None]]
    read: Sequence[int]


@logged("take_over", EventKind.DECISION)
def take_over(records: Sequence[BenchmarkRecord], *, by, reason: str) -> None:
    """Write `records`, which were judged in this transaction; `reason` ("import: <file>") goes to the history. As many
    queries for one benchmark as for hundreds.

    Raises: TooLate when one of the benchmarks was changed, or a branch of it closed, at the same moment.
    """
    _hold(records)
    new = [one.benchmark for one in records if one.before is None]
    kept = [one.benchmark for one in records if one.before is not None]
    items = [pair for one in records for pair in one.items]
    history.update(Benchmark, kept, WRITTEN, by=by, reason=reason)
    history.create(Benchmark, new, by=by, reason=reason)
    history.update(BenchmarkItem, [row for row, before in items if before], ITEM_WRITTEN, by=by, reason=reason)
    history.create(BenchmarkItem, [row for row, before in items if before is None], by=by, reason=reason)
    about(reason, new=len(new), changed=len(kept))


def _hold(records):
    """Lock what the records rest on, and refuse what is no longer as it was judged."""
    begun = [one.benchmark for one in records if one.before is None and one.benchmark.ends_on is None]
    branches = {branch for one in begun for branch in (one.follower, one.followed)}
    tree.lock(branches)
    tree.refuse_closed(branches)
    stored = [one for one in records if one.before]
    refuse_changed(Benchmark, [one.before for one in stored])
    known = BenchmarkItem.objects.filter(benchmark__in=[one.before.pk for one in stored])
    refuse_more(known, [key for one in stored for key in one.read])
    refuse_changed(BenchmarkItem, [before for one in records for _row, before in one.items if before])
