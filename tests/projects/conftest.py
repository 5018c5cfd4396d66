"""A published call of the university and one of unit 01, on 1 June 2012."""

import pytest

from tests.projects.made import TODAY, call, on


@pytest.fixture(autouse=True)
def today():
    """The clock stands at ten in the morning of 1 June 2012."""
    with on(TODAY):
        yield


@pytest.fixture
def called(world):
    """A call of the university, open today."""
    return call(world["00"])


@pytest.fixture
def unit_called(world):
    """A call of unit 01 for its own, open today."""
    return call(world["01"], title="文学院2012年院级立项")
