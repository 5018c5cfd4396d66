"""A duty of an organisation, and how many there are of a kind."""

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
        if self.kind == DutyKind.UNIT:
            return kind_label(self.kind, year_of(self.kind, self.begun))
        return str(self.kind.label)

    @property
    def told(self) -> str:
        """What fulfils it or is in writing for it, in words; "" without anything."""
        if isinstance(self.paper, Benchmark):
            return _followed(self.paper, fulfils=not self.is_open)
        return _told(self.paper) if self.paper else ""


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


class OwedAlike(NamedTuple):
    """`count` organisations of a unit (its path, "" where units are not told apart) whose duty of `kind` is due by the
    same day and stands alike."""

    kind: DutyKind
    state: DutyState
    due: date
    unit: str
    count: int


@dataclass(frozen=True)
class DutyCount:
    """How many have a duty of `kind`: `fulfilled` of `expected` have seen to it, `late` ones are past the day it was
    due by, `in_review` wait for a decision."""

    kind: DutyKind
    fulfilled: int
    expected: int
    late: int
    in_review: int = 0
