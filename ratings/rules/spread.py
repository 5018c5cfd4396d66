"""Whether a unit told its branches apart (R23, N03). Pure: what was counted in, findings out."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

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


class Spread(NamedTuple):
    """What is looked at of one unit's rated branches: how many they are, how many of them are 先进, whether all have
    the same tier, whether all have a score and the same one."""

    whole: int = 0
    advanced: int = 0
    has_one_tier: bool = False
    has_one_score: bool = False


def most_advanced(whole: int) -> int:
    """How many of `whole` rated branches may be 先进 without a warning."""
    return ADVANCED_PERCENT * whole // 100


def findings(judged: Spread) -> list[Finding]:
    """The warnings for one unit's rated branches; none below four of them."""
    whole, found = judged.whole, []
    if whole < ENOUGH:
        return found
    if judged.has_one_tier:
        found.append(Finding(FindingKind.ONE_TIER, whole, whole))
    if judged.has_one_score:
        found.append(Finding(FindingKind.EQUAL_SCORES, whole, whole))
    if judged.advanced > most_advanced(whole):
        found.append(Finding(FindingKind.MANY_ADVANCED, judged.advanced, whole))
    return found
