"""Workbooks of twinnings: 0102 lags, 0103 stands at good, 0101 at ordinary, 0201 at advanced."""

import pytest

from ratings.choices import Tier
from tests.pledges.workbooks.written import written_sheets
from tests.snapshot import staged
from tests.world import rate


@pytest.fixture
@staged
def rated(rated):
    rate(rated["0201"], rated.baseline, Tier.ADVANCED)
    return rated


@pytest.fixture
def book(tmp_path):
    """Writes a workbook of these rows."""
    return lambda *rows, **sheets: written_sheets(tmp_path / "twinning.xlsx", {"结对": rows, **sheets})
