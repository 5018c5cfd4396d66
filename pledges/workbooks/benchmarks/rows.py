"""The rows of both sheets: what is stored, as values by the keys of the columns; the workbook that is taken out."""

from collections.abc import Iterator

from core.workbooks.numbered.cells import AT_ONCE, in_order, within
from pledges.models import Benchmark, BenchmarkItem
from pledges.workbooks.benchmarks.sheets import BENCHMARKS_SHEET, ITEMS_SHEET

ITEM_TEXT = ("level", "own_level", "gap", "measure", "person", "due_on", "result")


def benchmark_values(benchmark: Benchmark, number: str | None = None) -> dict:
    """A row of 对标; `number`: of a new one, the file's own."""
    return {
        "number": number or str(benchmark.pk),
        "follower": benchmark.follower.code,
        "follower_name": benchmark.follower.name,
        "followed": benchmark.followed.code,
        "followed_name": benchmark.followed.name,
        "starts_on": benchmark.starts_on,
        "ends_on": benchmark.ends_on,
        "exception_reason": benchmark.exception_reason or None,
        "approved_on": benchmark.approved_on,
    }


def item_values(number: str, item: BenchmarkItem) -> dict:
    """A row of 对标项目, of the benchmark called `number`."""
    return {"number": number, "item": item.item, **{key: getattr(item, key) or None for key in ITEM_TEXT}}


def rows(scope) -> list[tuple]:
    """(sheet, rows) of every benchmark within `scope` (None: all of them), as the import reads them."""
    return [(BENCHMARKS_SHEET, _benchmarks(scope)), (ITEMS_SHEET, _items(scope))]


def _benchmarks(scope) -> Iterator[list]:
    ordered = within(scope, Benchmark).with_people().order_by("follower__code", "starts_on", "pk")
    for benchmark in ordered.iterator(chunk_size=AT_ONCE):
        yield in_order(BENCHMARKS_SHEET, benchmark_values(benchmark))


def _items(scope) -> Iterator[list]:
    ordered = within(scope, BenchmarkItem).order_by("benchmark_id", "number")
    for item in ordered.iterator(chunk_size=AT_ONCE):
        yield in_order(ITEMS_SHEET, item_values(str(item.benchmark_id), item))
