"""Whether a benchmark counts on a day (R35). Pure."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ratings.choices import Tier


class Lapse(StrEnum):
    """Why a benchmark does not count on a day, the first that holds."""

    AHEAD = "ahead"  # it begins later
    ENDED = "ended"
    CLOSED = "closed"  # one of the two branches is
    FALLEN = "fallen"  # the followed branch does not stand as high as it must
    ELSEWHERE = "elsewhere"  # it belongs to another unit, and no exception is approved


@dataclass(frozen=True)
class BenchmarkFacts:
    """What the rule looks at on a day: the days of the benchmark, with that of an approved exception (None: none);
    whether both branches are open, whether they belong to one unit, and the `tier` of the followed one."""

    starts_on: date
    ends_on: date | None
    approved_on: date | None
    both_open: bool
    same_unit: bool
    tier: int | None


def lapse(facts: BenchmarkFacts, on: date) -> Lapse | None:
    """Why the benchmark does not count on day `on`; None when it does."""
    if on < facts.starts_on:
        return Lapse.AHEAD
    if facts.ends_on and facts.ends_on <= on:
        return Lapse.ENDED
    if not facts.both_open:
        return Lapse.CLOSED
    if facts.same_unit:
        return None if (facts.tier or 0) >= lowest(excepted=_is_excepted(facts, on)) else Lapse.FALLEN
    if not _is_excepted(facts, on):
        return Lapse.ELSEWHERE
    return None if facts.tier == Tier.ADVANCED else Lapse.FALLEN


def lowest(*, excepted: bool) -> int:
    """The tier at which a followed branch of the own unit stands at least."""
    return Tier.GOOD if excepted else Tier.ADVANCED


def _is_excepted(facts, on):
    return facts.approved_on is not None and facts.approved_on <= on
