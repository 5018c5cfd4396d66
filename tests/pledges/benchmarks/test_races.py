"""Two people at once: one wins, the other is told in words, nothing is done twice."""

import pytest
from django.core.exceptions import ValidationError
from zeal import zeal_ignore

from core.forms import settled
from core.workflow.lifecycle import TooLate
from pledges.actions import benchmarks as actions
from pledges.choices import ExceptionState
from pledges.models import Benchmark
from ratings.choices import Tier
from tests.pledges.made import TODAY, on
from tests.ratings.actions.test_races import at_once
from tests.world import rate

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def stage(world):
    """0101 stands at ordinary, 0103 of its unit and 0201 of another at advanced; it is TODAY."""
    for code, tier in {"0101": Tier.ORDINARY, "0103": Tier.ADVANCED, "0201": Tier.ADVANCED}.items():
        rate(world[code], world.baseline, tier)
    with on(TODAY), zeal_ignore():
        yield


def choose(world, code, **facts):
    return lambda: settled(lambda: actions.choose(follower=world["0101"], followed=world[code], by=None, **facts))


def test_two_people_choose_the_same_once(world):
    results = at_once(choose(world, "0103"), choose(world, "0103"))
    assert results == [Benchmark.__name__, ValidationError.__name__]
    assert Benchmark.objects.count() == 1


def test_two_officers_decide_once(world):
    row = choose(world, "0201", exception_reason="学科相近")()
    fresh = [Benchmark.objects.with_people().get(pk=row.pk) for _ in range(2)]
    results = at_once(
        lambda: settled(lambda: actions.approve(benchmark=fresh[0], by=world.people["department"])),
        lambda: settled(lambda: actions.return_(benchmark=fresh[1], reason="补充", by=world.people["department-2"])),
    )
    assert results == ["NoneType", TooLate.__name__]
    assert row.history.exclude(state=ExceptionState.ASKED).count() == 1
