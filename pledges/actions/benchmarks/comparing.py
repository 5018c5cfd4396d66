"""The items in which a branch compares itself with whom it follows are written: one list for everything (N07)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import CharField, F, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from core import history
from core.choices import EventKind
from core.log.acts import logged
from pledges.actions.benchmarks import checks
from pledges.actions.benchmarks.common import tell
from pledges.models import Benchmark, BenchmarkItem

ITEM_FIELDS = ("item", "level", "own_level", "gap", "measure", "person", "due_on", "result")


@dataclass(frozen=True)
class ItemText:
    """One item as values; `number`: which row it is, None for a new one."""

    item: str
    number: int | None = None
    level: str = ""
    own_level: str = ""
    gap: str = ""
    measure: str = ""
    person: str = ""
    due_on: date | None = None
    result: str = ""


@logged("write_items", EventKind.WRITE)
def write_items(*, benchmark: Benchmark, items: Sequence[ItemText], by) -> None:
    """Make the items of `benchmark` those `items`: a row keeps its number, new ones get the next, what is not among
    them goes.

    Raises: ValidationError when it has ended, for more than thirty, for one that stands there twice, for one with a
    result that goes, for a new due day before the benchmark began.
    """
    hold_unended(benchmark)
    tell(benchmark)
    checks.check_items(items)
    rows = {row.number: row for row in benchmark.items.all()}
    last = max(rows, default=0)
    kept = {one.number for one in items}
    for number in rows.keys() - kept:
        _take_out(rows[number], by=by)
    _free_names(benchmark, rows, items)
    for one in items:
        row = rows.pop(one.number, None)
        if row is None:
            last += 1
            row = BenchmarkItem(benchmark=benchmark, number=last)
        _put(row, one, by=by)


def hold_unended(benchmark: Benchmark) -> None:
    """Until the transaction ends nobody else ends `benchmark`, which is read anew, or writes its items. Raises:
    ValidationError when it has ended."""
    benchmark.refresh_from_db(from_queryset=Benchmark.objects.select_for_update())
    checks.check_unended(benchmark, timezone.localdate())


def _take_out(row, *, by):
    checks.check_removal(row)
    history.remove(row, by=by)


def _free_names(benchmark, rows, items):
    """Two rows may change names with each other: meanwhile the database sees none twice."""
    renamed = [rows[one.number].pk for one in items if one.number in rows and rows[one.number].item != one.item]
    mark = Concat(Value("#"), Cast(F("pk"), CharField()))
    benchmark.items.filter(pk__in=renamed).update(item=mark)


def _put(row, text, *, by):
    values = {name: getattr(text, name) for name in ITEM_FIELDS}
    if row.due_on != text.due_on:
        checks.check_due(text.due_on, row.benchmark)
    if row.pk is None or any(getattr(row, name) != value for name, value in values.items()):
        for name, value in values.items():
            setattr(row, name, value)
        row.full_clean(exclude=["benchmark"])
        history.save(row, by=by)
