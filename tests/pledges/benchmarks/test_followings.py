"""R35 over random worlds: what Followings says of each day is what a count by the book says."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from branches.models import Organisation
from pledges.choices import ExceptionState
from pledges.models import Benchmark
from pledges.queries.benchmarks import followings
from ratings.choices import Tier
from ratings.models import Campaign, Standing
from tests.draws import draws
from tests.world import move, rate

START, LAST = date(2012, 4, 1), 12
DAYS = [START + timedelta(days=number) for number in range(LAST + 1)]
BRANCHES = ("0101", "0102", "0103", "0201", "0202", "03")
MOVABLE = BRANCHES[:5]

day = st.sampled_from(DAYS)
tiers = st.dictionaries(st.sampled_from(BRANCHES), st.lists(st.sampled_from(Tier), min_size=2, max_size=2))
moves = st.dictionaries(st.sampled_from(MOVABLE), day, max_size=2)
closings = st.dictionaries(st.sampled_from(MOVABLE), day, max_size=1)
pairs = st.tuples(st.sampled_from(BRANCHES), st.sampled_from(BRANCHES)).filter(lambda pair: pair[0] != pair[1])
spells = st.tuples(day, st.none() | st.integers(0, LAST), st.none() | day)
benchmarks = st.dictionaries(pairs, spells, min_size=1, max_size=6)


@pytest.mark.django_db
@given(tiers=tiers, turns=day, moved=moves, closed=closings, held=benchmarks)
@settings(
    max_examples=draws(20),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_what_counts_is_what_the_book_says(world, tiers, turns, moved, closed, held):
    with transaction.atomic():
        rows = arrange(world, tiers, turns, moved, closed, held)
        campaign = Campaign.objects.with_baseline().get(pk=world.campaign.pk)
        followers = Organisation.objects.filter(code__in=BRANCHES)
        found, book = followings(campaign, followers), FollowingBook(tiers, turns, moved, closed)
        keys = dict(followers.values_list("code", "pk"))
        for code in BRANCHES:
            counted = [book.counting(code, rows[code], one) for one in DAYS]
            told = [{one.followed.code for one in found.counting(keys[code], on)} for on in DAYS]
            assert (code, told) == (code, counted)
            assert (code, [found.until(keys[code], one) for one in DAYS]) == (code, ends(counted))
        transaction.set_rollback(True)


def arrange(world, tiers, turns, moved, closed, held):
    """The drawn world in the database. Returns {follower: [(followed, first day, end, approved on)]}."""
    for code, (before, after) in tiers.items():
        ratings = rate(world[code], world.baseline, before), rate(world[code], world.later, after)
        Standing.objects.filter(rating__in=ratings).delete()
        for rating, since, until in ((ratings[0], START, turns), (ratings[1], turns, None)):
            if since != until:
                facts = {"campaign": world.campaign, "organisation": world[code], "tier": rating.tier}
                Standing.objects.create(rating=rating, since=since, until=until, **facts)
    for code, on in moved.items():
        world[code].refresh_from_db()
        move(world[code], Organisation.objects.get(code=other_unit(code)), on)
    noted = defaultdict(list)
    for (follower, followed), (starts_on, length, approved_on) in held.items():
        ends_on = None if length is None else starts_on + timedelta(days=length)
        facts = {"follower": world[follower], "followed": world[followed]}
        if approved_on:
            facts |= {"state": ExceptionState.APPROVED, "approved_on": approved_on, "exception_reason": "可比"}
        Benchmark.objects.create(starts_on=starts_on, ends_on=ends_on, **facts)
        noted[follower].append((followed, starts_on, ends_on, approved_on))
    for code, on in closed.items():
        Organisation.objects.filter(code=code).update(closed_on=on)
    return noted


def other_unit(code):
    return {"01": "02", "02": "01"}[code[:2]]


@dataclass(frozen=True)
class FollowingBook:
    """What was drawn, asked day by day."""

    tiers: dict
    turns: date
    moved: dict
    closed: dict

    def counting(self, follower, rows, on):
        """Whom `follower` follows on day `on` so that it counts, of its `rows`: R35 read aloud."""
        return {row[0] for row in rows if self._counts(follower, row, on)}

    def _counts(self, follower, row, on):
        followed, starts_on, ends_on, approved_on = row
        if on < starts_on or (ends_on is not None and on >= ends_on):
            return False
        if any(one in self.closed and self.closed[one] <= on for one in (follower, followed)):
            return False
        excepted = approved_on is not None and approved_on <= on
        inside, tier = self._unit(follower, on) == self._unit(followed, on), self._tier(followed, on)
        if tier == Tier.ADVANCED:
            return inside or excepted
        return tier == Tier.GOOD and inside and excepted

    def _tier(self, code, on):
        return self.tiers[code][on >= self.turns] if code in self.tiers else None

    def _unit(self, code, on):
        has_moved = code in self.moved and self.moved[code] <= on
        return other_unit(code) if has_moved else code[:2]


def ends(counted):
    """For each day the last one by which the counting ceased, None before."""
    found, last = [], None
    for number, one in enumerate(counted):
        if number and counted[number - 1] and not one:
            last = DAYS[number]
        found.append(last)
    return found
