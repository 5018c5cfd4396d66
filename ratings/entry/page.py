"""Where ratings are typed: a unit's entry for its branches, the university's for the base organisations (N01)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils.translation import gettext as _

from branches.models import Organisation
from core.choices import Role
from core.lists import PAGE
from core.phrases import bracketed
from core.workflow.bar import bar
from ratings.choices import Movement, State, Tier
from ratings.lifecycle import BASE_RATING, OPEN_STATES, RATING, rater
from ratings.models import Round
from ratings.queries import grid, rateable
from ratings.queries.grid.returned import SentBack, sent_back
from ratings.rules import spread

ROWS = "rows"  # of the lists on the page of a grid, the grid itself


@dataclass(frozen=True)
class EntryPage:
    """A round at the entry of `unit` (None: the university); `typing`: whether this person may rate here."""

    round: Round
    unit: Organisation | None
    typing: bool

    @property
    def grid_url(self):
        return self._url("grid")

    def page_url(self, number):
        """The page of the grid with that number."""
        return f"{self.grid_url}?page={number}" if number > 1 else self.grid_url

    @property
    def check_url(self):
        return self._url("check")

    def row_url(self, code):
        """Where the row of the organisation with `code` is saved."""
        return self._url("row", code)

    @cached_property
    def heir(self):
        """The organisation on whose grid is corrected what came back of a merged unit (R30); None: on this one."""
        return rateable.heir_of(self.unit)

    @property
    def heir_url(self):
        """The grid of `heir`."""
        return reverse("ratings:grid", args=[self.heir.code, self.round.code])

    def read(self):
        """The grid of this entry."""
        return grid.read(self.round, self.unit)

    def read_row(self, code):
        """Its row of the organisation with `code`, None when there is none."""
        return grid.read_row(self.round, self.unit, code)

    def crumbs(self, *further):
        """The way to this entry and `further` (label, url) pages of it."""
        place = (str(self.unit), self.unit.get_absolute_url()) if self.unit else None
        rounds = [(_("Rounds"), reverse("ratings:rounds")), (self.round.name, self.round.get_absolute_url())]
        trail = [*filter(None, [place]), *rounds, (_("Rate"), self.grid_url), *further]
        return [*trail[:-1], (trail[-1][0], None)]

    def _url(self, name, *codes):
        if self.unit is None:
            return reverse(f"ratings:base_{name}", args=[self.round.code, *codes])
        return reverse(f"ratings:{name}", args=[self.unit.code, self.round.code, *codes])


def workflow(entry, read):
    """The bar above the grid."""
    state = furthest_behind(read.counts.states)
    way = [state if state in OPEN_STATES else State.DRAFT, State.SUBMITTED, State.APPROVED]
    role = (RATING if entry.unit else BASE_RATING).next_role(state)
    return bar(way, state, _waits_for(entry, state) if role else "")


def furthest_behind(states):
    """The state that holds the round up: returned, draft, submitted, or everything approved."""
    order = (State.RETURNED, State.DRAFT, State.SUBMITTED)
    return next((state for state in order if states[state]), State.APPROVED)


def _waits_for(entry, state):
    unit = entry.heir or entry.unit
    by_unit = rater(unit) == Role.UNIT
    if state == State.SUBMITTED and by_unit:
        return _("the organisation department approves or returns")
    if state == State.SUBMITTED:
        return _("another person of the organisation department approves or returns")
    who = Role.UNIT.label + bracketed(unit.name) if by_unit else Role.DEPARTMENT.label
    if state == State.RETURNED:
        return _("%(rater)s corrects and submits again") % {"rater": who}
    if unit and entry.unit.closed_on:
        return ""  # nobody types what was never handed in by the day of the closing
    return _("%(rater)s types the ratings and submits them") % {"rater": who}


def page_of(read, query) -> Page:
    """The page of the rows of the grid `read` that is asked for: `?page=2` (unless another list's), else by the code of
    an organisation whose row stands there, `?row=0101`."""
    asked = query.get("page") if query.get("list", ROWS) == ROWS else None
    if asked is None and "row" in query:
        asked = read.rows_before(query["row"]) // PAGE + 1
    return Paginator(read.lines, PAGE).get_page(asked)


def page_to_check(read, query) -> Page:
    """The page of those of its rows that would be submitted."""
    return Paginator(read.editable_lines, PAGE).get_page(query.get("page"))


@dataclass(frozen=True)
class ReturnReason:
    """Why rows came back; `here`: the organisations of the page, `elsewhere`: how many stand on other pages, from the
    one with the code `first` on; `sent`: who sent those here back, and when."""

    text: str
    here: list[Organisation]
    sent: list[SentBack]
    elsewhere: int = 0
    first: str = ""


def reasons(read, rows) -> list[ReturnReason]:
    """Why rows of the grid `read` came back, in the order of those that are shown, `rows`; then those of others."""
    back = [row for row in rows if row.rating and row.rating.state == State.RETURNED]
    is_all = len(back) == read.counts.states[State.RETURNED]
    others = {} if is_all else {text: rest for text, *rest in read.reasons_beside(rows, PAGE)}
    here, by, sent = {}, {}, sent_back([row.rating for row in back])
    for row in back:
        here.setdefault(row.rating.reason, []).append(row.organisation)
        if row.rating.pk in sent:
            by.setdefault(row.rating.reason, {})[sent[row.rating.pk]] = None
    return [
        ReturnReason(text, here.get(text, []), list(by.get(text, ())), *others.get(text, ())) for text in here | others
    ]  # fmt: skip


@dataclass(frozen=True)
class NamedRows:
    """The first of them, and how many they are in all."""

    rows: Sequence
    count: int

    @property
    def more(self):
        """How many are not named."""
        return self.count - len(self.rows)


@dataclass(frozen=True)
class CheckSummary:
    """What submitting means: how many rows, movements against the last round, warnings, who is missing, and whose tier
    is another one than the score's band: without a reason it cannot be submitted, with one it is shown (R21)."""

    count: int
    movements: list
    warnings: list
    missing: NamedRows
    unexplained: NamedRows
    explained: NamedRows

    @property
    def obstacles(self):
        """What must be typed before anything can be submitted."""
        return self.missing.count + self.unexplained.count


def summary(read):
    """The summary of what would be submitted now; the warnings look at everyone the unit itself rated (R23)."""
    counts = read.counts
    named = [
        NamedRows(rows[:PAGE] if count else [], count)
        for rows, count in (
            (read.missing, counts.missing),
            (read.unexplained, counts.unexplained),
            (read.explained_lines, counts.explained),
        )
    ]
    warnings = [warning(found) for found in spread.findings(counts.judged)]
    return CheckSummary(counts.editable, worded(counts.movements), warnings, *named)


def counted(movements):
    """(label, count) of each kind of movement, rises first."""
    return worded(Counter(movements))


def worded(counts):
    """The same of movements that are `counts` already."""
    return [(kind.label, counts[kind]) for kind in Movement]


def warning(finding):
    """A finding about the spread in words (R23)."""
    values = {"part": finding.part, "whole": finding.whole, "tier": Tier.ADVANCED.label}
    values |= {"cap": spread.ADVANCED_PERCENT, "most": spread.most_advanced(finding.whole)}
    return {
        spread.FindingKind.ONE_TIER: _("All %(whole)d rated branches have the same tier (R23)."),
        spread.FindingKind.EQUAL_SCORES: _("All %(whole)d rated branches have the same score (R23)."),
        spread.FindingKind.MANY_ADVANCED: _(
            "%(part)d of %(whole)d rated branches are %(tier)s, above the cap of %(cap)d%% (%(most)d): check (R23)."
        ),
    }[finding.kind] % values
