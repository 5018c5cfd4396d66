"""Whom the demo's branches follow: something in every state, and nothing that the rules refuse."""

from collections import Counter

import pytest

from branches.models import Organisation
from pledges.choices import BenchmarkStanding, ExceptionState
from pledges.models import Benchmark, BenchmarkItem
from pledges.queries.benchmarks.on_day import states
from ratings.choices import Tier
from ratings.queries.cohort import standings_on
from tests.demo.built.conftest import TODAY


@pytest.fixture
def found(campaign):
    """Each benchmark as it is today."""
    return states(campaign, Benchmark.objects.with_people().order_by("pk"), TODAY)


def test_most_ordinary_branches_follow_one_that_counts(found, campaign):
    rows = standings_on(campaign, TODAY, Organisation.objects.branches().open_on(TODAY).order_by().values("pk"))
    ordinary = set(rows.filter(tier=Tier.ORDINARY).values_list("organisation", flat=True))
    counting = {one.benchmark.follower_id for one in found if one.lapse is None}
    assert counting <= ordinary
    assert 0.5 < len(counting) / len(ordinary) < 0.9


def test_something_stands_in_every_state(found):
    assert {one.standing for one in found} >= {BenchmarkStanding.COUNTS, BenchmarkStanding.LAPSED}
    assert {one.exception for one in found} == set(ExceptionState)
    assert Counter(one.is_lost for one in found)[True] >= 2


def test_nobody_follows_two_and_what_is_chosen_today_could_be(found):
    followers = Counter(one.benchmark.follower_id for one in found)
    assert set(followers.values()) == {1}
    assert [one.benchmark for one in found if not (one.excepted or one.is_lost)] == []


def test_items_are_few_and_some_have_a_result(campaign):
    counts = Counter(BenchmarkItem.objects.values_list("benchmark", flat=True))
    assert set(counts.values()) == {2, 3, 4}
    assert 0 < BenchmarkItem.objects.exclude(result="").count() < len(counts)


def test_history_tells_how_it_came_about(campaign):
    for row in Benchmark.objects.exclude(state=ExceptionState.NONE):
        told = list(row.history.order_by("history_id").values_list("state", flat=True))
        assert (told[0], told[-1]) == (ExceptionState.ASKED, row.state)
