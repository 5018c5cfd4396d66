"""What the numbers of a workbook stand for, as the file leaves it."""

from abc import ABC, abstractmethod
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass, field

from django.db.models import Model

from core.workbooks.columns import Sheet
from core.workbooks.numbered.cells import changes, signature
from core.workbooks.numbered.places import RowPlace
from core.workbooks.tables import Problem, Table


@dataclass
class NumberedEntry:
    """What a number stands for, as the file leaves it (`row`); `before`: as it is stored, None for a new one.

    `anchor`: the first row that names it; `place`: its row of the first sheet; `changed`: the keys that become others;
    `unclear`: keys of its cells there that say nothing to go by; `foreign`: cells that only the department fills in.
    """

    number: str | None
    row: Model
    anchor: RowPlace
    before: Model | None = None
    place: RowPlace | None = None
    changed: set[str] = field(default_factory=set)
    unclear: set[str] = field(default_factory=set)
    foreign: list[tuple[RowPlace, str]] = field(default_factory=list)

    @classmethod
    def begun(cls, model: type[Model], number: str | None, anchor: RowPlace, stored: Model | None):
        """The entry of `stored`, or of a new row of `model`, nothing of the file taken over yet."""
        return cls(number, copy(stored) if stored else model(), anchor, stored)

    @property
    def is_judged(self):
        """Whether its row of the first sheet is new or makes it another; what is as it is stands."""
        return self.place is not None and (self.before is None or bool(self.changed))

    def cell(self, key: str) -> tuple[RowPlace, str]:
        """Where `key` stands in the file; its number when the file does not say it."""
        return (self.place, key) if self.place else (self.anchor, "number")

    def take(self, sheet: Sheet, old: Mapping, keys, decided, *, by_department: bool) -> None:
        """Take over the cells of `keys`, and of `decided`, which are foreign to others than the department."""
        values = self.place.row.values
        for key in changes(sheet, old, values, (*keys, *decided)):
            if key in decided and not by_department:
                self.foreign.append((self.place, key))
            else:
                setattr(self.row, key, values[key])
                self.changed.add(key)


class NumberedBook(ABC):
    """The `entries` of a workbook by number and those without one (`nameless`); `errors`: Problems of rows that belong
    nowhere; `unchanged`: how many rows without a key are stored already.

    Subclasses say in `twice` and `unknown` what is wrong with a number, and `begin` an entry.
    """

    twice = unknown = ""

    def __init__(self, stored: Mapping):
        """`stored`: what there is, by number."""
        self.stored = stored
        self.entries, self.nameless = {}, []
        self.errors: list[Problem] = []
        self.unchanged = 0

    @property
    def judged(self) -> list:
        """Every entry, those without a number too."""
        return [*self.entries.values(), *self.nameless]

    def take(self, takers: Mapping[str, Callable], tables: Mapping[str, Table]) -> None:
        """Hand each row to the taker of its sheet, sheet by sheet."""
        for title, take in takers.items():
            for row in tables[title].rows:
                take(RowPlace(tables[title], row))

    @abstractmethod
    def begin(self, number: str | None, place: RowPlace):
        """A new entry called `number`, which `place` names first."""

    def own(self, place: RowPlace):
        """The entry of a row of the first sheet, begun; it is nameless when its number says nothing, or what stands
        further up."""
        number = self._own_number(place)
        entry = self._begun(number, place)
        entry.place = place
        return entry

    def of(self, place: RowPlace):
        """The entry a row of another sheet belongs to; None when it names none."""
        number = place.row.values.get("number")
        if number in self.entries:
            return self.entries[number]
        if number in self.stored:
            return self._begun(number, place)
        if number:
            self._refuse_unknown(place, number)
        return None

    def as_they_would_be(self) -> Iterator[tuple]:
        """(number, row) of everything once the workbook has come in."""
        yield from ((number, one) for number, one in self.stored.items() if number not in self.entries)
        yield from ((number, entry.row) for number, entry in self.entries.items() if entry.is_clear)

    def dated_by(self, pair_of: Callable) -> dict[tuple, list[tuple]]:
        """Those that have a start, by what `pair_of` says of them."""
        found = defaultdict(list)
        for number, one in self.as_they_would_be():
            if one.starts_on:
                found[pair_of(one)].append((number, one))
        return found

    def refuse(self, place: RowPlace, key: str, sentence: str, **words) -> None:
        """An error at the cell of `key`."""
        self.errors.append(place.problem(key, sentence % words))

    def is_stored(self, sheet: Sheet, values: Mapping, stored: Counter) -> bool:
        """Whether such a row is among those `stored` that no row of the file stood for yet; it does from now on."""
        signed = signature(sheet, values)
        found = stored[signed] > 0
        if found:
            stored[signed] -= 1
            self.unchanged += 1
        return found

    def _begun(self, number, place):
        entry = self.begin(number, place)
        if number:
            self.entries[number] = entry
        else:
            self.nameless.append(entry)
        return entry

    def _own_number(self, place):
        number = place.row.values.get("number")
        if number in self.entries:
            self.refuse(place, "number", self.twice, number=number, row=self.entries[number].anchor.row.number)
            return None
        if number and not number.startswith("+") and number not in self.stored:
            self._refuse_unknown(place, number)
            return None
        return number

    def _refuse_unknown(self, place, number):
        self.refuse(place, "number", self.unknown, number=number)
