"""What twinnings are tried on: TODAY is 1 June 2012."""

import pytest

from core.choices import Role
from ratings.choices import Tier
from tests.pledges.made import TODAY, on
from tests.snapshot import staged
from tests.world import appoint, person, rate

TIERS = {
    "0101": Tier.ADVANCED,
    "0102": Tier.LAGGING,
    "0103": Tier.ORDINARY,
    "0201": Tier.GOOD,
    "0202": Tier.LAGGING,
    "03": Tier.LAGGING,
}


@pytest.fixture(autouse=True)
def clock():
    with on(TODAY):
        yield


@pytest.fixture
@staged
def rated(world):
    """0102, 0202 and 03 (a 直属党支部) lag; 0101 is advanced, 0201 good, 0103 ordinary. 0102 and 0103 have secretaries
    who sign in, unit 01 a second one."""
    for code, tier in TIERS.items():
        rate(world[code], world.baseline, tier)
    for name, role, code in (
        ("branch-0102", Role.BRANCH, "0102"),
        ("branch-0103", Role.BRANCH, "0103"),
        ("unit-01-2", Role.UNIT, "01"),
    ):
        world.people[name] = person(name)
        appoint(world.people[name], role, world[code])
    return world
