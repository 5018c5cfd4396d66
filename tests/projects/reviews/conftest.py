"""The clock stands on TODAY; what other rooms name has an address."""

import pytest

from tests.projects.made import TODAY, on


@pytest.fixture(autouse=True)
def today(settings):
    settings.ROOT_URLCONF = "tests.projects.addresses"
    with on(TODAY):
        yield TODAY
