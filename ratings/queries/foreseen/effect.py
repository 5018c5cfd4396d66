"""What a decision does to the targets of its campaign: shown before it is confirmed, told afterwards."""

from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from branches.dry_run import undone
from branches.models import Organisation
from core.phrases import listed
from ratings.models import Campaign, Rating, Round
from ratings.queries import board as boards
from ratings.queries.foreseen.comparing import Comparison, compare, concerned
from ratings.templatetags.ratings import reached, tiers

NAMED = 3  # units, one by one


@dataclass(frozen=True)
class Effect:
    """The targets of a campaign before and after a decision about `organisations` in `round_`, as of today or, when it
    is still to come, the reference date."""

    round_: Round
    organisations: Collection[Organisation]

    def board(self) -> boards.Board:
        """How the targets stand now, of the university and of the units that the decision concerns: two queries, the
        first time six."""
        on = max(timezone.localdate(), self.round_.reference_date)
        return boards.figures_board(self._campaign, on, self._units)

    @cached_property
    def _campaign(self):
        return Campaign.objects.with_baseline().get(pk=self.round_.campaign_id)

    @cached_property
    def _units(self):
        return boards.units_of(self._campaign, concerned(self.organisations))

    def rehearsed(self, decide: Callable[[], object]) -> Comparison | None:
        """What `decide` would do; it is carried out and undone. None where it refuses."""
        before = self.board()
        try:
            with undone():
                decide()
                return self.since(before)
        except ValidationError:
            return None

    def since(self, before: boards.Board) -> Comparison:
        """What changed since `before`: the university, and those units whose figures changed."""
        return compare(before, self.board(), states=False).narrowed()


def figures_told(comparison: Comparison) -> str:
    """The targets of the university that changed, in a sentence each: "Ordinary → Advanced: 18 → 20, gap 6."."""
    return " ".join(_told(line) for line in comparison.university.lines if line.changed)


def _told(line):
    risen, gap = line.cell("risen"), line.cell("gap")
    facts = {
        "from": tiers(line.target.from_tiers),
        "to": reached(line.target),
        "day": date_format(line.target.deadline),
        "before": risen.before,
        "after": risen.after,
        "gap": gap.after,
    }
    if gap.after:
        return _("%(from)s → %(to)s by %(day)s: %(before)d → %(after)d risen, gap %(gap)d.") % facts
    return _("%(from)s → %(to)s by %(day)s: %(before)d → %(after)d risen, no gap.") % facts


def of_whom(keys: Collection[int]) -> str:
    """Whose ratings these are, unit by unit: "School of Geography 9, …"; the university's own last."""
    rows = Rating.objects.filter(pk__in=keys).order_by("unit__code")
    counts = Counter(rows.exclude(organisation=F("unit")).values_list("unit__name", flat=True))
    named = [_("%(unit)s %(count)d") % {"unit": unit, "count": count} for unit, count in counts.items()]
    if len(named) > NAMED:
        more = len(named) - NAMED
        named[NAMED:] = [ngettext("%(count)d more unit", "%(count)d more units", more) % {"count": more}]
    named += rows.filter(organisation=F("unit")).values_list("unit__name", flat=True)[:NAMED]
    return listed(named)
