"""What the verbs of plans are tried on."""

from datetime import date

import pytest

from pledges import actions
from pledges.choices import PlanKind
from ratings.choices import Tier
from tests.pledges.made import TODAY, done, in_force, on
from tests.snapshot import staged
from tests.world import rate

PUBLISHED = date(2012, 5, 10)


@pytest.fixture
@staged
def standing(world):
    """0101 stands at ordinary, 0102 at lagging, 03 (a 直属党支部) at ordinary."""
    for code, tier in (("0101", Tier.ORDINARY), ("0102", Tier.LAGGING), ("03", Tier.ORDINARY)):
        rate(world[code], world.baseline, tier)
    return world


@pytest.fixture
def rated(standing):
    """The same; it is TODAY."""
    with on(TODAY):
        yield standing


@pytest.fixture
@staged
def pledge(rated):
    """A pledge of 0101 with two measures, in force since PUBLISHED."""
    return in_force(rated["0101"], rated.campaign, day=PUBLISHED, measures=["学习", "换届"])


@pytest.fixture
@staged
def rectification(rated):
    """A rectification of 0102, in force since PUBLISHED."""
    return in_force(rated["0102"], rated.campaign, PlanKind.RECTIFICATION, day=PUBLISHED)


@pytest.fixture
def counts():
    """The counts of a meeting held today."""
    return {"on": TODAY, "present": 10, "satisfied": 7, "fairly": 2, "dissatisfied": 1}


@pytest.fixture
def waiting(rectification, rated):
    """The same, its measure done and its acceptance asked for."""
    people = rated.people
    done(rectification, by=people["branch-0101"], confirmer=people["department"])
    actions.ask_acceptance(plan=rectification, by=people["unit-01"])
    return rectification
