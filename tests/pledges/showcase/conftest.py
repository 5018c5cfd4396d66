"""What the showcase is tried on."""

import pytest

from ratings.choices import Tier
from tests.pledges.made import TODAY, on
from tests.world import rate


@pytest.fixture
def branch(world):
    """0101, which stands at advanced; so do 0201 and 03; 0102 stands at good. It is TODAY."""
    for code, tier in (("0101", Tier.ADVANCED), ("0201", Tier.ADVANCED), ("03", Tier.ADVANCED), ("0102", Tier.GOOD)):
        rate(world[code], world.baseline, tier)
    with on(TODAY):
        yield world["0101"]
