"""The day on which to-dos about plans are tested, and who stands where."""

from datetime import date

import pytest

from ratings.choices import Tier
from ratings.models import Round
from tests.pledges.made import TODAY, on
from tests.pledges.todos.asked import APPROVED
from tests.snapshot import staged
from tests.world import rate


@pytest.fixture(autouse=True)
def clock():
    with on(TODAY):
        yield


@pytest.fixture
@staged
def rated(world):
    """0101 stands at ordinary, 0102 at lagging, 0103 at good; nothing else is to be done."""
    with on(APPROVED):
        for code, tier in (("0101", Tier.ORDINARY), ("0102", Tier.LAGGING), ("0103", Tier.GOOD)):
            rate(world[code], world.baseline, tier)
    Round.objects.update(opens_on=date(2011, 1, 1), closes_on=date(2011, 1, 2))
    return world
