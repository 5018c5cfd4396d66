"""What nobody can have meant is objected to in every sheet of every kind of workbook."""

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from core.workbooks.kinds import kinds
from tests.workbooks import check, write_book

SHEETS = [(kind, sheet) for kind in kinds() for sheet in kind.sheets]
CANNOT_BE_MEANT = {"formula without its result": "=1+1", "error": "#N/A", "full-width error": "＃REF!"}

pytestmark = pytest.mark.django_db


def book(path, kind, sheet, row, *, heading=True):
    """A workbook of `kind` with a `row` in one `sheet`; without `heading` the first column has none."""
    sheets = {one.title_zh: [[column.zh for column in one.columns]] for one in kind.sheets}
    if not heading:
        sheets[sheet.title_zh][0] = [*sheets[sheet.title_zh][0], None]
    sheets[sheet.title_zh].append(row)
    return write_book(path, sheets)


def places(plan, sheet, row):
    return {one.cell for one in plan.errors if one.sheet == sheet.title_zh and one.cell.endswith(row)}


@pytest.mark.parametrize("content", CANNOT_BE_MEANT.values(), ids=CANNOT_BE_MEANT)
@pytest.mark.parametrize(("kind", "sheet"), SHEETS, ids=[f"{kind.name}-{sheet.title_zh}" for kind, sheet in SHEETS])
def test_it_is_objected_to_in_every_column(tmp_path, kind, sheet, content):
    path = book(tmp_path / "book.xlsx", kind, sheet, [content] * len(sheet.columns))
    columns = map(get_column_letter, range(1, len(sheet.columns) + 1))
    assert places(check(kind.name, path), sheet, "2") == {f"{column}2" for column in columns}


@pytest.mark.parametrize(("kind", "sheet"), SHEETS, ids=[f"{kind.name}-{sheet.title_zh}" for kind, sheet in SHEETS])
def test_a_column_without_heading_is_named(tmp_path, kind, sheet):
    path = book(tmp_path / "book.xlsx", kind, sheet, [None] * len(sheet.columns) + ["x"], heading=False)
    assert places(check(kind.name, path), sheet, "1") == {f"{get_column_letter(len(sheet.columns) + 1)}1"}


@pytest.mark.parametrize(("kind", "sheet"), SHEETS, ids=[f"{kind.name}-{sheet.title_zh}" for kind, sheet in SHEETS])
def test_cells_merged_over_rows_are_named(tmp_path, kind, sheet):
    path = book(tmp_path / "book.xlsx", kind, sheet, ["x"] * len(sheet.columns))
    opened = load_workbook(path)
    opened[sheet.title_zh].merge_cells("A2:A3")
    opened.save(path)
    [first] = [one for one in check(kind.name, path).errors if one.sheet == sheet.title_zh and one.cell == "A2"]
    assert "A2:A3" in first.message
