"""Reading a workbook of benchmarks: to which benchmark each row belongs. What is not named rightly is an error at its
cell."""

from copy import copy
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from branches.workbooks.directory import misnamed
from core.workbooks.numbered.book import NumberedBook, NumberedEntry
from core.workbooks.numbered.cells import changes
from core.workbooks.numbered.places import RowPlace
from pledges.choices import ExceptionState
from pledges.models import Benchmark, BenchmarkItem
from pledges.workbooks.benchmarks.known import KnownBenchmarks
from pledges.workbooks.benchmarks.rows import ITEM_TEXT, benchmark_values, item_values
from pledges.workbooks.benchmarks.sheets import BENCHMARKS, BENCHMARKS_SHEET, DECIDED, ITEMS, ITEMS_SHEET

TEXT = ("starts_on", "ends_on")
WHO = {"follower", "follower_name", "followed", "followed_name"}


@dataclass
class ItemEntry:
    """An item as the file leaves it; `before`: as it is stored; `place` None: the file does not name it."""

    item: BenchmarkItem
    before: BenchmarkItem | None = None
    place: RowPlace | None = None
    changed: set[str] = field(default_factory=set)

    @property
    def is_written(self):
        """Whether there is something to write."""
        return self.place is not None and (self.before is None or bool(self.changed))


@dataclass
class BenchmarkEntry(NumberedEntry):
    """A benchmark as the file leaves it (`row`), with its `items` by what they are called."""

    items: dict[str, ItemEntry] = field(default_factory=dict)

    @property
    def is_clear(self):
        """Whether it is known who follows whom."""
        return not self.unclear & WHO

    @property
    def is_written(self):
        """Whether there is something to write."""
        return self.is_judged or any(one.is_written for one in self.items.values())

    def fill(self, by_department: bool):
        """Take over what its row of 对标 says; a day of approval approves the exception (R35)."""
        benchmark = self.row
        old = benchmark_values(self.before) if self.before else {}
        self.take(BENCHMARKS_SHEET, old, TEXT, DECIDED, by_department=by_department)
        if "approved_on" in self.changed:
            benchmark.state = ExceptionState.APPROVED
        elif "exception_reason" in self.changed and benchmark.state == ExceptionState.NONE:
            benchmark.state = ExceptionState.ASKED

    def fill_item(self, place: RowPlace):
        """Take over a row of 对标项目."""
        values = place.row.values
        number = 1 + max((one.item.number for one in self.items.values()), default=0)
        new = BenchmarkItem(benchmark=self.row, number=number, item=values["item"])
        entry = self.items.setdefault(values["item"], ItemEntry(new))
        entry.place = place
        old = item_values(self.number, entry.before) if entry.before else {}
        for key in changes(ITEMS_SHEET, old, values, ITEM_TEXT):
            setattr(entry.item, key, values[key])
            entry.changed.add(key)


class BenchmarkBook(NumberedBook):
    """The BenchmarkEntries of a workbook."""

    twice = gettext_lazy("The benchmark %(number)s already stands in row %(row)s.")
    unknown = gettext_lazy("There is no benchmark %(number)s. A new one carries a number of the file’s own such as +1.")

    def __init__(self, tables, known: KnownBenchmarks):
        super().__init__(known.benchmarks)
        self.known = known
        self.take({BENCHMARKS: self._benchmark, ITEMS: self._item}, tables)

    def begin(self, number, place):
        entry = BenchmarkEntry.begun(Benchmark, number, place, self.stored.get(number))
        for one in self.known.items.get(number, ()):
            item = copy(one)
            item.benchmark = entry.row
            entry.items[one.item] = ItemEntry(item, one)
        return entry

    def _benchmark(self, place):
        entry, values = self.own(place), place.row.values
        wrong = list(self._objections(entry, values))
        for key, sentence in wrong:
            self.refuse(place, key, sentence)
        entry.unclear = place.row.faulty | {key for key, _sentence in wrong}
        if entry.before is None and entry.is_clear:
            entry.row.follower = self.known.organisations[values["follower"]]
            entry.row.followed = self.known.organisations[values["followed"]]
        entry.fill(self.known.by_department)

    def _item(self, place):
        entry, item = self.of(place), place.row.values.get("item")
        if entry is None or item is None:
            return
        twin = entry.items.get(item)
        if twin and twin.place:
            sentence = _("The item “%(item)s” of this benchmark already stands in row %(row)s.")
            self.refuse(place, "item", sentence, item=item, row=twin.place.row.number)
        else:
            entry.fill_item(place)

    def _objections(self, entry, values):
        """(column, sentence) of what names the wrong branches."""
        for key in ("follower", "followed"):
            yield from misnamed(self.known.directory, key, values)
        if values.get("followed") and values.get("followed") == values.get("follower"):
            yield "followed", _("A branch cannot follow itself.")
        if entry.before:
            yield from self._belonging(entry.before, values)

    def _belonging(self, stored, values):
        """Who follows whom stays as it is."""
        old = benchmark_values(stored)
        for key in ("follower", "followed"):
            value = values.get(key)
            if value and value != old[key]:
                words = {"row": stored, "one": old["follower_name"], "other": old["followed_name"]}
                yield key, _("%(row)s is one of %(one)s and %(other)s: that does not change.") % words
