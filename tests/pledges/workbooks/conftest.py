"""What every test of these workbooks stands on: the first of June 2012, rated branches, somebody who writes rows."""

import pytest

from ratings.choices import Tier
from tests.pledges.made import TODAY, on
from tests.pledges.workbooks.written import written
from tests.world import rate


@pytest.fixture(autouse=True)
def clock():
    with on(TODAY):
        yield


@pytest.fixture
def rated(world):
    """Branch 0101 stands at ordinary, 0102 at lagging, 0103 at good."""
    for code, tier in (("0101", Tier.ORDINARY), ("0102", Tier.LAGGING), ("0103", Tier.GOOD)):
        rate(world[code], world.baseline, tier)
    return world


@pytest.fixture
def ledger(tmp_path):
    """Writes a workbook of these rows."""
    return lambda *rows, **sheets: written(tmp_path / "plans.xlsx", *rows, **sheets)
