"""What the rows of a workbook of benchmarks are held against, in memory: as many queries for one row as for many."""

from collections import defaultdict

from branches.workbooks.directory import Directory, organisations_by_code
from core.choices import Role
from core.workbooks.numbered.cells import named, within
from pledges.models import Benchmark, BenchmarkItem


class KnownBenchmarks:
    """Organisations, benchmarks within `scope` (None: all), and by number the `items` of those called `numbers`."""

    def __init__(self, scope, numbers: set[str]):
        self.scope = scope
        self.by_department = scope is None or scope.has(Role.DEPARTMENT)
        self.organisations = organisations_by_code()
        self.directory = Directory(self.organisations)
        self.benchmarks = {str(one.pk): one for one in self._benchmarks()}
        self.items = defaultdict(list)
        for item in self._items({one.pk for key, one in self.benchmarks.items() if key in numbers}):
            self.items[str(item.benchmark_id)].append(item)

    def writes(self, benchmark: Benchmark) -> bool:
        """Whether the person writes `benchmark`: the department, and who leads the branch that follows or its unit."""
        return self.by_department or self.scope.covers(benchmark.follower.path, Role.UNIT, Role.BRANCH)

    def _benchmarks(self):
        """Each with both branches in memory already."""
        by_key = {one.pk: one for one in self.organisations.values()}
        for one in within(self.scope, Benchmark).order_by("pk"):
            one.follower, one.followed = by_key[one.follower_id], by_key[one.followed_id]
            yield one

    def _items(self, keys):
        return named(BenchmarkItem, "benchmark", keys).order_by("benchmark_id", "number")
