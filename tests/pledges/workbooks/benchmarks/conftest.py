"""Workbooks of benchmarks: 0103 and 0201 stand at advanced, 0101 at ordinary, 0102 at lagging, 0202 at good."""

import pytest

from ratings.choices import Tier
from tests.pledges.workbooks.written import written_sheets
from tests.snapshot import staged
from tests.world import rate


@pytest.fixture
@staged
def rated(world):
    tiers = {
        "0101": Tier.ORDINARY, "0102": Tier.LAGGING, "0103": Tier.ADVANCED, "0201": Tier.ADVANCED, "0202": Tier.GOOD
    }  # fmt: skip
    for code, tier in tiers.items():
        rate(world[code], world.baseline, tier)
    return world


@pytest.fixture
def book(tmp_path):
    """Writes a workbook of these rows."""
    return lambda *rows, **sheets: written_sheets(tmp_path / "benchmarks.xlsx", {"对标": rows, **sheets})
