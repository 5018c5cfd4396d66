"""What benchmarks are tried on."""

import pytest

from branches.choices import Category
from core.choices import Role
from pledges.actions import benchmarks as actions
from ratings.choices import Tier
from tests.pledges.benchmarks.made import ADVANCED, GOOD, OUTSIDE
from tests.pledges.made import TODAY, on
from tests.snapshot import staged
from tests.world import appoint, found, person, rate


@pytest.fixture(autouse=True)
def clock():
    with on(TODAY):
        yield


@pytest.fixture
@staged
def rated(world):
    """0101 stands at ordinary, in its unit ADVANCED and the retired 0103 at advanced, GOOD at good, 0102 at lagging; of
    another unit OUTSIDE at advanced, 0202 at good; 03, a 直属党支部, at ordinary. ADVANCED has a secretary."""
    for code in (ADVANCED, GOOD):
        world.organisations[code] = found(world["01"], code, name=f"文学院教工{code}党支部", category=Category.STAFF)
    tiers = {"0101": Tier.ORDINARY, ADVANCED: Tier.ADVANCED, "0103": Tier.ADVANCED, GOOD: Tier.GOOD}
    tiers |= {"0102": Tier.LAGGING, OUTSIDE: Tier.ADVANCED, "0202": Tier.GOOD, "03": Tier.ORDINARY}
    for code, tier in tiers.items():
        rate(world[code], world.baseline, tier)
    world.people[f"branch-{ADVANCED}"] = person(f"branch-{ADVANCED}")
    appoint(world.people[f"branch-{ADVANCED}"], Role.BRANCH, world[ADVANCED])
    return world


@pytest.fixture
def benchmark(rated):
    """0101 follows ADVANCED since TODAY."""
    people = rated.people["branch-0101"]
    return actions.choose(follower=rated["0101"], followed=rated[ADVANCED], by=people)


@pytest.fixture
def asked(rated):
    """0101 wants to follow OUTSIDE, by an exception."""
    facts = {"exception_reason": "学科相近", "by": rated.people["branch-0101"]}
    return actions.choose(follower=rated["0101"], followed=rated[OUTSIDE], **facts)
