"""A unit's workbook, written and sent in."""

import pytest

from core.scope import scope_of
from core.workbooks.kinds import kind_of, plan_import
from tests.ratings.workbooks.drafts.rows import HEADINGS
from tests.workbooks import bring_in, write_book


@pytest.fixture
def sheet(tmp_path):
    """Writes a workbook of these rows."""

    def write_rows(*rows, headings=HEADINGS):
        return write_book(tmp_path / "grid.xlsx", {"分类定级": [headings, *rows]})

    return write_rows


@pytest.fixture
def send(world, sheet):
    """Brings these rows in as the secretary of unit 01 does, and returns the plan; `look`: only looks at it."""

    def sent(*rows, who="unit-01", look=False, **options):
        path, kind, by = sheet(*rows, **options), kind_of("drafts"), world.people[who]
        if look:
            return plan_import(kind, kind.read(path), scope=scope_of(by), by=by)
        return bring_in("drafts", path, by=by, scope=scope_of(by))

    return sent
