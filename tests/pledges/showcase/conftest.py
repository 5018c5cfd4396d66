"""What the showcase is tried on."""

import pytest

from ratings.choices import Tier
from tests.pledges.made import TODAY, on
from tests.snapshot import staged
from tests.world import rate


@pytest.fixture
@staged
def rated(world):
    """0101, 0201 and 03 stand at advanced, 0102 at good."""
    for code, tier in (("0101", Tier.ADVANCED), ("0201", Tier.ADVANCED), ("03", Tier.ADVANCED), ("0102", Tier.GOOD)):
        rate(world[code], world.baseline, tier)
    return world


@pytest.fixture
def branch(rated):
    """0101. It is TODAY."""
    with on(TODAY):
        yield rated["0101"]
