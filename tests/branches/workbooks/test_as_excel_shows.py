"""The roster as it is shown in Excel: nothing is left out in silence."""

import pytest
from openpyxl import load_workbook

from tests.branches.workbooks.rows import B1, B2, B3, BRANCHES, U1, U2, U3, UNITS, at, get
from tests.workbooks import bring_in, cells, check, write_book

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path):
    return tmp_path / "roster.xlsx"


def roster(file, headings=BRANCHES, branches=(B1, B2, B3)):
    return write_book(file, {"基层党组织": [UNITS, U1, U2, U3], "党支部": [headings, *branches]})


def test_members_under_an_empty_heading_are_not_lost(file):
    headings = [None if heading == "党员人数" else heading for heading in BRANCHES]
    assert cells(check("roster", roster(file, headings))) == [("党支部", "F1")]


def test_members_by_a_formula_without_its_result_are_objected_to(file):
    assert cells(check("roster", roster(file, branches=[at(B1, 党员人数="=10+23"), B2, B3]))) == [("党支部", "F2")]


def test_code_takes_the_zeros_of_its_format(file):
    book = load_workbook(roster(file, branches=[at(B1, 编码=101), B2, B3]))
    book["党支部"]["A2"].number_format = "0000"
    book.save(file)
    bring_in("roster", file)
    assert get("0101").name == B1[1]


def test_unit_that_is_merged_over_its_branches_is_objected_to(file):
    book = load_workbook(roster(file))
    book["党支部"].merge_cells("C2:C3")
    book.save(file)
    assert cells(check("roster", file)) == [("党支部", "C2")]


def test_typed_error_is_objected_to(file):
    assert cells(check("roster", roster(file, branches=[at(B1, 书记="#N/A"), B2, B3]))) == [("党支部", "E2")]
