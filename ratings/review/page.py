"""The page on which the department decides what was submitted in a round: whole, or of one unit."""

from dataclasses import dataclass

from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.http import urlencode

from branches.models import Organisation
from core.scope import Scope
from core.web.links import number_url
from ratings.choices import State
from ratings.lifecycle import RATING
from ratings.models import Campaign, Rating, Round
from ratings.queries import board as boards
from ratings.queries.foreseen.rising import waiting_rises
from ratings.review import queue
from ratings.rules.progress import TargetRule

KEPT = ("unit", "row")  # what the page's address says: one unit's rows, and which are ticked


@dataclass(frozen=True)
class GapLine:
    """A target's gap in branches, its page, and how many that wait here would count once approved."""

    target: TargetRule
    gap: int
    url: str
    waiting: int


@dataclass(frozen=True)
class ReviewSection:
    """What one unit submitted, and the gaps it would fill."""

    group: queue.ReviewGroup
    gaps: list[GapLine]


class ReviewPage:
    """What waits in `round_` for the user of `scope`; `query`: the parameters `unit=` (a code) and `row=` (ticked).

    Raises: Http404 for a unit that the user does not see.
    """

    def __init__(self, scope: Scope, round_: Round, query):
        self._scope, self.round, self._query = scope, round_, query
        self.ticked = frozenset(query.getlist("row"))
        self.verbs = RATING.open_to(State.SUBMITTED, scope.roles)

    @cached_property
    def unit(self) -> Organisation | None:
        """The unit whose rows alone are shown."""
        if "unit" not in self._query:
            return None
        found = self._scope.of(Organisation).units().filter(code=self._query["unit"]).first()
        if found is None:
            raise Http404
        return found

    @property
    def unit_query(self) -> str:
        """What addresses say so that it stays this unit's."""
        return f"?{urlencode({'unit': self.unit.code})}" if self.unit else ""

    @cached_property
    def sheet(self) -> queue.ReviewSheet:
        rows = queue.waiting(self._scope.of(Rating).filter(round=self.round))
        if self.unit:
            rows = queue.of_unit(rows, self.unit.code)
        return queue.sheet(rows, self.round, self._scope.user)

    @property
    def sections(self) -> list[ReviewSection]:
        """Unit by unit, the university's own ratings last."""
        rows = {row.unit.pk: row for row in self._board.units}
        return [
            ReviewSection(group, self._gaps(rows[group.unit.pk]) if group.unit and group.unit.pk in rows else [])
            for group in self.sheet.groups
        ]

    @property
    def gaps(self) -> list[GapLine]:
        """The university's, while anything waits."""
        return self._gaps(self._board.university) if self.sheet.groups else []

    @cached_property
    def _board(self):
        campaign = self._scope.of(Campaign).with_baseline().get(pk=self.round.campaign_id)
        units = self._scope.of(Organisation).filter(pk__in=[group.unit.pk for group in self.sheet.groups if group.unit])
        return boards.figures_board(campaign, timezone.localdate(), boards.units_of(campaign, units))

    @cached_property
    def _rises(self):
        return waiting_rises(self._scope, self._board.campaign, self._board.on, self._board.targets)

    def _gaps(self, row):
        """Those of a row (FiguresRow) where branches are missing or wait."""
        key, code = (row.unit.pk, row.unit.code) if row.unit else (None, "")
        asked = {"unit": code, "campaign": self._board.campaign.code}
        lines = [
            GapLine(
                target,
                row.figures[target.code].gap,
                number_url(f"{target.code}-gap", **asked),
                self._rises[key][target.code],
            )
            for target in self._board.targets
        ]
        return [line for line in lines if line.gap or line.waiting]


def address(round_: Round, query=None) -> str:
    """The review page; of a `query` it keeps the unit and what was ticked."""
    kept = [(name, value) for name in KEPT for value in query.getlist(name)] if query else []
    return reverse("ratings:review", args=[round_.code]) + (f"?{urlencode(kept)}" if kept else "")
