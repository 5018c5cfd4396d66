"""What the grid shows: one row per organisation that `unit` rates in a round, and who is left apart (R13, R16).

Read in seven queries, nine where something is corrected for a closed unit (R30), however many rows. `unit` None is the
university, which rates the base organisations (N01).
"""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from branches.models import Organisation
from ratings.actions.entry import closed_because, may_enter
from ratings.choices import Movement, State, Tier
from ratings.lifecycle import OPEN_STATES
from ratings.models import Rating, Round, Standing
from ratings.queries import rateable
from ratings.rules.bands import disagrees, print_score


@dataclass(frozen=True)
class LastStanding:
    """What an organisation stood at before the round."""

    tier: Tier
    score: str


@dataclass(frozen=True)
class GridRow:
    """One line of the grid; `rating` None: nothing typed yet; `closed_unit`: the one that is corrected for (R30)."""

    organisation: Organisation
    rating: Rating | None
    last: LastStanding | None
    editable: bool
    closed_unit: Organisation | None = None

    @property
    def tier(self):
        """The tier of the row, None while there is none."""
        return Tier(self.rating.tier) if self.rating and self.rating.tier else None

    @property
    def score(self):
        """The score as it is printed (R19), empty without one."""
        return printed(self.rating.score) if self.rating else ""

    @property
    def movement(self):
        """The Movement against the last round; None without a tier."""
        return self.tier and Movement.between(self.last and self.last.tier, self.tier)

    @property
    def disagreement(self):
        """Whether score and tier disagree: a warning, the tier wins."""
        return bool(self.tier and self.rating.score is not None and disagrees(self.rating.score, self.tier))


@dataclass(frozen=True)
class Grid:
    """A round as `unit` sees it (None: the university); `inherited`: what came back of closed units and is corrected
    here (R30)."""

    round: Round
    unit: Organisation | None
    rows: list[GridRow]
    inherited: list[GridRow]
    apart: list[rateable.Apart]
    moved: list[Rating]

    @property
    def lines(self):
        """All rows, in their order on the page."""
        return [*self.rows, *self.inherited]

    @property
    def ratings(self):
        """The ratings of all rows, as they stand now (a queryset)."""
        return Rating.objects.filter(round=self.round, organisation__in=[row.organisation for row in self.lines])

    @property
    def missing(self):
        """Rows that can be typed and have no tier yet."""
        return [row for row in self.lines if row.editable and row.tier is None]

    @property
    def editable(self):
        return any(row.editable for row in self.lines)

    @property
    def states(self):
        """How many rows are in which state; a row without a rating counts as a draft."""
        return Counter(row.rating.state if row.rating else State.DRAFT for row in self.lines)

    @property
    def reasons(self):
        """Why rows came back: reason → organisations, in the order of the rows."""
        found = {}
        for row in self.lines:
            if row.rating and row.rating.state == State.RETURNED:
                found.setdefault(row.rating.reason, []).append(row.organisation)
        return found

    @property
    def due(self):
        """How long ratings can be typed, in words; empty without a closing day."""
        return due_words(self.round)

    @property
    def locked_because(self):
        """Why nothing can be typed, in a sentence; empty when something can, and of a closed unit."""
        if self.editable or not self.rows or (self.unit and self.unit.closed_on):
            return ""
        if any(row.rating is None or row.rating.state in OPEN_STATES for row in self.rows):
            return closed_because(self.round)
        return ""


def read(round_, unit=None) -> Grid:
    """The grid of `unit` in `round_`."""
    own = list(rateable.rateable(rateable.of(unit), round_).order_by("code"))
    left = list(rateable.inherited(unit, round_))
    others = [one for one in left if one not in own]
    rows = _rows(round_, unit, [*own, *others], left)
    apart, moved = rateable.apart(rateable.of(unit), round_), _moved(round_, unit)
    return Grid(round_, unit, rows[: len(own)], rows[len(own) :], apart, moved)


def read_row(round_, unit, code) -> GridRow | None:
    """The row of the organisation with `code` in the grid of `unit`; None when that neither rates nor inherited it."""
    left = list(rateable.inherited(unit, round_).filter(code=code))
    found = list(rateable.of(unit).filter(code=code)) or left
    return next(iter(_rows(round_, unit, found, left)), None)


def printed(score: Decimal | None) -> str:
    """A score as it is shown (R19), empty without one."""
    return "" if score is None else print_score(score)


def _rows(round_, unit, organisations, left):
    """A GridRow of each of `organisations`; `left`: what `unit` inherited, all that is typed at a closed one (R30)."""
    ratings, last = _ratings(round_, organisations), last_before(round_, organisations)
    others = {one.unit_path for one in left} - {unit and unit.path}
    closed = {one.path: one for one in Organisation.objects.units().filter(path__in=others)} if others else {}
    typable = set(left if unit and unit.closed_on else organisations)
    return [
        GridRow(
            one,
            ratings.get(one.pk),
            last.get(one.pk),
            one in typable and may_enter(round_, ratings.get(one.pk)),
            closed.get(one.unit_path),
        )
        for one in organisations
    ]


def _ratings(round_, organisations):
    rows = Rating.objects.filter(round=round_, organisation__in=organisations).order_by("pk")
    found = {}
    for row in rows.select_related("entered_by", "unit", "submitted_by", "approved_by"):
        row.round = round_
        found[row.organisation_id] = row
    return found


def last_before(round_, organisations) -> dict[int, LastStanding]:
    """What each of `organisations` (keys, rows or a queryset) stood at just before the round (R3), by key."""
    day = round_.reference_date
    rows = Standing.objects.filter(Q(until=None) | Q(until__gte=day), organisation__in=organisations, since__lt=day)
    rows = rows.filter(campaign=round_.campaign_id).order_by("pk")
    columns = rows.values_list("organisation", "tier", "rating__score")
    return {pk: LastStanding(Tier(tier), printed(score)) for pk, tier, score in columns}


def _moved(round_, unit):
    """Ratings that `unit` handed in for branches it no longer has (R14)."""
    if unit is None:
        return []
    rows = Rating.objects.unsettled().filter(round=round_, unit=unit, state__in=(State.SUBMITTED, State.APPROVED))
    gone = rows.exclude(organisation__path__startswith=unit.path).exclude(organisation=unit)
    return list(gone.select_related("organisation").order_by("organisation__code"))


def due_words(round_) -> str:
    """How long the round is still open, in words; empty without a closing day."""
    if round_.closes_on is None:
        return ""
    days = (round_.closes_on - timezone.localdate()).days
    if days < 0:
        return pgettext("round", "closed on %(day)s") % {"day": date_format(round_.closes_on)}
    if days == 0:
        return _("due today")
    words = ngettext("due on %(day)s, %(days)d day left", "due on %(day)s, %(days)d days left", days)
    return words % {"day": date_format(round_.closes_on), "days": days}
