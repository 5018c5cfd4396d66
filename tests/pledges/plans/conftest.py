"""What the pages of plans are tried on."""

import pytest

from branches import actions as roster
from core.choices import Role
from pledges.choices import PlanKind
from ratings.choices import Tier
from tests.pledges import made
from tests.pledges.made import TODAY, in_force, on, submitted
from tests.snapshot import staged
from tests.world import appoint, person, rate


@pytest.fixture(autouse=True)
def clock():
    with on(TODAY):
        yield


@pytest.fixture
@staged
def rated(world):
    """0101 stands at ordinary, 0102 at lagging, 0103 at advanced, 03 (a 直属党支部) at ordinary; 0102 has a secretary
    who signs in, and the department a third officer."""
    tiers = {"0101": Tier.ORDINARY, "0102": Tier.LAGGING, "0103": Tier.ADVANCED, "03": Tier.ORDINARY}
    for code, tier in tiers.items():
        rate(world[code], world.baseline, tier)
    for code in ("0101", "0102"):
        roster.set_secretary(world[code], name=f"书记{code}", on=TODAY, by=None)
    for code in ("0102", "0103"):
        world.people[f"branch-{code}"] = person(f"branch-{code}")
        appoint(world.people[f"branch-{code}"], Role.BRANCH, world[code])
    return world


@pytest.fixture
@staged
def waiting(rated):
    """A pledge of 0101 that waits for its review."""
    return submitted(rated["0101"], rated.campaign, by=rated.people["branch-0101"])


@pytest.fixture
@staged
def pledge(rated):
    """A pledge of 0101 in force with two measures."""
    people = {"by": rated.people["branch-0101"], "reviewer": rated.people["unit-01"]}
    return in_force(rated["0101"], rated.campaign, measures=["学习", "换届"], **people)


@pytest.fixture
def assessed(rated, pledge):
    """A pledge whose branch has assessed itself, so that the unit decides."""
    return made.assessed(pledge, by=rated.people["branch-0101"])


@pytest.fixture
@staged
def rectification(rated):
    """A rectification of 0102 in force."""
    people = {"by": rated.people["unit-01"], "reviewer": rated.people["department"]}
    return in_force(rated["0102"], rated.campaign, PlanKind.RECTIFICATION, **people)
