"""What every test of this workbook stands on: the first of June 2012, and somebody who writes rows."""

import pytest

from tests.projects import made
from tests.projects.workbooks.written import written


@pytest.fixture(autouse=True)
def clock():
    with made.on(made.TODAY):
        yield


@pytest.fixture
def ledger(tmp_path):
    """Writes a workbook of these rows."""
    return lambda *rows, **sheets: written(tmp_path / "projects.xlsx", *rows, **sheets)
