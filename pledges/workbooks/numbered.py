"""What workbooks have in common whose rows are numbered by the system: a new row carries a number of the file's own
such as +1, which the other sheets refer to; rows without a key are matched by all their cells."""

from abc import ABC, abstractmethod
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass, field
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from core.workbooks.columns import Sheet
from core.workbooks.kinds import CHANGED, NEW, ImportPlan, PlanLine, changed_cells, new_cells
from core.workbooks.tables import Problem, SheetRow, Table

AT_ONCE = 2000
FOREIGN = _("Only the organisation department changes this: leave it empty or as it is.")


class RowPlace(NamedTuple):
    """A row of a sheet."""

    table: Table
    row: SheetRow

    def problem(self, key: str, message: str) -> Problem:
        """A Problem at the cell of `key`."""
        return self.table.problem(self.row, key, message)


Objections = Iterator[tuple[RowPlace, str, str]]  # where, at the cell of which column, why


def said(place: RowPlace, key: str, check, *args, **facts) -> Objections:
    """What a `check` that raises ValidationError objects to, at the cell of `key`."""
    try:
        check(*args, **facts)
    except ValidationError as refused:
        for message in refused.messages:
            yield place, key, message


def said_by_field(cells: Mapping[str, tuple[RowPlace, str]], check, *args, **facts) -> Objections:
    """What a `check` objects to field by field, at the cell where each stands; "": where the others stand."""
    try:
        check(*args, **facts)
    except ValidationError as refused:
        for field, messages in _by_field(refused):
            for message in messages:
                yield *(cells.get(field) or cells[""]), message


def _by_field(refused):
    return refused.message_dict.items() if hasattr(refused, "error_dict") else [("", refused.messages)]


def changes(sheet: Sheet, old: Mapping, values: Mapping, keys) -> list[str]:
    """Those of `keys` that a row gives another value than the `old` one; an empty cell leaves it as it is."""
    given = [key for key in keys if values.get(key) is not None]
    return [key for key in given if not sheet.by_key[key].same(old.get(key), values[key])]


def signature(sheet: Sheet, values: Mapping) -> tuple:
    """What a row says in all its cells, as they would be written."""
    return tuple(column.show(values.get(column.key)) for column in sheet.columns)


def in_order(sheet: Sheet, values: Mapping) -> list:
    """`values` in the order of the columns."""
    return [values[column.key] for column in sheet.columns]


def numbers_in(tables: Mapping[str, Table]) -> set[str]:
    """Every number that the sheets name."""
    return {row.values.get("number") for table in tables.values() for row in table.rows}


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


def line_of(place: RowPlace, label: str, old: Mapping | None, values: Mapping, changed=()) -> tuple[str, PlanLine]:
    """(title of the sheet, PlanLine) of what a row does: new without `old` values, else the `changed` keys."""
    sheet = place.table.sheet
    new = values if old is None else {key: values[key] for key in changed}
    cells = new_cells(sheet, new) if old is None else changed_cells(sheet, old, new)
    action = NEW if old is None else CHANGED
    return sheet.title_zh, PlanLine(action, place.table.title, place.row.number, label, cells)


def judge(plan: ImportPlan, book: NumberedBook, setting, errors: Callable, doubts: Callable) -> None:
    """Put into `plan` what is wrong with the rows of `book`: its own errors, those of `errors`, and what pages refuse
    (`doubts`), of which the department is only warned."""
    plan.errors += book.errors
    plan.unchanged += book.unchanged
    for entry in book.judged:
        plan.errors += problems(errors(entry, setting))
        if entry.is_clear:
            found = plan.warnings if setting.by_department else plan.errors
            found += problems(doubts(entry, setting))


def draw(plan: ImportPlan, sheets, lines) -> None:
    """Put `lines` of `line_of` into `plan` in the order of the sheets and their rows; those without cells change
    nothing."""
    by_sheet = {sheet.title_zh: [] for sheet in sheets}
    for title, line in lines:
        by_sheet[title].append(line)
    found = [line for some in by_sheet.values() for line in sorted(some, key=lambda line: line.row)]
    plan.lines = [line for line in found if line.cells]
    plan.unchanged += len(found) - len(plan.lines)


def problems(objections: Objections) -> list[Problem]:
    """Problems of what is objected to."""
    return [place.problem(key, sentence) for place, key, sentence in objections]
