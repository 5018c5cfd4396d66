"""The helped side brings proposals, the helping one records, the department its ledger (N12)."""

from datetime import date

import pytest

from core.choices import Role
from core.models import Event
from core.scope import scope_of
from pledges.actions import twinning as actions
from pledges.choices import HelperKind, Party, RecordState, TwinningResult, TwinningState
from pledges.models import HelpRecord, Twinning
from pledges.queries.twinnings.timeline import of_twinning
from ratings.choices import Tier
from tests.pledges.made import TODAY
from tests.pledges.workbooks.twinning.rows import a_record, a_twinning, agreed, by_leader
from tests.pledges.workbooks.written import taken_out
from tests.workbooks import bring_in, cells, counts, read_book
from tests.world import rate

MAY = date(2012, 5, 1)


@pytest.fixture
def twinning(rated, book):
    """0103 helps 0102 since the first of May."""
    bring_in("twinning", book(agreed()))
    return Twinning.objects.get()


def test_department_takes_over_a_ledger(rated, book, send):
    rows = agreed(目标="转化为一般"), by_leader("0101", "+2", 状态="已结束", 结果="部分达到", 结束日期="2012-06-30")
    records = [a_record(地点="二楼会议室", 参加人="全体党员", 解决的问题="补选书记"), a_record()]
    assert counts(send("department", book(*rows, 帮扶记录=records), "twinning")) == (4, 0, 0)
    first, second = Twinning.objects.order_by("pk")
    assert (first.helper.code, first.state, first.agreed_on, first.starts_on) == (
        "0103",
        TwinningState.AGREED,
        MAY,
        MAY,
    )
    assert (second.helper, second.helper_kind, second.helper_name, second.state, second.result, second.agreed_on) == (
        None, HelperKind.LEADER, "校党委副书记王建国", TwinningState.ENDED, TwinningResult.PARTLY, TODAY
    )  # fmt: skip
    told = HelpRecord.objects.values_list("state", "by__username", "reported_as", "confirmed_by", "solved")
    assert list(told) == [
        (RecordState.CONFIRMED, "department", "", None, "补选书记"), (RecordState.CONFIRMED, "department", "", None, "")
    ]  # fmt: skip
    assert list(Twinning.objects.in_force_on(MAY)) == [first]


def test_decision_of_a_ledger_is_in_the_log(twinning):
    event = Event.objects.get(kind="import", subject="twinning.xlsx")
    assert {"verb": "import", "workbook": "twinning", "new": 1, "changed": 0}.items() <= event.detail.items()


def test_state_left_empty_is_a_proposal_or_what_its_result_says(rated, book):
    rows = a_twinning(), a_twinning("0101", number="+2", 结果="达到", 开始日期="2012-05-01", 结束日期="2012-05-31")
    bring_in("twinning", book(*rows))
    found = list(Twinning.objects.order_by("pk").values_list("state", "agreed_on"))
    assert found == [(TwinningState.PROPOSED, None), (TwinningState.ENDED, MAY)]


def test_start_that_is_put_right_was_agreed_by_then(twinning, book):
    row = agreed(编号=str(twinning.pk), 开始日期="2012-04-15")
    assert counts(bring_in("twinning", book(row))) == (0, 1, 0)
    twinning.refresh_from_db()
    assert (twinning.starts_on, twinning.agreed_on) == (date(2012, 4, 15), date(2012, 4, 15))


@pytest.mark.parametrize("name", ["unit-01"])
def test_unit_of_the_helped_proposes_and_has_agreed_by_that(rated, book, send, name):
    rows = a_twinning(helper="0201"), by_leader("0103", "+2")
    assert counts(send(name, book(*rows), "twinning")) == (2, 0, 0)
    told = Twinning.objects.values_list("state", "proposed_by__username", "helped_agreed_by__username", "agreed_on")
    assert list(told) == [(TwinningState.PROPOSED, name, name, None)] * 2


@pytest.mark.parametrize(
    ("name", "role"), [("unit-01", Role.UNIT), ("branch-0101", Role.BRANCH), ("department", Role.DEPARTMENT)]
)
def test_proposal_is_of_the_role_in_which_it_was_brought(rated, book, send, name, role):
    send(name, book(a_twinning("0101", "0201")), "twinning")
    assert Twinning.objects.get().proposed_as == role


def test_proposal_of_a_leader_is_agreed_on_its_page(rated, book, send):
    """A workbook says the post with the name."""
    send("unit-01", book(by_leader()), "twinning")
    twinning = Twinning.objects.get()
    actions.agree(twinning=twinning, party=Party.HELPER, by=rated.people["unit-01"])
    assert (twinning.state, twinning.helper_called) == (TwinningState.AGREED, "校党委副书记王建国")


def test_branch_proposes_help_for_itself(rated, book, look):
    assert counts(look("branch-0101", book(a_twinning("0101", "0201")), "twinning")) == (1, 0, 0)


@pytest.mark.parametrize(
    ("name", "helped", "taken"),
    [
        ("branch-0101", "0101", {"0201"}),
        ("unit-01", "0102", {"0101", "0103", "0201"}),
        ("department", "0102", {"0101", "0103", "0201"}),
    ],
)
def test_who_lags_is_not_told_by_what_is_refused(rated, book, look, name, helped, taken):
    """0202 lags; to a branch it is refused in the same words as 0103, which is good but of the own unit."""
    rate(rated["0202"], rated.baseline, Tier.LAGGING)
    rows = [a_twinning(helped, code, f"+{code}") for code in ("0101", "0103", "0201", "0202") if code != helped]
    found = look(name, book(*rows), "twinning")
    refused = {int(problem.cell[1:]) - 2: problem.message for problem in found.errors}
    helpers = [row["帮扶方编码"] for row in rows]
    assert {code for place, code in enumerate(helpers) if place not in refused} == taken
    told = "本身为后进" if name == "department" else "不在可选的帮扶方之列"
    assert [told in message for message in refused.values()] == [True] * len(refused)


@pytest.mark.parametrize(
    ("name", "row", "places"),
    [
        ("unit-02", a_twinning(), ["B2"]),
        ("branch-0101", a_twinning(), ["B2"]),
        ("branch-0201", a_twinning(helper="0201"), ["B2"]),
        ("unit-01", a_twinning("0103", "0102"), ["E2"]),
        ("unit-01", a_twinning(开始日期="2012-05-31"), ["G2"]),
        ("unit-01", a_twinning(结束日期="2012-06-10"), ["H2"]),
        ("unit-01", a_twinning(状态="已同意"), ["J2"]),
        ("unit-01", a_twinning(结果="达到"), ["K2"]),
    ],
    ids=[
        "another unit",
        "another branch",
        "the helping branch",
        "helper lags",
        "past",
        "a day long",
        "agreed",
        "result",
    ],
)
def test_what_the_page_refuses_is_an_error_at_its_cell(rated, book, look, name, row, places):
    found = look(name, book(row), "twinning")
    assert (cells(found), found.warnings) == ([("结对", place) for place in places], [])


def test_second_proposal_of_a_pair_is_refused(twinning, book, look):
    assert cells(look("unit-01", book(a_twinning()), "twinning")) == [("结对", "E2")]


def test_proposal_changes_on_its_page_only(twinning, book, look):
    row = agreed(编号=str(twinning.pk), 结束日期="2012-11-30", 目标="改")
    assert cells(look("unit-01", book(row), "twinning")) == [("结对", "H2"), ("结对", "I2")]


@pytest.mark.parametrize(("name", "role"), [("unit-01", Role.UNIT), ("branch-0201", Role.BRANCH)])
def test_helping_side_notes_what_was_done(rated, book, send, name, role):
    helper = "0103" if name == "unit-01" else "0201"
    bring_in("twinning", book(agreed(helper=helper)))
    number = str(Twinning.objects.get().pk)
    rows = [a_record(number), a_record(number)]
    assert counts(send(name, book(帮扶记录=rows), "twinning")) == (2, 0, 0)
    assert counts(send(name, book(帮扶记录=[*rows, rows[0]]), "twinning")) == (1, 0, 2)
    told = HelpRecord.objects.values_list("state", "by__username", "reported_as")
    assert list(told) == [(RecordState.REPORTED, name, role)] * 3


def test_unit_notes_the_help_of_a_leader(rated, book, look):
    bring_in("twinning", book(by_leader(开始日期="2012-05-01", 状态="已同意")))
    number = str(Twinning.objects.get().pk)
    assert counts(look("unit-01", book(帮扶记录=[a_record(number)]), "twinning")) == (1, 0, 0)


@pytest.mark.parametrize(
    ("name", "helped", "cells_of", "place"),
    [
        ("branch-0101", "0101", {}, "A2"),
        ("unit-02", "0102", {}, "A2"),
        ("unit-01", "0102", {"日期": "2012-04-30"}, "B2"),
        ("unit-01", "0102", {"日期": "2012-06-02"}, "B2"),
    ],
    ids=["the helped side", "a stranger", "before the start", "ahead"],
)
def test_record_that_the_page_refuses(rated, book, look, name, helped, cells_of, place):
    bring_in("twinning", book(agreed(helped)))
    record = a_record(str(Twinning.objects.get().pk), **cells_of)
    assert cells(look(name, book(帮扶记录=[record]), "twinning")) == [("帮扶记录", place)]


def test_record_of_what_has_ended_is_the_department_s(twinning, book, look):
    number = str(twinning.pk)
    bring_in("twinning", book(agreed(编号=number, 状态="已结束", 结束日期="2012-05-31")))
    file = book(帮扶记录=[a_record(number)])
    found = {name: cells(look(name, file, "twinning")) for name in ("unit-01", "department")}
    assert found == {"unit-01": [("帮扶记录", "A2")], "department": []}


@pytest.mark.parametrize(
    ("name", "codes"), [("department", ["0101", "0102"]), ("unit-01", ["0101", "0102"]), ("branch-0201", ["0102"])]
)
def test_what_one_takes_out_comes_back_unchanged(rated, book, look, tmp_path, name, codes):
    rows = agreed(helper="0201"), by_leader("0101", "+2")
    bring_in("twinning", book(*rows, 帮扶记录=[a_record(), a_record()]))
    file = taken_out(tmp_path / "out.xlsx", scope_of(rated.people[name]), "twinning")
    assert [row[1] for row in read_book(file)["结对"][1:]] == codes
    found = look(name, file, "twinning")
    assert (found.lines, found.errors, found.warnings) == ([], [], [])


@pytest.mark.parametrize("cell", ["王建国（党委书记）", "王建国 (党委书记)", "王建国（党委书记（兼））"])
def test_leader_goes_out_and_in_with_the_post(rated, book, tmp_path, cell):
    bring_in("twinning", book(by_leader(帮扶方名称=cell), agreed("0101", number="+2")))
    leader = Twinning.objects.get(helper=None)
    told = read_book(taken_out(tmp_path / "out.xlsx", kind="twinning"))["结对"]
    shown = next(row[5] for row in told if row[1] == "0102")
    assert (leader.helper_name, leader.helper_post[:4], shown) == (
        "王建国",
        "党委书记",
        f"王建国（{leader.helper_post}）",
    )
    aligned = by_leader(编号=str(leader.pk), 帮扶方名称=shown.replace("王建国", "王\u3000建国"))
    assert counts(bring_in("twinning", book(aligned))) == (0, 0, 1)
    changed = by_leader(编号=str(leader.pk), 帮扶方名称="王建国（党委副书记）")
    assert counts(bring_in("twinning", book(changed))) == (0, 1, 0)
    leader.refresh_from_db()
    assert leader.helper_called == "党委副书记王建国"


def test_history_says_what_a_workbook_brought(rated, book, send):
    """Nobody proposed what came in agreed, and who brought a record has not confirmed it."""
    send("department", book(agreed(), 帮扶记录=[a_record()]), "twinning")
    told = [(event.what, event.reason) for event in of_twinning(Twinning.objects.get())]
    assert [what for what, _reason in told] == ["2012年5月20日的帮扶记录", "已同意"]
    assert {reason for _what, reason in told} == {"据数据文件“plans.xlsx”导入"}


def test_page_offers_it_to_who_may_send_it_in(client_of):
    names = ("department", "unit-01", "branch-0101", "viewer")
    pages = {name: client_of(name).get("/workbooks/").content.decode() for name in names}
    assert {name: "/workbooks/import/twinning/" in page for name, page in pages.items()} == {
        "department": True, "unit-01": True, "branch-0101": True, "viewer": False,
    }  # fmt: skip
