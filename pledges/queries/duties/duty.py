"""A duty of an organisation, and how many there are of a kind."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from branches.models import Organisation
from pledges.choices import DutyKind, DutyState, ExceptionState, kind_label
from pledges.models import Benchmark, Meeting, Plan, Reminder, Twinning
from pledges.rules.duties import year_of

Paper = Plan | Benchmark | Twinning | Meeting


@dataclass(frozen=True)
class Duty:
    """What `organisation` owes since the day `begun`, `due` by a day; of a review meeting that is the next one's.

    `paper`: what fulfils it, else what is in writing for it and fulfils nothing yet (a draft, a proposal, an exception
    that was asked for), with the state and the names of the day; None without either. `reminder`: the last one of an
    open duty, None when nobody was reminded.
    """

    organisation: Organisation
    kind: DutyKind
    begun: date
    due: date
    state: DutyState
    paper: Paper | None = None
    reminder: Reminder | None = None

    count = 1  # how many it stands for, beside those that are told of many at once

    @property
    def is_open(self) -> bool:
        """Whether it is not fulfilled."""
        return self.state != DutyState.FULFILLED

    @property
    def is_late(self) -> bool:
        """Whether it is not fulfilled and its due day has passed."""
        return self.state == DutyState.LATE

    def is_reminded_on(self, day: date) -> bool:
        """Whether somebody was reminded of it on `day`: the same is not said twice a day."""
        return self.reminder is not None and self.reminder.on >= day

    @property
    def label(self) -> str:
        """What is owed in words, of a unit's plan with the year it is for."""
        return _label(self.kind, self.begun)

    @property
    def told(self) -> str:
        """What fulfils it or is in writing for it, in words; "" without anything."""
        if isinstance(self.paper, Benchmark):
            return _followed(self.paper, fulfils=not self.is_open)
        return _told(self.paper) if self.paper else ""


def _label(kind, begun):
    return kind_label(kind, year_of(kind, begun)) if kind == DutyKind.UNIT else str(kind.label)


def _told(paper):
    if isinstance(paper, Plan):
        what = paper.kind_label
    elif isinstance(paper, Meeting):
        what = date_format(paper.held_on)
    else:
        what = paper.helper_called
    return f"{what} · {paper.get_state_display()}"


def _followed(benchmark, *, fulfils):
    """Whom one follows, and where the exception stands that it needs; what counts needs none but an approved one."""
    if benchmark.state == ExceptionState.NONE or (fulfils and benchmark.state != ExceptionState.APPROVED):
        return benchmark.followed.name
    facts = {"name": benchmark.followed.name, "state": benchmark.get_state_display()}
    return _("%(name)s · exception: %(state)s") % facts


class Owed(NamedTuple):
    """A duty of the organisation with this `code`, of which nothing else was read; since when it is owed and by when
    due: None of what is fulfilled."""

    kind: DutyKind
    state: DutyState
    begun: date | None
    due: date | None
    code: str

    @property
    def label(self) -> str:
        """What is owed in words, as a Duty says it."""
        return _label(self.kind, self.begun)


class OwedAlike(NamedTuple):
    """`count` organisations of a unit (its path, "" where units are not told apart) that owe the same since the same
    day, or have fulfilled it (None: since no day); `codes`: theirs, a comma between them, "" where nobody asked."""

    kind: DutyKind
    state: DutyState
    begun: date | None
    due: date | None
    unit: str
    count: int
    codes: str = ""

    @classmethod
    def of(cls, kind: DutyKind, judged: tuple[date, date, DutyState], unit: str, count: int, codes: str) -> "OwedAlike":
        """Of (since when, by when, how it stands)."""
        begun, due, state = judged
        days = (None, None) if state == DutyState.FULFILLED else (begun, due)
        return cls(kind, state, *days, unit, count, codes)

    @property
    def is_open(self) -> bool:
        """Whether it is not fulfilled."""
        return self.state != DutyState.FULFILLED

    def each(self) -> Iterator[Owed]:
        """That of each of them."""
        return (Owed(self.kind, self.state, self.begun, self.due, code) for code in self.codes.split(","))


@dataclass(frozen=True)
class DutyCount:
    """How many have a duty of `kind`: `fulfilled` of `expected` have seen to it, `late` ones are past the day it was
    due by, `in_review` wait for a decision."""

    kind: DutyKind
    fulfilled: int
    expected: int
    late: int
    in_review: int = 0
