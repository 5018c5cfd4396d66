"""What tests of the target board stand on."""

import pytest

from ratings.choices import Tier
from tests.snapshot import staged
from tests.world import rate


@pytest.fixture
@staged
def rated(world):
    """Unit 01: one of three 一般 branches risen; unit 02: one 一般 that moved up, one 后进 that has not moved."""
    for code in ("0101", "0102", "0103", "0201"):
        rate(world[code], world.baseline, Tier.ORDINARY)
    rate(world["0202"], world.baseline, Tier.LAGGING)
    rate(world["0101"], world.later, Tier.ADVANCED)
    rate(world["0201"], world.later, Tier.GOOD)
    return world
