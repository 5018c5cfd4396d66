"""What the grid shows: one row per organisation that `unit` rates in a round, and who is left apart (R13, R16).

The rows are read a part at a time, what is told of all of them is counted. `unit` None is the university, which rates
the base organisations (N01).
"""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property, partial

from django.db.models import Count, Min, Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from branches.models import Organisation
from core.lists import ReadRows
from ratings.actions.entry import closed_because
from ratings.choices import State
from ratings.lifecycle import OPEN_STATES
from ratings.models import Rating, Round
from ratings.queries import rateable
from ratings.queries.grid.counts import EXPLAINED, UNEXPLAINED, GridCounts, counted
from ratings.queries.grid.rows import GridRow, judged, placed, rows_of


@dataclass(frozen=True)
class Grid:
    """A round as `unit` sees it (None: the university); `left`: whose ratings came back of closed units and are
    corrected here (R30)."""

    round: Round
    unit: Organisation | None
    left: QuerySet[Organisation]

    @cached_property
    def counts(self) -> GridCounts:
        """All of it, counted: one query."""
        return counted(self._placed, self.round)

    @property
    def lines(self) -> ReadRows:
        """All rows, in their order: its own, then what it inherited."""
        return self._read(self._placed, self.counts.rows)

    @property
    def editable_lines(self) -> ReadRows:
        """Those of them that can be typed."""
        return self._read(self._editable, self.counts.editable)

    @property
    def explained_lines(self) -> ReadRows:
        """Those that can be typed and whose score and tier disagree for a reason (R21)."""
        return self._read(self._editable.filter(EXPLAINED), self.counts.explained)

    @property
    def missing(self) -> QuerySet[Organisation]:
        """Whose rows can be typed and have no tier yet."""
        return self._editable.filter(tier=None)

    @property
    def unexplained(self) -> QuerySet[Organisation]:
        """Whose score and tier in a row that can be typed disagree without a reason (R21)."""
        return self._editable.filter(UNEXPLAINED)

    @property
    def ratings(self) -> QuerySet[Rating]:
        """The ratings of all rows, as they stand now."""
        return Rating.objects.filter(round=self.round, organisation__in=self._placed.order_by().values("pk"))

    @property
    def apart(self) -> ReadRows:
        """Who is not rated here, each an Apart with the reason."""
        return rateable.apart(rateable.of(self.unit), self.round)

    @property
    def moved(self) -> QuerySet[Rating]:
        """Ratings that `unit` handed in for branches it no longer has (R14)."""
        if self.unit is None:
            return Rating.objects.none()
        handed_in = (State.SUBMITTED, State.APPROVED)
        rows = Rating.objects.unsettled().filter(round=self.round, unit=self.unit, state__in=handed_in)
        gone = rows.exclude(organisation__path__startswith=self.unit.path).exclude(organisation=self.unit)
        return gone.select_related("organisation").order_by("organisation__code")

    @property
    def editable(self) -> bool:
        """Whether anything can be typed."""
        return self.counts.editable > 0

    @property
    def due(self) -> str:
        """How long ratings can be typed, in words; empty without a closing day."""
        return due_words(self.round)

    @property
    def locked_because(self) -> str:
        """Why nothing can be typed, in a sentence; empty when something can, and of a closed unit."""
        if self.editable or (self.unit and self.unit.closed_on):
            return ""
        is_left = any(self.counts.own_states[state] for state in OPEN_STATES)
        return closed_because(self.round) if is_left else ""

    def lines_of(self, codes: Collection[str]) -> list[GridRow]:
        """The rows of the organisations with these `codes`, in their order."""
        return rows_of(self.round, list(self._placed.filter(code__in=codes)))

    def rows_before(self, code: str) -> int:
        """How many rows stand before that of the organisation with `code`; 0 when it has none."""
        found = self._placed.filter(code=code).values_list("place", "code").first()
        if found is None:
            return 0
        place, code = found
        return self._placed.filter(Q(place__lt=place) | Q(place=place, code__lt=code)).order_by().count()

    def reasons_beside(self, rows: Collection[GridRow], most: int) -> list[tuple[str, int, str]]:
        """(reason, count, code of the first) of what came back outside `rows`, for at most so many reasons."""
        shown = [row.organisation.pk for row in rows]
        back = self._placed.filter(state=State.RETURNED).exclude(pk__in=shown).order_by()
        found = back.values_list("rated__reason").annotate(count=Count("pk"), first=Min("code"))
        return list(found.order_by("first")[:most])

    @cached_property
    def _placed(self):
        return placed(self.round, self.unit, self.left)

    @property
    def _editable(self):
        return self._placed.filter(editable=True)

    def _read(self, organisations, count):
        return ReadRows(organisations, partial(rows_of, self.round), count=count)


def read(round_, unit=None) -> Grid:
    """The grid of `unit` in `round_`."""
    return Grid(round_, unit, rateable.inherited(unit, round_))


def read_row(round_, unit, code) -> GridRow | None:
    """The row of the organisation with `code` in the grid of `unit`; None when that neither rates nor inherited it."""
    left = rateable.inherited(unit, round_)
    for among in (rateable.of(unit), left):
        if found := list(judged(among.filter(code=code), round_, unit, left)):
            return rows_of(round_, found)[0]
    return None


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
