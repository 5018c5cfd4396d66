"""What a workbook of benchmarks would change, row by row, and everything that speaks against it."""

from django.utils import timezone

from core.workbooks.numbered.cells import numbers_in
from core.workbooks.numbered.plan import draw, judge, line_of
from pledges.actions.benchmarks.ledger import BenchmarkRecord
from pledges.queries.benchmarks.followings import Followings
from pledges.workbooks.benchmarks.book import BenchmarkBook, BenchmarkEntry
from pledges.workbooks.benchmarks.errors import BenchmarkSetting, doubts, errors, follower_of
from pledges.workbooks.benchmarks.known import KnownBenchmarks
from pledges.workbooks.benchmarks.rows import benchmark_values, item_values
from pledges.workbooks.benchmarks.sheets import SHEETS
from ratings.queries.board import campaigns, chosen


def plan(tables, plan, *, scope, by):
    """Fill `plan` with what `tables` would do."""
    known = KnownBenchmarks(scope, numbers_in(tables))
    book = BenchmarkBook(tables, known)
    today = timezone.localdate()
    setting = BenchmarkSetting(today, known, book.dated_by(follower_of), _following(book, today))
    judge(plan, book, setting, errors, doubts)
    if not plan.errors:
        draw(plan, SHEETS, (line for entry in book.entries.values() for line in _lines(entry)))
        plan.work = [_record(entry, by) for entry in book.entries.values() if entry.is_written]


def _following(book, today):
    rows = [one for _number, one in book.as_they_would_be()]
    rows += [entry.row for entry in book.nameless if entry.is_clear]
    return Followings(chosen(campaigns(), today), rows)


def _lines(entry: BenchmarkEntry):
    number, label = entry.number, f"{entry.number} {entry.row.follower.name}"
    if entry.place:
        old = benchmark_values(entry.before) if entry.before else None
        yield line_of(entry.place, label, old, benchmark_values(entry.row, number), entry.changed)
    for one in entry.items.values():
        if one.place:
            old = item_values(number, one.before) if one.before else None
            yield line_of(one.place, label, old, item_values(number, one.item), one.changed)


def _record(entry: BenchmarkEntry, by) -> BenchmarkRecord:
    if entry.before is None:
        entry.row.chosen_by = by
    if "approved_on" in entry.changed:
        entry.row.approved_by = by
    items = [(one.item, one.before) for one in entry.items.values() if one.is_written]
    read = [one.before.pk for one in entry.items.values() if one.before]
    return BenchmarkRecord(entry.row, entry.before, items, read)
