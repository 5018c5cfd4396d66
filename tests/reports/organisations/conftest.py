"""What the pages of organisations are tried on."""

import pytest

from ratings.choices import Tier
from tests.snapshot import staged
from tests.world import rate


@pytest.fixture
@staged
def rated(world):
    """0101 rose from ordinary to advanced, 0102 stands at lagging."""
    rate(world["0101"], world.baseline, Tier.ORDINARY)
    rate(world["0102"], world.baseline, Tier.LAGGING)
    rate(world["0101"], world.later, Tier.ADVANCED)
    return world
