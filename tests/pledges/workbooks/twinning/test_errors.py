"""Each objection at its cell; nothing is written while there is one."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from core.workbooks.kinds import import_cells, kind_of, plan_import
from core.workflow.lifecycle import TooLate
from pledges.actions import twinning as actions
from pledges.choices import HelperKind, Party
from pledges.models import HelpRecord, Twinning
from tests.pledges.made import on
from tests.pledges.workbooks.twinning.rows import a_record, a_twinning, agreed, by_leader
from tests.workbooks import bring_in, cells, counts
from tests.world import close

ENDED = {"状态": "已结束", "结束日期": "2012-05-31", "结果": "达到"}
NEW = [
    ("number unreadable", [agreed(编号="1a")], [], ("结对", "A2")),
    ("number missing", [agreed(编号=None)], [], ("结对", "A2")),
    ("number of nothing", [agreed(编号="4711")], [], ("结对", "A2")),
    ("number twice", [agreed(), agreed("0101")], [], ("结对", "A3")),
    ("helped unknown", [agreed("0999")], [], ("结对", "B2")),
    ("zeros lost", [agreed(帮扶对象编码=102)], [], ("结对", "B2")),
    ("helped is no branch", [agreed("01")], [], ("结对", "B2")),
    ("name of another", [agreed(帮扶对象名称="文学院离退休党支部")], [], ("结对", "C2")),
    ("kind unknown", [agreed(帮扶方类型="个人")], [], ("结对", "D2")),
    ("helper missing", [agreed(帮扶方编码=None)], [], ("结对", "E2")),
    ("helper unknown", [agreed(helper="0999")], [], ("结对", "E2")),
    ("helper is no branch", [agreed(helper="02")], [], ("结对", "E2")),
    ("helper is the helped one", [agreed(helper="0102")], [], ("结对", "E2")),
    ("leader with a code", [by_leader(帮扶方编码="0103")], [], ("结对", "E2")),
    ("name of another helper", [agreed(帮扶方名称="没有")], [], ("结对", "F2")),
    ("leader without a name", [by_leader(帮扶方名称=None)], [], ("结对", "F2")),
    ("leader's name too long", [by_leader(帮扶方名称="长" * 201)], [], ("结对", "F2")),
    ("start missing", [agreed(开始日期=None)], [], ("结对", "G2")),
    ("start not plausible", [agreed(开始日期="1912-06-01")], [], ("结对", "G2")),
    ("end before the start", [agreed(结束日期="2012-04-30")], [], ("结对", "H2")),
    ("ended without a day", [agreed(状态="已结束", 结束日期=None)], [], ("结对", "H2")),
    ("goal too long", [agreed(目标="长" * 2001)], [], ("结对", "I2")),
    ("state unknown", [agreed(状态="进行中")], [], ("结对", "J2")),
    ("result of what runs", [agreed(结果="达到")], [], ("结对", "K2")),
    ("result unknown", [agreed(**{**ENDED, "结果": "良好"})], [], ("结对", "K2")),
    ("helper of a proposal lags", [a_twinning("0103", "0102")], [], ("结对", "E2")),
    ("record of nothing", [agreed()], [a_record("+2")], ("帮扶记录", "A2")),
    ("record of a proposal", [a_twinning()], [a_record()], ("帮扶记录", "A2")),
    ("record without a day", [agreed()], [a_record(日期=None)], ("帮扶记录", "B2")),
    ("record without words", [agreed()], [a_record(内容=None)], ("帮扶记录", "C2")),
    ("record before the start", [agreed()], [a_record(日期="2012-04-30")], ("帮扶记录", "B2")),
    ("record ahead", [agreed()], [a_record(日期="2012-06-02")], ("帮扶记录", "B2")),
    ("record of the end", [agreed(结束日期="2012-05-20")], [a_record()], ("帮扶记录", "B2")),
    ("place too long", [agreed()], [a_record(地点="长" * 201)], ("帮扶记录", "D2")),
    ("people too long", [agreed()], [a_record(参加人="长" * 201)], ("帮扶记录", "E2")),
    ("solved too long", [agreed()], [a_record(解决的问题="长" * 2001)], ("帮扶记录", "F2")),
]


@pytest.mark.parametrize(("rows", "records", "place"), [case[1:] for case in NEW], ids=[case[0] for case in NEW])
def test_bad_row_is_named_by_its_cell(rated, book, rows, records, place):
    assert cells(bring_in("twinning", book(*rows, 帮扶记录=records))) == [place]
    assert (Twinning.objects.count(), HelpRecord.objects.count()) == (0, 0)


@pytest.fixture
def twinning(rated, book):
    """0103 helps 0102 since the first of May."""
    bring_in("twinning", book(agreed()))
    return Twinning.objects.get()


@pytest.mark.parametrize(
    ("row", "place"),
    [
        (agreed("0101"), "B2"),
        (agreed(helper="0201"), "E2"),
        (by_leader(状态="已同意"), "D2"),
        (agreed(状态="已提出"), "J2"),
    ],
    ids=["of another", "by another", "by a leader", "no proposal any more"],
)
def test_stored_twinning_stays_what_it_is(twinning, book, row, place):
    before = list(Twinning.objects.values())
    assert cells(bring_in("twinning", book({**row, "编号": str(twinning.pk)}))) == [("结对", place)]
    assert list(Twinning.objects.values()) == before


def test_ended_twinning_does_not_begin_again(twinning, book):
    number = str(twinning.pk)
    assert counts(bring_in("twinning", book(agreed(编号=number, **ENDED)))) == (0, 1, 0)
    assert cells(bring_in("twinning", book(agreed(编号=number)))) == [("结对", "J2")]


def test_closed_branch_is_helped_and_helps_no_more(rated, book):
    close(rated["0103"], date(2012, 5, 31))
    rows = agreed(), agreed("0103", "0201", "+2"), agreed("0101", number="+3", **ENDED)
    assert cells(bring_in("twinning", book(*rows))) == [("结对", "E2"), ("结对", "B3")]


@pytest.mark.parametrize(
    ("rows", "records", "place"),
    [
        ([agreed("0103", "0102")], [], ("结对", "E2")),
        ([agreed(结束日期="2012-05-01")], [], ("结对", "H2")),
        ([agreed(**{**ENDED, "结束日期": "2012-07-01"})], [], ("结对", "H2")),
    ],
    ids=["helper lags", "a day long", "end ahead"],
)
def test_department_is_only_warned_of_what_pages_refuse(rated, book, rows, records, place):
    plan = bring_in("twinning", book(*rows, 帮扶记录=records))
    assert ((plan.warnings[0].sheet, plan.warnings[0].cell), plan.errors) == (place, [])
    assert Twinning.objects.count() == len(rows)


@pytest.mark.parametrize(("row", "column"), [(agreed(), "E"), (by_leader(), "F")], ids=["a branch", "a leader"])
def test_twinning_that_stands_there_is_not_written_again(rated, book, row, column):
    twice = bring_in("twinning", book(row, {**row, "编号": "+2"}))
    found = [bring_in("twinning", book(row)) for _number in range(2)]
    assert (cells(twice), [cells(one) for one in found]) == (
        [("结对", f"{column}2"), ("结对", f"{column}3")],
        [[], [("结对", f"{column}2")]],
    )
    assert Twinning.objects.count() == 1


def test_leader_of_a_page_and_of_a_ledger_are_one(rated, book):
    """A page asks for the post, a workbook says it with the name."""
    bring_in("twinning", book(by_leader()))
    facts = {"helper_kind": HelperKind.LEADER, "helper_name": "王建国", "starts_on": date(2012, 7, 1)}
    with pytest.raises(ValidationError) as refused:
        actions.propose(
            helped=rated["0102"], **facts, helper_post="校党委副书记", ends_on=date(2012, 8, 1), role="unit", by=None
        )
    assert list(refused.value.message_dict) == ["helper_name"]


def test_one_after_the_other_is_no_overlap(rated, book):
    rows = agreed(**ENDED), agreed(number="+2", 开始日期="2012-05-31")
    assert bring_in("twinning", book(*rows)).warnings == []


def test_what_was_declined_bars_nothing_and_has_no_outcome(rated, book):
    bring_in("twinning", book(a_twinning()))
    declined = Twinning.objects.get()
    actions.decline(twinning=declined, party=Party.HELPER, reason="另有任务", by=None)
    row = a_twinning(编号=str(declined.pk), 状态="已结束", 结果="达到")
    assert cells(bring_in("twinning", book(row))) == [("结对", "K2")]
    assert bring_in("twinning", book(a_twinning())).warnings == []
    assert Twinning.objects.unended().count() == 1


def test_every_objection_is_told_at_once(rated, book):
    rows = agreed("0999", 状态="完成"), agreed(number="+2", helper="0102", 结束日期="2012-04-01", 结果="达到")
    found = bring_in("twinning", book(*rows, 帮扶记录=[a_record("+9"), a_record("+2", 日期="昨天")]))
    assert sorted(cells(found)) == [
        ("帮扶记录", "A2"), ("帮扶记录", "B3"),
        ("结对", "B2"), ("结对", "E3"), ("结对", "H3"), ("结对", "J2"), ("结对", "K3"),
    ]  # fmt: skip


def test_whoever_was_faster_is_not_overwritten(twinning, book):
    """The twinning is looked at again when its row is locked."""
    kind, file = kind_of("twinning"), book(agreed(编号=str(twinning.pk), 目标="转化"))
    work = plan_import(kind, kind.read(file)).work
    Twinning.objects.update(goal="别人写的")
    with pytest.raises(TooLate):
        kind.apply(work, by=None, reason="import: twinning.xlsx")
    assert counts(import_cells(kind, kind.read(file), filename="twinning.xlsx")) == (0, 1, 0)


def test_file_brought_twice_at_the_same_moment_is_noted_once(twinning, book):
    """The records are looked at again when their twinning is locked."""
    kind, file = kind_of("twinning"), book(agreed(编号=str(twinning.pk)), 帮扶记录=[a_record(str(twinning.pk))])
    first, second = (plan_import(kind, kind.read(file)).work for _ in range(2))
    kind.apply(first, by=None, reason="import: twinning.xlsx")
    with pytest.raises(TooLate):
        kind.apply(second, by=None, reason="import: twinning.xlsx")
    assert twinning.records.count() == 1


def test_branch_closed_at_the_same_moment_is_not_helped(rated, book):
    kind = kind_of("twinning")
    work = plan_import(kind, kind.read(book(agreed()))).work
    with on(date(2012, 6, 2)):
        close(rated["0102"], date(2012, 6, 1))
        with pytest.raises(TooLate):
            kind.apply(work, by=None, reason="import: twinning.xlsx")
    assert Twinning.objects.count() == 0
