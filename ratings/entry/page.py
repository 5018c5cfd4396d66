"""Where ratings are typed: a unit's entry for its branches, the university's for the base organisations (N01)."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse
from django.utils.translation import gettext as _

from branches.models import Organisation
from core.choices import Role
from core.workflow.bar import bar
from ratings.choices import Movement, State, Tier
from ratings.lifecycle import BASE_RATING, OPEN_STATES, RATING, rater
from ratings.models import Round
from ratings.queries import grid, rateable
from ratings.rules import spread


@dataclass(frozen=True)
class EntryPage:
    """A round at the entry of `unit` (None: the university); `typing`: whether this person may rate here."""

    round: Round
    unit: Organisation | None
    typing: bool

    @property
    def grid_url(self):
        return self._url("grid")

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
    state = furthest_behind(read.states)
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
    who = f"{Role.UNIT.label} ({unit.name})" if by_unit else Role.DEPARTMENT.label
    if state == State.RETURNED:
        return _("%(rater)s corrects and submits again") % {"rater": who}
    if unit and entry.unit.closed_on:
        return ""  # nobody types what was never handed in by the day of the closing
    return _("%(rater)s types the ratings and submits them") % {"rater": who}


@dataclass(frozen=True)
class CheckSummary:
    """What submitting means: movements against the last round, warnings, and who is missing."""

    rows: list
    movements: list
    warnings: list
    missing: list

    @property
    def disagreeing(self):
        """Rows whose tier is another one than the score's band: a warning, the tier wins."""
        return [row for row in self.rows if row.disagreement]


def summary(read):
    """The summary of what would be submitted now; the warnings look at everyone the unit itself rated (R23)."""
    rows = [row for row in read.lines if row.editable]
    rated = [(row.tier, row.rating.score) for row in read.rows if row.tier]
    movements = counted(row.movement for row in rows if row.movement)
    return CheckSummary(rows, movements, [warning(found) for found in spread.findings(rated)], read.missing)


def counted(movements):
    """(label, count) of each kind of movement, rises first."""
    counts = Counter(movements)
    return [(kind.label, counts[kind]) for kind in Movement]


def warning(finding):
    """A finding about the spread in words (R23)."""
    values = {"part": finding.part, "whole": finding.whole, "tier": Tier.ADVANCED.label}
    values["most"] = spread.most_advanced(finding.whole)
    return {
        spread.FindingKind.ONE_TIER: _("All %(whole)d rated branches have the same tier (R23)."),
        spread.FindingKind.EQUAL_SCORES: _("All %(whole)d rated branches have the same score (R23)."),
        spread.FindingKind.MANY_ADVANCED: _(
            "%(part)d of %(whole)d rated branches are %(tier)s; more than %(most)d call for a second look (R23)."
        ),
    }[finding.kind] % values
