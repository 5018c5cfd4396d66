"""The decided ledger as a workbook: what comes in is approved, what is wrong is named by its cell (contract.md)."""

from datetime import date
from decimal import Decimal

import pytest

from branches.models import Organisation
from core.models import Event
from core.scope import scope_of
from core.workbooks.export import pages_of
from core.workbooks.kinds import kind_of
from core.workbooks.writing import write
from ratings.choices import State, Tier
from ratings.models import Rating, Standing
from tests.workbooks import bring_in, cells, check, counts, read_book, write_book
from tests.world import close, found, rate

HEADINGS = ["轮次编码", "组织编码", "组织名称", "得分", "等次", "备注"]
STAFF = ["2012-1", "0101", "文学院教工第一党支部", 68.5, "一般", "尚可"]
STUDENTS = ["2012-1", "0102", "文学院学生第一党支部", None, "先进"]
DIRECT = ["2012-1", "03", "图书馆直属党支部", 82, "good"]
UNIT = ["2012-1", "01", "文学院党委", "95", "先进"]


@pytest.fixture
def ledger(tmp_path):
    """Writes a ledger of these rows."""

    def write_rows(*rows, headings=HEADINGS):
        return write_book(tmp_path / "ratings.xlsx", {"分类定级": [headings, *rows]})

    return write_rows


def export(path, scope=None, round_code=None):
    with path.open("wb") as stream:
        write(stream, pages_of(kind_of("ratings"), scope, round_code=round_code))
    return path


def state():
    """Everything an import may touch."""
    rows = (Rating.objects, Rating.history, Standing.objects, Event.objects)
    return [list(each.order_by("pk").values()) for each in rows]


def test_ledger_comes_in_approved(world, ledger):
    assert counts(bring_in("ratings", ledger(STAFF, STUDENTS, DIRECT, UNIT), by=world.people["department"])) == (
        4,
        0,
        0,
    )
    fields = ("organisation__code", "unit__code", "score", "tier", "remark", "state", "approved_by__username")
    official = (State.APPROVED, "department")
    assert sorted(Rating.objects.values_list(*fields)) == [
        ("01", "01", Decimal(95), Tier.ADVANCED, "", *official),
        ("0101", "01", Decimal("68.5"), Tier.ORDINARY, "尚可", *official),
        ("0102", "01", None, Tier.ADVANCED, "", *official),
        ("03", "03", Decimal(82), Tier.GOOD, "", *official),
    ]


def test_history_and_log_name_the_file(world, ledger):
    bring_in("ratings", ledger(STAFF), by=world.people["department"])
    assert Rating.history.get().history_change_reason == "import: ratings.xlsx"
    [entry] = Event.objects.filter(kind="import")
    assert (entry.subject, entry.by_name) == ("ratings.xlsx", "department")
    assert {"verb": "import", "workbook": "ratings", "new": 1, "changed": 0}.items() <= entry.detail.items()


def test_same_file_twice_changes_nothing(world, ledger):
    bring_in("ratings", ledger(STAFF, STUDENTS, UNIT))
    before = state()
    assert counts(bring_in("ratings", ledger(UNIT, STUDENTS, STAFF))) == (0, 0, 3)
    assert state() == before


def test_looking_writes_nothing(world, ledger):
    before = state()
    assert counts(check("ratings", ledger(STAFF))) == (1, 0, 0)
    assert state() == before


def test_changed_row_is_reopened_and_approved_with_the_file_as_reason(world, ledger):
    bring_in("ratings", ledger(STAFF))
    plan = bring_in("ratings", ledger([*STAFF[:3], 45, "后进", "退步"]))
    assert counts(plan) == (0, 1, 0)
    assert plan.lines[0].cells == (("得分", "68.5", "45"), ("等次", "一般", "后进"), ("备注", "尚可", "退步"))
    entries = Rating.history.order_by("history_id").values_list("state", "tier", "history_change_reason")
    reason = "import: ratings.xlsx"
    assert list(entries) == [
        (State.APPROVED, Tier.ORDINARY, reason), (State.RETURNED, Tier.ORDINARY, reason),
        (State.APPROVED, Tier.LAGGING, reason),
    ]  # fmt: skip


def test_empty_optional_cells_leave_the_values(world, ledger):
    bring_in("ratings", ledger(STAFF))
    assert counts(bring_in("ratings", ledger([*STAFF[:3], None, "一般"]))) == (0, 0, 1)
    assert counts(
        bring_in("ratings", ledger([*STAFF[:3], "后进"], headings=["轮次编码", "组织编码", "组织名称", "等次"]))
    ) == (0, 1, 0)
    rating = Rating.objects.get()
    assert (rating.score, rating.tier, rating.remark) == (Decimal("68.5"), Tier.LAGGING, "尚可")


@pytest.mark.parametrize(
    ("row", "cell", "said"),
    [
        (["2012-9", *STAFF[1:]], "A2", "2012-2"),
        ([None, *STAFF[1:]], "A2", "轮次编码"),
        (["2012-1", "101", *STAFF[2:]], "B2", "0101"),
        (["2012-1", 101, *STAFF[2:]], "B2", "0101"),
        (["2012-1", "0999", *STAFF[2:]], "B2", "0999"),
        (["2012-1", "0102", *STAFF[2:]], "C2", "文学院学生第一党支部"),
        (["2012-1", "00", "示范大学", None, "先进"], "B2", ""),
        ([*STAFF[:3], 101, "先进"], "D2", "100"),
        ([*STAFF[:3], -1, "先进"], "D2", "0"),
        ([*STAFF[:3], "满分", "先进"], "D2", "满分"),
        ([*STAFF[:4], "优秀"], "E2", "先进、较好、一般、后进"),
        ([*STAFF[:4], None], "E2", "等次"),
        ([*STAFF[:5], "长" * 301], "F2", "300"),
    ],
    ids=[
        "round unknown", "round missing", "zeros lost", "zeros lost in a number", "organisation unknown",
        "name of another", "university", "score too high", "score negative", "score no number", "tier unknown",
        "tier missing", "remark too long",
    ],
)  # fmt: skip
def test_bad_row_is_named_by_its_cell_and_nothing_is_written(world, ledger, row, cell, said):
    before = state()
    plan = bring_in("ratings", ledger(row, STUDENTS))
    assert cells(plan) == [("分类定级", cell)]
    assert said in plan.errors[0].message
    assert state() == before


def test_two_rows_for_one_organisation_in_a_round_are_refused(world, ledger):
    plan = bring_in("ratings", ledger(STAFF, STUDENTS, STAFF, ["2012-2", *STAFF[1:]]))
    assert cells(plan) == [("分类定级", "B4")]
    assert "2" in plan.errors[0].message


def test_closed_before_the_round_is_not_rated_in_it(world, ledger):
    """R13: closed on the reference date counts as closed; an earlier round may still be rated."""
    close(world["0101"], world.later.reference_date)
    later = ["2012-2", *STAFF[1:]]
    assert cells(bring_in("ratings", ledger(STAFF, later))) == [("分类定级", "B3")]
    assert counts(bring_in("ratings", ledger(STAFF))) == (1, 0, 0)


def test_official_row_of_one_closed_since_stays_as_it_is(world, ledger, tmp_path):
    """R13: what is exported comes back unchanged; changing it is refused."""
    rate(world["0101"], world.later, Tier.ORDINARY)
    close(world["0101"], world.baseline.reference_date)
    file = export(tmp_path / "again.xlsx")
    assert counts(bring_in("ratings", file)) == (0, 0, 1)
    assert cells(bring_in("ratings", ledger(["2012-2", *STAFF[1:3], 45, "后进"]))) == [("分类定级", "B2")]


def test_every_objection_of_a_row_is_told_at_once(world, ledger):
    rows = (
        ["2012-9", "0999", "没有", 68, "一般"],
        ["2012-1", "0999", "没有", 101, "优秀"],
        ["2012-9", "0102", "别的名称", 68, None],
        ["2012-1", "0999", None, 68, "一般"],
    )
    places = sorted((int(cell[1:]), cell) for _sheet, cell in cells(bring_in("ratings", ledger(*rows))))
    assert [cell for _row, cell in places] == ["A2", "B2", "B3", "D3", "E3", "A4", "C4", "E4", "B5", "C5"]


def test_row_of_the_wrong_name_is_not_blamed_for_the_one_it_does_not_mean(world, ledger):
    close(world["0101"], world.baseline.reference_date)
    assert cells(bring_in("ratings", ledger([*STAFF[:2], "文学院学生第一党支部", 68, "一般"]))) == [("分类定级", "C2")]


@pytest.mark.parametrize(
    ("name", "meant"), [("第二个", "00101"), ("文学院教工第一党支部", "0101"), ("别的", "00101 / 0101")]
)
def test_of_two_twins_the_one_of_that_name_is_meant(world, ledger, settings, name, meant):
    settings.LANGUAGE_CODE = "en"
    found(world["02"], "00101", name="第二个")
    plan = bring_in("ratings", ledger(["2012-1", 101, name, 68, "一般"]))
    assert counts(plan) == [("分类定级", "B2", f"There is no organisation 101. Did you mean {meant}?")]


@pytest.mark.parametrize("pending", [State.DRAFT, State.SUBMITTED, State.RETURNED])
def test_pending_rating_is_an_error_at_its_cell(world, ledger, pending):
    rate(world["0101"], world.baseline, Tier.ORDINARY, state=pending)
    before = state()
    assert cells(bring_in("ratings", ledger(STAFF, STUDENTS))) == [("分类定级", "E2")]
    assert state() == before


def test_score_and_tier_that_disagree_are_warned_about_and_the_tier_wins(world, ledger):
    plan = bring_in("ratings", ledger([*STAFF[:3], 89.96, "先进"]))
    assert counts(plan) == (1, 0, 0)
    assert [(one.sheet, one.cell) for one in plan.warnings] == [("分类定级", "E2")]
    assert Rating.objects.get().tier == Tier.ADVANCED


def test_new_branch_is_warned_about_and_not_refused(world, ledger):
    found(world["01"], "0104", name="文学院新建党支部", founded_on=date(2011, 4, 2))
    found(world["01"], "0105", name="文学院老党支部", founded_on=date(2011, 4, 1))
    plan = bring_in(
        "ratings",
        ledger(
            ["2012-1", "0104", "文学院新建党支部", None, "较好"], ["2012-1", "0105", "文学院老党支部", None, "较好"]
        ),
    )
    assert counts(plan) == (2, 0, 0)
    assert [(one.sheet, one.cell) for one in plan.warnings] == [("分类定级", "B2")]


def test_score_computed_in_the_workbook_is_what_excel_shows(world, ledger):
    rows = ([*STAFF[:3], 74.35999999999999, "一般"], [*STUDENTS[:3], 30.000000000000004, "后进"])
    assert counts(bring_in("ratings", ledger(*rows))) == (2, 0, 0)
    assert sorted(Rating.objects.values_list("score", flat=True)) == [Decimal(30), Decimal("74.36")]


def test_score_keeps_four_decimals_and_no_more(world, ledger):
    assert cells(bring_in("ratings", ledger([*STAFF[:3], 68.12345, "一般"]))) == [("分类定级", "D2")]
    bring_in("ratings", ledger([*STAFF[:3], 68.1234, "一般"]))
    assert Rating.objects.get().score == Decimal("68.1234")


def test_export_comes_back_unchanged(world, ledger, tmp_path):
    bring_in("ratings", ledger(STAFF, STUDENTS, DIRECT, UNIT, ["2012-2", *STAFF[1:]]))
    before = state()
    assert counts(bring_in("ratings", export(tmp_path / "again.xlsx"))) == (0, 0, 5)
    assert state() == before


def test_export_holds_official_ratings_only(world, tmp_path):
    rate(world["0101"], world.baseline, Tier.ORDINARY)
    rate(world["0102"], world.baseline, Tier.GOOD, state=State.SUBMITTED)
    assert read_book(export(tmp_path / "out.xlsx")) == {
        "分类定级": [HEADINGS, ["2012-1", "0101", "文学院教工第一党支部", 68, "一般", None]]
    }


def test_export_of_one_round(world, tmp_path):
    rate(world["0101"], world.baseline, Tier.ORDINARY)
    rate(world["0101"], world.later, Tier.ADVANCED)
    rows = read_book(export(tmp_path / "out.xlsx", round_code="2012-2"))["分类定级"]
    assert [row[0] for row in rows[1:]] == ["2012-2"]


def test_export_stays_within_the_scope(world, tmp_path):
    for code in ("0101", "0201", "03"):
        rate(world[code], world.baseline, Tier.ORDINARY)
    for name, codes in {
        "unit-01": ["0101"],
        "viewer-01": ["0101"],
        "viewer": ["0101", "0201", "03"],
        "audit": [],
    }.items():
        rows = read_book(export(tmp_path / f"{name}.xlsx", scope=scope_of(world.people[name])))["分类定级"]
        assert [row[1] for row in rows[1:]] == codes


def test_naughty_names_come_back_unchanged(world, tmp_path):
    names = [
        "=1+1",
        "_x0041_支部",
        "<script>alert(1)</script>",
        "支\u200b部",
        "'; DROP TABLE",
        "党\n支部",
        "﷽",
        "00123",
    ]
    for number, name in enumerate(names):
        found(world["01"], f"01{number + 10}", name=name)
        rate(Organisation.objects.get(code=f"01{number + 10}"), world.baseline, Tier.GOOD, remark=name)
    file = export(tmp_path / "out.xlsx")
    assert counts(bring_in("ratings", file)) == (0, 0, len(names))


@pytest.mark.parametrize(
    ("stored", "written"),
    [("丁支部", "丁支部\u200b"), ("戊支部", "戊\n支部"), ("己 支部", "己\xa0支部"), ("庚 支部", "庚支部")],
)
def test_name_beside_the_code_may_be_written_otherwise(world, ledger, stored, written):
    Organisation.objects.filter(code="0101").update(name=stored)
    row = [*STAFF]
    row[2] = written
    assert cells(check("ratings", ledger(row))) == []
