"""Whether a unit told its branches apart (R23, N03). Pure: counted tiers and scores in, findings out."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from ratings.choices import Tier

ENOUGH = 4  # rated branches below which nothing can be said
ADVANCED_PERCENT = 30  # share of 先进 above which a warning is given


class FindingKind(StrEnum):
    """What is remarkable about the ratings of one unit."""

    ONE_TIER = "one_tier"
    EQUAL_SCORES = "equal_scores"
    MANY_ADVANCED = "many_advanced"


@dataclass(frozen=True, slots=True)
class Finding:
    """A warning: `part` of `whole` rated branches are alike or advanced."""

    kind: FindingKind
    part: int
    whole: int


def most_advanced(whole: int) -> int:
    """How many of `whole` rated branches may be 先进 without a warning."""
    return ADVANCED_PERCENT * whole // 100


def findings(tiers: Mapping[int, int], scores: Collection[Decimal | None]) -> list[Finding]:
    """The warnings for one unit's rated branches; none below four of them.

    `tiers`: how many are in which tier. `scores`: those in points that they have, two different ones are enough; None
    among them: one has none.
    """
    whole = sum(tiers.values())
    if whole < ENOUGH:
        return []
    advanced = tiers.get(Tier.ADVANCED, 0)
    found = []
    if len([tier for tier, count in tiers.items() if count]) == 1:
        found.append(Finding(FindingKind.ONE_TIER, whole, whole))
    if len(set(scores)) == 1 and None not in scores:
        found.append(Finding(FindingKind.EQUAL_SCORES, whole, whole))
    if advanced > most_advanced(whole):
        found.append(Finding(FindingKind.MANY_ADVANCED, advanced, whole))
    return found


def findings_of(ratings: Iterable[tuple[int, Decimal | None]]) -> list[Finding]:
    """`findings` for the (tier, score in points) of one unit's rated branches."""
    judged = list(ratings)
    return findings(Counter(tier for tier, _ in judged), {score for _, score in judged})
