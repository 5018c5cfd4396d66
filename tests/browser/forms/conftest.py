"""What answers a form is a page like any other."""

import pytest

from tests.browser.checks import invalid
from tests.browser.forms import ANSWERS


@pytest.fixture(scope="session", autouse=True)
def answers_are_valid():
    """Every page that answered a form of this run is valid; asked once, at the end."""
    yield
    assert invalid(ANSWERS) == []
