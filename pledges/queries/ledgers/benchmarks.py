"""What the ledger of benchmarks tells of each item as of a day (N07, R35)."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import F, QuerySet

from branches.models import Organisation
from core.history import as_of
from pledges.models import Benchmark, BenchmarkItem
from pledges.queries.benchmarks.on_day import BenchmarkOnDay, states
from pledges.queries.plans.ledger import PlanOwner, owners_on
from ratings.models import Campaign


@dataclass(frozen=True)
class BenchmarkItemLine:
    """An `item` of a benchmark as it stood on a day (None: it had none yet), what the benchmark was then, and both
    branches."""

    state: BenchmarkOnDay
    follower: PlanOwner
    followed: PlanOwner
    item: BenchmarkItem | None

    @property
    def benchmark(self):
        return self.state.benchmark


def benchmark_lines(
    campaign: Campaign | None, rows: QuerySet[Benchmark], on: date, members: QuerySet[Organisation]
) -> list[BenchmarkItemLine]:
    """The BenchmarkItemLines of those of `rows` by which one of `members` followed another branch on day `on` or
    before, with the items of that day. What ended on the day it started never was held. The number of queries is
    constant."""
    begun = rows.filter(starts_on__lte=on, follower__in=members.order_by().values("pk")).exclude(ends_on=F("starts_on"))
    benchmarks = list(begun.with_people().order_by("follower__path", "starts_on", "pk"))
    owners = owners_on(campaign, {branch for one in benchmarks for branch in (one.follower, one.followed)}, on)
    items = _items(benchmarks, on)
    return [
        BenchmarkItemLine(state, owners[state.benchmark.follower_id], owners[state.benchmark.followed_id], item)
        for state in states(campaign, benchmarks, on)
        for item in items.get(state.benchmark.pk, [None])
    ]


def _items(benchmarks, on):
    """{primary key of a benchmark: its items on the day}, those without any left out."""
    found = defaultdict(list)
    rows = as_of(BenchmarkItem, on).filter(benchmark__in=[one.pk for one in benchmarks])
    for item in rows.order_by("benchmark", "number"):
        found[item.benchmark_id].append(item)
    return found
