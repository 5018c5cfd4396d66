"""Which branches a promise covers, day by day (R24).

Pure: dates and tiers as whole numbers in and out, no database, no clock. A *promise* is what a pledge or rectification
in force says on a stretch of days; a branch that has not risen is covered where one of its promises is high enough and
due in time.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from pledges.choices import COVERING
from ratings.rules.progress import TargetRule
from ratings.rules.succession import Interval, holds

DAY = timedelta(days=1)


class Promise(NamedTuple):
    """On the days [since, until) a plan in force promises tier `goal` by `due`; without `until` it goes on."""

    goal: int
    due: date
    since: date
    until: date | None


class CoveredDays(NamedTuple):
    """The half-open days [since, until) on which a branch is covered."""

    since: date
    until: date


def promises(
    published_on: date, ended_on: date | None, goals: Sequence[tuple[date, int]], dues: Sequence[tuple[date, date]]
) -> list[Promise]:
    """What a plan in force on [published_on, ended_on) promises, day by day.

    `goals`: (day, tier) of its versions; `dues`: (day since when it holds, due day); each in order of their days, of
    several on a day the last. What is dated before the publication holds from it on.
    """
    days = sorted({published_on, *(day for day, _ in (*goals, *dues) if day > published_on)})
    found = []
    for since, until in pairwise([*days, None]):
        if ended_on and since >= ended_on:
            break
        end = min(filter(None, (until, ended_on)), default=None)
        found.append(Promise(_holding(goals, since), _holding(dues, since), since, end))
    return found


def covers(promise: Promise, target: TargetRule, day: date) -> bool:
    """Whether `promise` is in force on `day`, high enough and due from that day on and by the deadline (R24)."""
    in_time = day <= promise.due <= target.deadline
    return holds(promise.since, promise.until, day) and promise.goal >= target.to_tier and in_time


def is_late(kind: str, due_on: date, last_deadline: date | None) -> bool:
    """Whether a plan of `kind`, which promises a tier, is due after the last deadline there is: it covers no target
    (R24). That is allowed, and worth a word."""
    return kind in COVERING and last_deadline is not None and due_on > last_deadline


def covered_days(
    target: TargetRule, promised: Iterable[Promise], standings: Iterable[Interval], closed_on: date | None
) -> list[CoveredDays]:
    """The days on which one cohort branch is covered for `target`, in order, apart from each other.

    `standings`: its official ones, the first the baseline's; `closed_on`: from then on nothing covers it.
    """
    low = [one for one in standings if one.tier < target.to_tier]
    found = []
    for promise in promised:
        if promise.goal >= target.to_tier and promise.due <= target.deadline:
            found += (_shared(promise, one, closed_on) for one in low)
    return _joined(days for days in found if days.since < days.until)


def _shared(promise, standing, closed_on):
    """The days of both, up to the due day."""
    ends = (promise.due + DAY, promise.until, standing.until, closed_on)
    return CoveredDays(max(promise.since, standing.since), min(filter(None, ends)))


def _joined(spans):
    found = []
    for span in sorted(spans):
        if found and span.since <= found[-1].until:
            found[-1] = CoveredDays(found[-1].since, max(found[-1].until, span.until))
        else:
            found.append(span)
    return found


def _holding(dated, day):
    """The value of the last of `dated` on or before `day`; the first one before that."""
    found = [value for on, value in dated if on <= day]
    return found[-1] if found else dated[0][1]
