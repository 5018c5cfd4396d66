"""What an organisation stands at on a day, whoever has succeeded it by then (R3, R12, R13).

Pure: whole numbers and dates in and out, no database, no clock. `ratings.rules.progress` builds the figures on it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Interval:
    """One official rating and the days `[since, until)` on which it is its organisation's standing (R3).

    `since` is the reference date of its round, `until` that of the organisation's next official rating, or None.
    """

    tier: int
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class ChainClosing:
    """The day an organisation was closed and the key of the one it merged into; None: dissolved (R13)."""

    on: date
    successor: int | None


@dataclass(frozen=True, slots=True)
class CountedStanding:
    """The tier that counts for a branch and the reference date it has counted since; both None when there is none.

    `via` is the key of the successor whose rating counts (R12), None when it is the branch's own.
    `left_out`: dissolved, or merged down a chain that ends in a dissolved organisation (R13).
    """

    tier: int | None
    since: date | None
    left_out: bool = False
    via: int | None = None


class CountedBy(StrEnum):
    """By whose rating a closed branch counts (R12, R13)."""

    SUCCESSOR = "successor"  # rated after the merger
    OWN_LAST = "own_last"  # until a successor is
    NOBODY = "nobody"  # left out


@dataclass(frozen=True, slots=True)
class Stretch:
    """The half-open days `[since, until)` on which one `Standing` counts for a branch; `tier` is the one it has, or had
    when it was left out."""

    standing: CountedStanding
    tier: int
    since: date
    until: date | None


def holds(since: date, until: date | None, day: date) -> bool:
    """Whether `day` is one of the half-open days `[since, until)`; without `until` they go on."""
    return since <= day and (until is None or day < until)


def standing_on(intervals: Iterable[Interval], day: date) -> Interval | None:
    """The official rating among one organisation's `intervals` that counts on `day`; None: not rated by then (R3)."""
    return next((interval for interval in intervals if holds(interval.since, interval.until, day)), None)


def standing_of(rating: Interval | None, via: int | None = None) -> CountedStanding:
    """The standing that `rating` gives, to the organisation itself or `via` a successor; None gives no tier."""
    return CountedStanding(rating.tier, rating.since, via=via) if rating else CountedStanding(tier=None, since=None)


def basis_of(counted: CountedStanding) -> CountedBy:
    """By whose rating a closed branch counts that stands as `counted` says."""
    if counted.left_out:
        return CountedBy.NOBODY
    return CountedBy.OWN_LAST if counted.via is None else CountedBy.SUCCESSOR


def resolve(
    key: int, day: date, closings: Mapping[int, ChainClosing], standings: Mapping[int, Sequence[Interval]]
) -> CountedStanding:
    """What organisation `key` stands at on `day`; a merger or dissolution on that very day counts (R12, R13).

    The rating of the furthest organisation down the chain counts that was officially rated after (strictly) the merger
    that led into it; without one, its own last. `closings` may hold later days; they are not looked at.
    """
    counted = standing_of(standing_on(standings.get(key, ()), day))
    for closing in _chain(key, day, closings):
        if closing.successor is None:
            return CountedStanding(tier=None, since=None, left_out=True)
        rating = standing_on(standings.get(closing.successor, ()), day)
        if rating and rating.since > closing.on:
            counted = standing_of(rating, via=closing.successor)
    return counted


def heir(key: int, day: date, closings: Mapping[int, ChainClosing]) -> int:
    """Where the chain from `key` ends by `day`: at an open organisation, or at one that was dissolved (R30)."""
    for closing in _chain(key, day, closings):
        if closing.successor is not None:
            key = closing.successor
    return key


def course(
    key: int, closings: Mapping[int, ChainClosing], standings: Mapping[int, Sequence[Interval]]
) -> list[Stretch]:
    """What organisation `key`, which has ratings, counts as from its first one on, day by day (R3, R12, R13).

    It is `resolve` for every day at once: it can only change where something in the chain was rated or closed.
    """
    first = min(standings[key], key=lambda interval: interval.since)
    chain = {key, *(closing.successor for closing in _chain(key, date.max, closings))}
    days = {closings[one].on for one in chain if one in closings}
    days |= {interval.since for one in chain for interval in standings.get(one, ())}
    days = sorted(day for day in days if day >= first.since)
    found = []
    for day, following in pairwise([*days, None]):
        standing = resolve(key, day, closings, standings)
        if found and found[-1].standing == standing:
            found[-1] = replace(found[-1], until=following)
        else:
            tier = standing.tier or (found[-1].tier if found else first.tier)
            found.append(Stretch(standing, tier, day, following))
    return found


def _chain(key: int, day: date, closings: Mapping[int, ChainClosing]) -> list[ChainClosing]:
    """The closings by `day` from `key` down its successors; the data refuses cycles, a cycle here merely ends it."""
    chain = []
    while key in closings and closings[key].on <= day and closings[key] not in chain:
        chain.append(closings[key])
        key = closings[key].successor
    return chain
