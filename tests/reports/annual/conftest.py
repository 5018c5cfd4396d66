"""What tests of the annual report stand on."""

import pytest

from tests.pledges.made import on
from tests.reports.annual.made import RATED, TODAY, accept_all, asked, rate_all
from tests.snapshot import staged


@pytest.fixture(autouse=True)
def clock():
    with on(TODAY):
        yield


@pytest.fixture
@staged
def rated(world):
    """Every branch is officially rated in both rounds."""
    with on(RATED):
        rate_all(world)
    return world


@pytest.fixture
@staged
def ready(rated):
    """What the checklist found is accepted: the final edition can be frozen."""
    accept_all(asked(rated), by=rated.people["department-2"])
    return rated
