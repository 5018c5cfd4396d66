"""The roster workbook: the first one builds the tree, the next ones move, close, rename and correct (contract.md)."""

from datetime import date

import pytest
from django.utils import timezone

from branches.choices import Basis, Category, ChangeKind, Kind
from branches.models import Change, Organisation, Secretary
from core.workbooks.export import pages_of
from core.workbooks.kinds import kind_of
from core.workbooks.writing import write
from tests.branches.workbooks.rows import B1, B2, B3, BRANCHES, U1, U2, U3, UNITS, at, changes, get, state, unit
from tests.workbooks import bring_in, check, counts, read_book, write_book
from tests.world import close, move


def test_first_roster_builds_the_tree(imported):
    rows = Organisation.objects.values_list("code", "name", "kind", "category", "members", "founded_on", "depth")
    assert list(rows) == [
        ("00", "校党委", Kind.UNIVERSITY, "", None, None, 1),
        ("01", "文学院党委", Kind.PARTY_COMMITTEE, "", None, None, 2),
        ("0101", "文学院教工党支部", Kind.BRANCH, Category.STAFF, 12, date(2001, 9, 1), 3),
        ("0102", "文学院学生党支部", Kind.BRANCH, Category.STUDENT, 25, date(2005, 9, 1), 3),
        ("02", "化学学院党总支", Kind.GENERAL_BRANCH, "", None, None, 2),
        ("0201", "化学学院教工党支部", Kind.BRANCH, Category.STAFF, None, None, 3),
        ("03", "图书馆直属党支部", Kind.DIRECT_BRANCH, Category.OFFICE, 18, None, 2),
    ]
    assert dict(Secretary.objects.values_list("organisation__code", "name")) == {
        "01": "赵一", "02": "钱二", "03": "孙三", "0101": "李四",
    }  # fmt: skip


def test_university_has_the_name_of_the_settings(db, roster, settings):
    settings.UNIVERSITY_NAME = "中共示范大学委员会"
    bring_in("roster", roster())
    assert get("00").name == "中共示范大学委员会"


def test_history_names_the_file(imported):
    entry = Organisation.history.get(code="0101")
    assert (entry.history_type, entry.history_change_reason) == ("+", "import: roster.xlsx")


def test_same_file_twice_changes_nothing(imported, roster):
    before = state()
    assert counts(bring_in("roster", roster())) == (0, 0, 6)
    assert state() == before


def test_looking_writes_nothing(db, roster):
    before = state()
    assert counts(check("roster", roster())) == (6, 0, 0)
    assert state() == before


def test_row_order_means_nothing(db, roster):
    assert counts(bring_in("roster", roster(units=(U3, U2, U1), branches=(B3, B2, B1)))) == (6, 0, 0)


def test_another_unit_is_a_move_dated_today(imported, roster):
    assert counts(bring_in("roster", roster(branches=(at(B1, 所属基层党组织编码="02"), B2, B3)))) == (0, 1, 5)
    assert changes() == [("0101", ChangeKind.MOVED, timezone.localdate(), "01", "02")]


def test_another_name_is_a_renaming_dated_today(imported, roster):
    bring_in("roster", roster(branches=(at(B1, 名称="文学院教工第一党支部"), B2, B3)))
    assert changes() == [("0101", ChangeKind.RENAMED, timezone.localdate(), "文学院教工党支部", "文学院教工第一党支部")]
    assert get("0101").sought.startswith("wxyjgdydzb ")


def test_plain_facts_are_corrected(imported, roster):
    row = at(B1, 党员人数=13, 成立日期="2002-09-01")
    assert counts(bring_in("roster", roster(branches=(row, B2, B3)))) == (0, 1, 5)
    branch = get("0101")
    assert (branch.members, branch.founded_on) == (13, date(2002, 9, 1))


def test_another_category_is_a_change_dated_today(imported, roster):
    """R34: with another category goes what a student branch was founded by."""
    Organisation.objects.filter(code="0102").update(basis=Basis.YEAR)
    rows = at(B1, 类别="离退休"), at(B2, 类别="教工"), B3
    assert counts(bring_in("roster", roster(branches=rows))) == (0, 2, 4)
    today = timezone.localdate()
    assert changes() == [
        ("0101", ChangeKind.RECLASSIFIED, today, Category.STAFF, Category.RETIRED),
        ("0102", ChangeKind.RECLASSIFIED, today, Category.STUDENT, Category.STAFF),
    ]
    assert [(get(code).category, get(code).basis) for code in ("0101", "0102")] == [("retired", ""), ("staff", "")]


def test_first_category_and_that_of_a_closed_branch_hold_for_all_days(imported, roster):
    Organisation.objects.filter(code="03").update(category="")
    close(get("0201"), date(2012, 9, 1))
    rows = at(B3, 类别="机关教辅", 撤销日期="2012-09-01")
    assert counts(bring_in("roster", roster(branches=(B1, B2, rows)))) == (0, 2, 4)
    assert [get(code).category for code in ("03", "0201")] == [Category.OFFICE, Category.OFFICE]
    assert [kind for _code, kind, *_rest in changes()] == [ChangeKind.DISSOLVED]


def test_general_branch_becomes_a_party_committee(imported, roster):
    bring_in("roster", roster(units=(U1, unit(U2, 类型="党委"), U3)))
    assert get("02").kind == Kind.PARTY_COMMITTEE


def test_new_secretary_follows_the_former_one(imported, roster):
    bring_in("roster", roster(branches=(at(B1, 书记="周五"), B2, B3)))
    rows = Secretary.objects.filter(organisation__code="0101").order_by("pk").values_list("name", "left_on")
    assert list(rows) == [("李四", timezone.localdate()), ("周五", None)]


def test_former_secretary_of_an_open_branch_is_not_exported(imported, roster, tmp_path):
    Secretary.objects.filter(organisation__code="0101").update(left_on=date(2012, 6, 1))
    assert read_book(export(tmp_path / "out.xlsx"))["党支部"][1][4] is None
    assert counts(bring_in("roster", roster())) == (0, 1, 5)
    rows = Secretary.objects.filter(organisation__code="0101").order_by("pk").values_list("name", "left_on")
    assert list(rows) == [("李四", date(2012, 6, 1)), ("李四", None)]


def test_last_secretary_of_a_closed_branch_is_exported(imported, tmp_path):
    close(get("0101"), date(2012, 9, 1))
    assert read_book(export(tmp_path / "out.xlsx"))["党支部"][1][4] == "李四"


def test_empty_optional_cells_leave_the_values(imported, roster):
    row = at(B1, 书记=None, 党员人数=None, 成立日期=None)
    assert counts(bring_in("roster", roster(branches=(row, B2, B3)))) == (0, 0, 6)


def test_absent_optional_columns_leave_the_values(imported, tmp_path):
    path = write_book(tmp_path / "few.xlsx", {"基层党组织": [UNITS[:3], U1[:3]], "党支部": [BRANCHES[:4], B1[:4]]})
    assert counts(bring_in("roster", path)) == (0, 0, 2)


def test_closing_day_alone_dissolves(imported, roster):
    row = at(B1, 撤销日期="2012-09-01", 撤销文号="示范组〔2012〕9号")
    assert counts(bring_in("roster", roster(branches=(row, B2, B3)))) == (0, 1, 5)
    branch = get("0101")
    assert (branch.closed_on, branch.closing_document, branch.successor) == (
        date(2012, 9, 1),
        "示范组〔2012〕9号",
        None,
    )
    assert changes() == [("0101", ChangeKind.DISSOLVED, date(2012, 9, 1), "", "")]


def test_closed_rows_twice_change_nothing(imported, roster):
    file = roster(
        branches=(at(B1, 撤销日期="2012-09-01", 撤销文号="9号"), at(B2, 撤销日期="2012-06-01", 并入组织编码="0201"), B3)
    )
    assert counts(bring_in("roster", file)) == (0, 2, 4)
    before = state()
    assert counts(bring_in("roster", file)) == (0, 0, 6)
    assert state() == before


def test_empty_closing_day_never_reopens(imported, roster):
    bring_in("roster", roster(branches=(at(B1, 撤销日期="2012-09-01"), B2, B3)))
    assert counts(bring_in("roster", roster())) == (0, 0, 6)
    assert get("0101").closed_on == date(2012, 9, 1)


def test_merger_into_a_later_row_of_another_unit(imported, roster):
    row = at(B1, 撤销日期="2012-06-01", 并入组织编码="0201")
    bring_in("roster", roster(branches=(row, B2, B3)))
    assert get("0101").successor == get("0201")


def test_merger_into_one_that_closes_later_in_the_same_file(imported, roster):
    first = at(B1, 撤销日期="2012-06-01", 并入组织编码="0102")
    second = at(B2, 撤销日期="2012-09-01", 并入组织编码="0201")
    assert counts(bring_in("roster", roster(branches=(first, second, B3)))) == (0, 2, 4)
    assert (get("0101").successor.code, get("0102").successor.code) == ("0102", "0201")


def test_whole_past_comes_in_at_once(db, roster):
    """A first roster may hold organisations that are closed already, and the mergers between them."""
    first = at(B1, 撤销日期="2012-06-01", 并入组织编码="0102")
    second = at(B2, 撤销日期="2012-09-01")
    assert counts(bring_in("roster", roster(branches=(first, second, B3)))) == (6, 0, 0)
    assert counts(bring_in("roster", roster(branches=(first, second, B3)))) == (0, 0, 6)


@pytest.mark.parametrize("named", ["01", "02"], ids=["as it was", "as it will be"])
def test_merged_unit_takes_its_open_branches_along(imported, roster, named):
    """R13a, R14: the branches move on the day of the merger, whichever of the two units their rows name."""
    merged = unit(U1, 撤销日期="2012-06-01", 并入组织编码="02")
    file = roster(
        units=(merged, U2, U3), branches=(at(B1, 所属基层党组织编码=named), at(B2, 所属基层党组织编码=named), B3)
    )
    bring_in("roster", file)
    day = date(2012, 6, 1)
    assert changes() == [
        ("0101", ChangeKind.MOVED, day, "01", "02"),
        ("0102", ChangeKind.MOVED, day, "01", "02"),
        ("01", ChangeKind.MERGED, day, "", "02"),
    ]
    before = state()
    assert counts(bring_in("roster", file)) == (0, 0, 6)
    assert state() == before


def test_unit_closes_once_its_branches_are_closed(imported, roster):
    rows = (at(B1, 撤销日期="2012-06-01"), at(B2, 撤销日期="2012-06-01"), B3)
    assert counts(bring_in("roster", roster(units=(unit(U1, 撤销日期="2012-06-01"), U2, U3), branches=rows))) == (
        0,
        3,
        3,
    )


def export(path):
    with path.open("wb") as stream:
        write(stream, pages_of(kind_of("roster"), None))
    return path


def test_export_comes_back_unchanged(world, tmp_path):
    move(world["0201"], world["01"])
    close(world["0102"], date(2012, 8, 1), into=world["0101"])
    close(world["0103"], date(2012, 8, 1))
    close(world["02"], date(2013, 1, 1), into=world["01"])
    before = state()
    assert counts(bring_in("roster", export(tmp_path / "roster.xlsx"))) == (0, 0, 8)
    assert state() == before


def test_export_builds_the_same_roster_elsewhere(world, tmp_path):
    close(world["0102"], date(2012, 8, 1), into=world["0101"])
    close(world["02"], date(2013, 1, 1), into=world["01"])
    file = export(tmp_path / "roster.xlsx")
    sheets = read_book(file)
    Organisation.objects.order_by().update(successor=None, closed_on=None, closing_document="")
    for model in (Change, Secretary, *(world.people["department"].appointments.model,), Organisation):
        model.objects.order_by().delete()
    assert counts(bring_in("roster", file)) == (8, 0, 0)
    assert read_book(export(tmp_path / "again.xlsx")) == sheets
