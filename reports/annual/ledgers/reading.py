"""How the list of a page becomes a ledger of a year, a part at a time (R34)."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import chain
from typing import Any, NamedTuple

from django.utils import timezone

from branches.ledgers.list import DayLedger
from core.lists import in_parts
from core.scope import Scope
from core.workbooks.official import OfficialForm
from ratings.query import BoardQuery
from reports.queries.annual.facts import words
from reports.queries.annual.facts.members import members
from reports.queries.annual.query import AnnualQuery

MARKS = {"now": "本年", "ago": "上年"}


@dataclass(frozen=True)
class LedgerKind:
    """A ledger of the year called `title`: the list that a page `shows`, what `meaning` it has in a sentence with its
    rules; of its rows `key` tells one from another and `over` on which day it ended (None: it goes on), so that it
    belongs to every year its days touch. `owner`: the organisation (primary key) in whose part a row stands; without it
    the list itself knows.
    """

    title: str
    shows: type[DayLedger]
    meaning: str
    key: Callable[[Any], object]
    over: Callable[[Any], date | None]
    owner: Callable[[Any], int] | None = None

    def touches(self, row, first: date) -> bool:
        """Whether it still went on in the year that begins on `first`."""
        over = self.over(row)
        return over is None or over > first


@dataclass(frozen=True)
class ReportRequest:
    """What a list asks of a request, for a report that no page asks for: everything is in sight, nothing is chosen."""

    scope: Scope
    GET: Mapping[str, str] = field(default_factory=dict)


class FilledLine(NamedTuple):
    """A line of a list: what it is read from, its values in the form, whether it belongs to the year (`now`) and
    whether it belonged to the year before (`ago`)."""

    record: Any
    values: list
    now: bool
    ago: bool

    @property
    def marks(self) -> tuple[str, str]:
        """Both in the words of the facts."""
        return words.yes(self.now), words.yes(self.ago)


class LedgerReading:
    """The ledger `kind` on the day of `query`."""

    def __init__(self, kind: LedgerKind, query: AnnualQuery):
        self.kind, self.query = kind, query

    @property
    def form(self) -> OfficialForm:
        """The form it fills in."""
        return self._list.form(self.kind.title)

    @property
    def names(self) -> list[str]:
        """The names of its columns."""
        return [column.name for column in self._list.written]

    @cached_property
    def ago(self) -> set:
        """The keys of those that stood in it a year before."""
        first, parts = date(self.query.year - 1, 1, 1), in_parts(self._rows(self.query.year_ago))
        return {self.kind.key(row) for part in parts for row in part if self.kind.touches(row, first)}

    def lines(self) -> Iterator[FilledLine]:
        """Those of this year and of the year before, in the order of the list."""
        return chain.from_iterable(map(self._filled, in_parts(self._rows(self.query.on))))

    def _filled(self, part):
        marked = [(row, self.kind.touches(row, self.query.first), self.kind.key(row) in self.ago) for row in part]
        kept = [one for one in marked if one[1] or one[2]]
        filled = self._list.filled(self._list.lines([row for row, _now, _ago in kept]))
        for (record, values), (_row, now, ago) in zip(filled, kept, strict=True):
            yield FilledLine(record, values, now, ago)

    def _rows(self, on):
        rows = self.kind.shows.rows_of(self.query.scope, self._asked(on), members(self.query, on))
        if self.query.unit and self.kind.owner:
            own = set(members(self.query, on).order_by().values_list("pk", flat=True))
            rows = [row for row in rows if self.kind.owner(row) in own]
        return rows

    @cached_property
    def _list(self):
        """The list of the page, without rows: what fills a part of them in."""
        return self.kind.shows([], ReportRequest(self.query.scope), self._asked(self.query.on))

    def _asked(self, on):
        campaign = self.query.campaign
        return BoardQuery(on=on, today=timezone.localdate(), problems=[], campaigns=[campaign], campaign=campaign)
