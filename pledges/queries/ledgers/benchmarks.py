"""What the ledger of benchmarks tells of each item as of a day (N07, R35)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet

from branches.models import Organisation
from pledges.models import Benchmark, BenchmarkItem
from pledges.queries.benchmarks.on_day import BenchmarkOnDay, states
from pledges.queries.plans.ledger import PlanOwner, owners_on
from ratings.models import Campaign


@dataclass(frozen=True)
class BenchmarkItemLine:
    """An `item` of a benchmark (None: it has none yet), what the benchmark was on the day, and both branches."""

    state: BenchmarkOnDay
    follower: PlanOwner
    followed: PlanOwner
    item: BenchmarkItem | None

    @property
    def benchmark(self):
        return self.state.benchmark


def begun_benchmarks(rows: QuerySet[Benchmark], on: date, members: QuerySet[Organisation]) -> QuerySet[Benchmark]:
    """Those of `rows` by which one of `members` followed another branch on day `on` or before, each as often as it has
    items: `item` is the primary key of one (None: it has none). What ended on the day it started never was held."""
    begun = rows.filter(starts_on__lte=on, follower__in=members.order_by().values("pk")).exclude(ends_on=F("starts_on"))
    each = begun.filter(Q(items=None) | Q(items__isnull=False)).annotate(item=F("items"))
    return each.with_people().order_by("follower__path", "starts_on", "pk", "items__number")


def benchmark_lines(campaign: Campaign, benchmarks: Sequence[Benchmark], on: date) -> list[BenchmarkItemLine]:
    """The BenchmarkItemLines of `benchmarks` (as `begun_benchmarks` gives them), in their order; a constant number of
    queries."""
    owners = owners_on(campaign, {branch for one in benchmarks for branch in (one.follower, one.followed)}, on)
    items = BenchmarkItem.objects.in_bulk([one.item for one in benchmarks if one.item])
    return [
        BenchmarkItemLine(state, owners[one.follower_id], owners[one.followed_id], items.get(one.item))
        for one, state in zip(benchmarks, states(campaign, benchmarks, on), strict=True)
    ]
