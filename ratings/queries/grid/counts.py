"""All rows of a grid, counted by the database: the head of the grid and the check look at everyone, a page does not."""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, FilteredRelation, Max, Min, Q, QuerySet

from branches.models import Organisation
from ratings.choices import Movement, State, Tier
from ratings.queries.grid.rows import before
from ratings.querysets import differing
from ratings.rules.spread import Spread

# Of what is `judged`: the tier is not the score's band, and the remark says why or does not (R21).
EXPLAINED = differing("tier", "band") & ~Q(rated__remark="")
UNEXPLAINED = differing("tier", "band") & Q(rated__remark="")


@dataclass(frozen=True, slots=True)
class GridGroup:
    """Rows of the grid that are alike; `is_own`: the unit itself rates them; `last`: the tier before the round.

    `scored`: how many of them have a score, between `lowest` and `highest`; of how many it is not that of
    the tier's band, with a reason (`explained`) and without one.
    """

    is_own: bool
    state: State
    tier: Tier | None
    last: Tier | None
    editable: bool
    count: int
    scored: int
    lowest: Decimal | None
    highest: Decimal | None
    explained: int
    unexplained: int


@dataclass(frozen=True)
class GridCounts:
    """A grid as a whole."""

    groups: list[GridGroup]

    @property
    def rows(self) -> int:
        """How many rows it has."""
        return sum(group.count for group in self.groups)

    @property
    def editable(self) -> int:
        """How many of them can be typed."""
        return sum(group.count for group in self.groups if group.editable)

    @property
    def missing(self) -> int:
        """How many of those have no tier yet."""
        return sum(group.count for group in self.groups if group.editable and group.tier is None)

    @property
    def explained(self) -> int:
        """How many of those have a score and a tier that disagree, and a reason."""
        return sum(group.explained for group in self.groups if group.editable)

    @property
    def unexplained(self) -> int:
        """How many of those lack one (R21)."""
        return sum(group.unexplained for group in self.groups if group.editable)

    @property
    def states(self) -> Counter[State]:
        """How many are in which state; a row without a rating counts as a draft."""
        return _summed((group.state, group) for group in self.groups)

    @property
    def own_states(self) -> Counter[State]:
        """The same of what the unit itself rates."""
        return _summed((group.state, group) for group in self.groups if group.is_own)

    @property
    def movements(self) -> Counter[Movement]:
        """How many of those that can be typed move in which direction against the last round."""
        moved = [group for group in self.groups if group.editable and group.tier]
        return _summed((Movement.between(group.last, group.tier), group) for group in moved)

    @property
    def judged(self) -> Spread:
        """Everyone that the unit itself rated (R23)."""
        rated = [group for group in self.groups if group.is_own and group.tier]
        tiers = _summed((group.tier, group) for group in rated)
        scores = {score for group in rated if group.scored for score in (group.lowest, group.highest)}
        all_scored = all(group.scored == group.count for group in rated)
        return Spread(tiers.total(), tiers[Tier.ADVANCED], len(tiers) == 1, all_scored and len(scores) == 1)


def counted(organisations: QuerySet[Organisation], round_) -> GridCounts:
    """The counts of `organisations`, which are `judged`: one query."""
    last = FilteredRelation("standings", condition=before(round_, "standings__"))
    alike = organisations.alias(last=last).order_by().values_list(
        "place", "state", "tier", "last__tier", "editable"
    )  # fmt: skip
    score = {"lowest": Min("rated__score"), "highest": Max("rated__score")}
    reasons = {"explained": Count("pk", filter=EXPLAINED), "unexplained": Count("pk", filter=UNEXPLAINED)}
    groups = alike.annotate(count=Count("pk"), scored=Count("rated__score"), **score, **reasons)
    return GridCounts([_group(*group) for group in groups])


def _group(place, state, tier, last, *rest):
    return GridGroup(place == "", State(state), tier and Tier(tier), last and Tier(last), *rest)


def _summed(found):
    counts = Counter()
    for key, group in found:
        counts[key] += group.count
    return counts
