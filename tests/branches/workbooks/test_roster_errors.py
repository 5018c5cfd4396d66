"""What is wrong with a roster workbook is named by its cell, and nothing is written (contract.md)."""

from datetime import date

import pytest

from branches import actions as roster_actions
from tests.branches.workbooks.rows import B1, B2, B3, BRANCHES, U1, U2, U3, at, get, state, unit
from tests.workbooks import bring_in, cells, counts, write_book
from tests.world import close, found, move


@pytest.fixture
def world_of_twins(imported):
    """0101 and 101, from before anybody looked."""
    found(get("01"), "101", name="第二个", category="staff", founded_on=date(2001, 9, 1), members=12)


@pytest.mark.parametrize(
    ("units", "branches", "place", "said"),
    [
        ((U1, U2, U3), (at(B1, 所属基层党组织编码="09"), B2, B3), ("党支部", "C2"), "09"),
        ((U1, U2, U3), (at(B1, 所属基层党组织编码=1), B2, B3), ("党支部", "C2"), "01"),
        ((U1, U2, U3), (at(B1, 所属基层党组织编码="03"), B2, B3), ("党支部", "C2"), "图书馆直属党支部"),
        ((U1, U2, U3), (at(B1, 撤销日期="2012-06-01", 并入组织编码="0101"), B2, B3), ("党支部", "J2"), ""),
        ((U1, U2, U3), (at(B1, 撤销日期="2012-06-01", 并入组织编码="0999"), B2, B3), ("党支部", "J2"), "0999"),
        ((U1, U2, U3), (at(B1, 撤销日期="2012-06-01", 并入组织编码="02"), B2, B3), ("党支部", "J2"), ""),
        ((U1, U2, U3), (at(B1, 并入组织编码="0102"), B2, B3), ("党支部", "J2"), "撤销日期"),
        ((U1, U2, U3), (at(B1, 撤销日期="2112-06-01"), B2, B3), ("党支部", "H2"), ""),
        ((U1, U2, U3), (at(B1, 撤销日期="1999-06-01"), B2, B3), ("党支部", "H2"), ""),
        ((U1, U2, U3), (at(B1, 撤销日期="2012-02-30"), B2, B3), ("党支部", "H2"), "2012-02-30"),
        ((U1, U2, U3), (at(B1, 成立日期="2112-01-01"), B2, B3), ("党支部", "G2"), ""),
        ((U1, U2, U3), (at(B1, 类别="老师"), B2, B3), ("党支部", "D2"), "教工"),
        ((U1, U2, U3), (at(B1, 类别=None), B2, B3), ("党支部", "D2"), "类别"),
        ((U1, U2, U3), (at(B1, 党员人数="十二"), B2, B3), ("党支部", "F2"), "十二"),
        ((U1, U2, U3), (at(B1, 党员人数=-1), B2, B3), ("党支部", "F2"), ""),
        ((U1, U2, U3), (at(B1, 编码="01/01"), B2, B3), ("党支部", "A2"), ""),
        ((U1, U2, U3), (at(B1, 名称="长" * 101), B2, B3), ("党支部", "B2"), "100"),
        ((U1, U2, U3), (B1, B2, B3, at(B1, 名称="又一个")), ("党支部", "A5"), "0101"),
        ((U1, U2, U3), (B1, B2, B3, at(B1, 编码="02")), ("党支部", "A5"), "02"),
        ((U1, U2, unit(U3, 编码="00")), (B1, B2, B3), ("基层党组织", "A4"), "校党委"),
        ((unit(U1, 类别="教工"), U2, U3), (B1, B2, B3), ("基层党组织", "I2"), ""),
        ((unit(U1, 类型="直属党支部"), U2, U3), (B1, B2, B3), ("基层党组织", "C2"), ""),
        ((unit(U1, 撤销日期="2012-06-01"), U2, U3), (B1, B2, B3), ("基层党组织", "F2"), "0101"),
    ],
    ids=[
        "unit unknown", "zeros lost", "unit has no branches", "merged into itself", "into nobody", "into a unit",
        "successor without a day", "closed in the future", "closed before founded", "no such day",
        "founded in the future", "no such category", "category missing", "not a number", "negative",
        "code with a slash", "name too long",
        "code twice", "code on both sheets", "code of the university", "unit with a category", "kind that cannot turn",
        "unit with open branches",
    ],
)  # fmt: skip
def test_bad_row_is_named_by_its_cell_and_nothing_is_written(imported, roster, units, branches, place, said):
    before = state()
    plan = bring_in("roster", roster(units, branches))
    assert cells(plan) == [place]
    assert said in plan.errors[0].message
    assert state() == before


@pytest.mark.parametrize(
    ("units", "branches", "place", "meant"),
    [
        ((["1", "文学院", "党委"],), (), ("基层党组织", "A2"), "01"),
        ((), (at(B1, 编码=101),), ("党支部", "A2"), "0101"),
        ((), (at(B1, 编码="00101"),), ("党支部", "A2"), "0101"),
        ((), (at(B1, 编码="0555"), at(B1, 编码="555")), ("党支部", "A3"), "0555"),
        ((), (at(B1, 编码="AB1"), at(B1, 编码="ab1")), ("党支部", "A3"), "AB1"),
        ((), (at(B1, 编码=101, 类别=None),), ("党支部", "A2"), "0101"),
    ],
    ids=["unit", "number", "zeros too many", "both new", "case", "beside another fault"],
)
def test_code_that_lost_its_zeros_founds_nothing(imported, roster, units, branches, place, meant):
    before = state()
    plan = bring_in("roster", roster(units=units, branches=branches))
    assert place in cells(plan)
    assert meant in plan.errors[cells(plan).index(place)].message
    assert state() == before


def test_unit_that_lost_its_zeros_is_told_at_its_branches_too(imported, roster):
    file = roster(units=(["1", "文学院", "党委"],), branches=(at(B1, 所属基层党组织编码="1"),))
    assert cells(bring_in("roster", file)) == [("基层党组织", "A2"), ("党支部", "C2")]


def test_twins_that_exist_stay_as_they_are(imported, roster, world_of_twins):
    """A third one is asked about both."""
    rows = (at(B1, 编码="101", 名称="第二个", 书记=None), B1)
    assert counts(bring_in("roster", roster(branches=rows))) == (0, 0, 5)
    plan = bring_in("roster", roster(branches=(at(B1, 编码="00101"),)))
    assert "0101 / 101" in plan.errors[0].message


def test_units_and_branches_may_count_differently(imported, roster):
    file = roster(branches=(at(B1, 编码="001"), at(B1, 编码="002")))
    assert counts(bring_in("roster", file)) == (2, 0, 3)


def test_merger_into_a_closed_branch_is_refused(imported, roster):
    bring_in("roster", roster(branches=(B1, at(B2, 撤销日期="2012-03-01"), B3)))
    plan = bring_in("roster", roster(branches=(at(B1, 撤销日期="2012-06-01", 并入组织编码="0102"), B2, B3)))
    assert cells(plan) == [("党支部", "J2")]


def test_mergers_in_a_circle_are_refused(imported, roster):
    rows = (at(B1, 撤销日期="2012-06-01", 并入组织编码="0102"), at(B2, 撤销日期="2012-09-01", 并入组织编码="0101"), B3)
    assert cells(bring_in("roster", roster(branches=rows))) == [("党支部", "J3")]


def test_closed_one_is_no_longer_moved_or_renamed(imported, roster):
    bring_in("roster", roster(branches=(at(B1, 撤销日期="2012-09-01"), B2, B3)))
    row = at(B1, 名称="别的名称", 所属基层党组织编码="02", 撤销日期="2012-10-01", 书记="周五")
    plan = bring_in("roster", roster(branches=(row, B2, B3)))
    assert sorted(cells(plan)) == [("党支部", cell) for cell in ("B2", "C2", "E2", "H2")]


def test_closing_before_what_happened_since_is_refused(imported, roster):
    """R12–R14: what came after the closing day would be lost: a move, a merger into it, a branch that left."""
    move(get("0201"), get("01"), on=date(2012, 7, 1))
    close(get("0102"), date(2012, 8, 1), into=get("0101"))
    rows = (at(B1, 撤销日期="2012-07-15"), B2, at(B3, 所属基层党组织编码="01", 撤销日期="2012-06-01"))
    plan = bring_in("roster", roster(units=(U1, unit(U2, 撤销日期="2012-06-01"), U3), branches=rows))
    assert cells(plan) == [("基层党组织", "F3"), ("党支部", "H2"), ("党支部", "H4")]


def test_chain_of_merged_units_takes_the_branches_to_its_end(imported, roster):
    units = (
        unit(U1, 撤销日期="2012-06-01", 并入组织编码="02"),
        unit(U2, 撤销日期="2012-09-01", 并入组织编码="04"),
        ["04", "理学院党委", "党委"],
    )
    rows = tuple(at(row, 所属基层党组织编码="04") for row in (B1, B2, B3))
    assert counts(bring_in("roster", roster(units=units, branches=rows))) == (1, 2, 3)
    assert [get(code).path[:8] for code in ("0101", "0102", "0201")] == [get("04").path] * 3
    assert counts(bring_in("roster", roster(units=units, branches=rows))) == (0, 0, 6)


def test_wrong_heading_is_not_blamed_on_the_other_sheet(db, tmp_path):
    path = write_book(
        tmp_path / "roster.xlsx", {"基层党组织": [["编号", "名称", "类型"], U1[:3]], "党支部": [BRANCHES, B1, B2]}
    )
    plan = bring_in("roster", path)
    assert cells(plan) == [("基层党组织", "A1")]
    assert "编码" in plan.errors[0].message


def test_every_error_is_told_at_once(imported, roster):
    file = roster(
        units=(unit(U1, 类型="学院"), U2, U3), branches=(at(B1, 类别="老师", 党员人数="多"), at(B2, 名称=None), B3)
    )
    assert cells(bring_in("roster", file)) == [
        ("基层党组织", "C2"), ("党支部", "D2"), ("党支部", "F2"), ("党支部", "B3"),
    ]  # fmt: skip


def test_faulty_unit_is_not_blamed_on_its_branches(db, roster):
    plan = bring_in("roster", roster(units=(unit(U1, 类型="学院"), U2, U3)))
    assert cells(plan) == [("基层党组织", "C2")]


def test_every_objection_of_a_row_is_told_beside_its_faulty_cells(imported, roster):
    rows = (
        at(B1, 类别="老师", 所属基层党组织编码="09", 成立日期="2090-01-01"),
        at(B2, 党员人数="多", 撤销日期="1999-01-01", 并入组织编码="0999"),
        at(B3, 编码=None, 所属基层党组织编码="08"),
        at(B3, 类别="老师"),
    )
    assert cells(bring_in("roster", roster(branches=rows))) == [
        ("党支部", "C2"), ("党支部", "D2"), ("党支部", "G2"), ("党支部", "F3"), ("党支部", "H3"), ("党支部", "J3"),
        ("党支部", "A4"), ("党支部", "C4"), ("党支部", "D5"),
    ]  # fmt: skip


def test_faulty_row_leads_to_no_further_errors(imported, roster):
    """A closing day that cannot be read leaves open whether the branch is left in its unit, and its successor's end."""
    units = (unit(U1, 撤销日期="2012-06-01"), U2, U3)
    rows = (at(B1, 撤销日期="2012-02-30", 并入组织编码="0102"), at(B2, 撤销日期="2012-06-01"), B3)
    assert cells(bring_in("roster", roster(units=units, branches=rows))) == [("党支部", "H2")]


def test_day_of_founding_after_what_happened_is_named_by_its_cell(imported, roster):
    move(get("0201"), get("01"), on=date(2012, 7, 1))
    row = at(B3, 所属基层党组织编码="01", 成立日期="2012-08-01")
    assert cells(bring_in("roster", roster(branches=(row,)))) == [("党支部", "G2")]


@pytest.mark.parametrize(
    ("column", "day", "cell", "first"),
    [("成立日期", "0001-01-01", "G2", "1921-07-01"), ("撤销日期", "9999-12-31", "H2", "1949-01-01")],
)
def test_day_outside_all_reason_is_refused(imported, roster, column, day, cell, first):
    plan = bring_in("roster", roster(branches=(at(B1, **{column: day}), B2, B3)))
    assert cells(plan) == [("党支部", cell)]
    assert first in plan.errors[0].message


def test_unit_a_branch_never_belonged_to_is_no_excuse(imported, roster):
    """R13a: 0101 moved along when 01 was merged into 02; 0201 has always been in 02."""
    close(get("01"), date(2012, 6, 1), into=get("02"))
    units = (unit(U1, 撤销日期="2012-06-01", 并入组织编码="02"), U2, U3)
    plan = bring_in("roster", roster(units=units, branches=(B1, B2, at(B3, 所属基层党组织编码="01"))))
    assert cells(plan) == [("党支部", "C4")]
    assert "文学院党委" in plan.errors[0].message


def test_move_to_a_unit_that_closes_in_the_same_file_is_refused(imported, roster):
    units = (unit(U1, 撤销日期="2012-06-01", 并入组织编码="02"), U2, U3)
    plan = bring_in("roster", roster(units=units, branches=(B1, B2, at(B3, 所属基层党组织编码="01"))))
    assert cells(plan) == [("党支部", "C4")]


def test_code_of_what_was_founded_in_error_stays_used(imported, roster):
    wrong = found(get("01"), "0109", name="登记有误的党支部")
    roster_actions.undo(wrong.changes.get(), by=None)
    plan = bring_in("roster", roster(branches=(B1, B2, B3, at(B1, 编码="0109", 名称="新党支部"))))
    assert cells(plan) == [("党支部", "A5")]
    assert "登记有误的党支部" in plan.errors[0].message
