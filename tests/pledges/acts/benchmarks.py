"""The acts about benchmarks."""

from functools import partial

from pledges.actions import benchmarks as actions
from pledges.actions.benchmarks.ledger import BenchmarkRecord, take_over
from pledges.models import Benchmark, BenchmarkItem
from tests.pledges.acts.ready import branch, officer, today
from tests.pledges.benchmarks.made import OUTSIDE, REASON
from tests.pledges.made import TODAY

INSIDE = "0103"
RETURN = {"reason": "请说明可比性"}


def _benchmark(world):
    return actions.choose(follower=world["0101"], followed=world[INSIDE], by=None)


def _asked(world):
    return actions.choose(follower=world["0101"], followed=world[OUTSIDE], **REASON, by=None)


def _returned(world):
    benchmark = _asked(world)
    actions.return_(benchmark=benchmark, **RETURN, by=None)
    return benchmark


def _take_over(world):
    new = [Benchmark(follower=world[code], followed=world[INSIDE], starts_on=TODAY) for code in ("0101", "0102")]
    records = [BenchmarkRecord(one, None, [(_item(one), None)], read=()) for one in new]
    return partial(take_over, records, reason="import: a.xlsx", by=world.people["department"])


def _item(benchmark):
    return BenchmarkItem(benchmark=benchmark, number=1, item="组织生活")


ACTS = {
    actions.choose: officer(actions.choose, follower=branch("0101"), followed=branch(INSIDE)),
    actions.end: officer(actions.end, benchmark=_benchmark),
    actions.write_items: officer(
        actions.write_items, benchmark=_benchmark, items=[actions.ItemText(one) for one in ("组织生活", "发展党员")]
    ),
    actions.ask: officer(actions.ask, benchmark=_returned, **REASON),
    actions.return_: officer(actions.return_, benchmark=_asked, **RETURN),
    actions.approve: officer(actions.approve, benchmark=_asked),
    take_over: today(_take_over),
}
