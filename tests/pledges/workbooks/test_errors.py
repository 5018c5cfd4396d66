"""What is refused in the department's workbook of plans, each at its cell, all at once, nothing written."""

from datetime import date

import pytest

from core.workbooks.kinds import import_cells, kind_of, plan_import
from core.workflow.lifecycle import TooLate
from pledges import actions
from pledges.choices import PlanKind
from pledges.models import DueMove, Measure, Plan, Update, Version
from tests.pledges.made import done, drafted, reported, text
from tests.pledges.made import in_force as published
from tests.pledges.workbooks.written import a_measure, a_move, a_plan, a_report, in_force
from tests.workbooks import bring_in, cells, counts
from tests.world import close

NEW = [
    ("number unreadable", [in_force(number="1a")], {}, ("计划", "A2")),
    ("number missing", [in_force(number=None)], {}, ("计划", "A2")),
    ("number of nothing", [in_force(number="4711")], {}, ("计划", "A2")),
    ("number twice", [in_force(), in_force("0102", "整顿方案")], {}, ("计划", "A3")),
    ("campaign unknown", [in_force(活动编码="2013")], {}, ("计划", "B2")),
    ("organisation unknown", [in_force("0999")], {}, ("计划", "C2")),
    ("zeros lost", [in_force(组织编码=101)], {}, ("计划", "C2")),
    ("name of another", [in_force(组织名称="文学院学生第一党支部")], {}, ("计划", "D2")),
    ("kind unknown", [in_force(类型="计划")], {}, ("计划", "E2")),
    ("unit plan of a branch", [in_force("0101", "单位计划")], {}, ("计划", "E2")),
    ("pledge of a unit", [in_force("01")], {}, ("计划", "E2")),
    ("activity of the university", [in_force("00", "活动计划", 组织名称="示范大学")], {}, ("计划", "E2")),
    ("goal missing", [in_force(目标等次=None)], {}, ("计划", "F2")),
    ("goal unknown", [in_force(目标等次="优秀")], {}, ("计划", "F2")),
    ("due day missing", [in_force(完成时限=None)], {}, ("计划", "G2")),
    ("due day no date", [in_force(完成时限="年底")], {}, ("计划", "G2")),
    ("due day not plausible", [in_force(完成时限="1912-12-31")], {}, ("计划", "G2")),
    ("person too long", [in_force(第一责任人="长" * 61)], {}, ("计划", "H2")),
    ("problem unknown", [in_force(问题类型="班子配备不齐、没有")], {}, ("计划", "I2")),
    ("problems too long", [in_force(突出问题="长" * 2001)], {}, ("计划", "J2")),
    ("state unknown", [in_force(状态="完成")], {}, ("计划", "N2")),
    ("state of another kind", [in_force(状态="已验收")], {}, ("计划", "N2")),
    ("in force without a day", [in_force(since=None)], {}, ("计划", "O2")),
    ("draft with a day", [in_force(状态="草稿")], {}, ("计划", "O2")),
    ("ended without a day", [in_force(状态="已结束")], {}, ("计划", "P2")),
    ("end of what runs", [in_force(结束日期="2012-05-31")], {}, ("计划", "P2")),
    ("end before it began", [in_force(状态="已结束", 结束日期="2012-04-30")], {}, ("计划", "P2")),
    ("outcome of what runs", [in_force(结果="已兑现")], {}, ("计划", "Q2")),
    ("outcome of another kind", [in_force(状态="已结束", 结束日期="2012-05-31", 结果="已销号")], {}, ("计划", "Q2")),
    ("words no public page says", [in_force(突出问题="曾为后进党支部")], {}, ("计划", "J2")),
    ("a telephone number in public", [in_force()], {"措施": [a_measure(责任人="李明13812345678")]}, ("措施", "F2")),
    ("a score in numbers", [in_force()], {"措施": [a_measure(措施="考核得分", 起始值=75, 目标值=85)]}, ("措施", "C2")),
    (
        "a score in a report",
        [in_force()],
        {"措施": [a_measure()], "进展": [a_report(内容="考评92.5分")]},
        ("进展", "D2"),
    ),
    (
        "the lowest tier in a reason",
        [in_force()],
        {"措施": [a_measure()], "时限调整": [a_move(事由="转化后进支部")]},
        ("时限调整", "F2"),
    ),
    ("measure of nothing", [in_force()], {"措施": [a_measure("+2")]}, ("措施", "A2")),
    ("measure without a number", [in_force()], {"措施": [a_measure(at=None)]}, ("措施", "B2")),
    ("measure twice", [in_force()], {"措施": [a_measure(), a_measure()]}, ("措施", "B3")),
    ("measure without a text", [in_force()], {"措施": [a_measure(措施=None)]}, ("措施", "C2")),
    ("counted to nowhere", [in_force()], {"措施": [a_measure(起始值=3)]}, ("措施", "E2")),
    ("counted from nowhere", [in_force()], {"措施": [a_measure(目标值=3)]}, ("措施", "D2")),
    ("three decimals", [in_force()], {"措施": [a_measure(起始值=1, 目标值=3.125)]}, ("措施", "E2")),
    ("done without a day", [in_force()], {"措施": [a_measure(状态="已完成")]}, ("措施", "I2")),
    ("day of what is open", [in_force()], {"措施": [a_measure(状态="进行中", 完成日期="2012-05-20")]}, ("措施", "I2")),
    ("done in a draft", [a_plan()], {"措施": [a_measure(完成日期="2012-05-20")]}, ("措施", "H2")),
    ("report of nothing", [in_force()], {"进展": [a_report("9")]}, ("进展", "A2")),
    ("report of no measure", [in_force()], {"进展": [a_report()]}, ("进展", "B2")),
    ("report in a draft", [a_plan()], {"措施": [a_measure()], "进展": [a_report()]}, ("进展", "A2")),
    ("report without words", [in_force()], {"措施": [a_measure()], "进展": [a_report(内容=None)]}, ("进展", "D2")),
    ("move of nothing", [in_force()], {"时限调整": [a_move("+9")]}, ("时限调整", "A2")),
    ("move of no measure", [in_force()], {"时限调整": [a_move(at=3)]}, ("时限调整", "B2")),
    ("move of another day", [in_force()], {"时限调整": [a_move(新时限="2012-11-30")]}, ("时限调整", "C2")),
    ("move of a draft", [a_plan()], {"时限调整": [a_move()]}, ("时限调整", "A2")),
    ("move that lies ahead", [in_force()], {"时限调整": [a_move(调整日期="2012-06-02")]}, ("时限调整", "E2")),
]  # fmt: skip


def written_rows():
    return [list(model.objects.order_by("pk").values()) for model in (Plan, Measure, Update, DueMove, Version)]


@pytest.mark.parametrize(("rows", "sheets", "place"), [case[1:] for case in NEW], ids=[case[0] for case in NEW])
def test_bad_row_is_named_by_its_cell(rated, ledger, rows, sheets, place):
    found = bring_in("plans", ledger(*rows, **sheets))
    assert cells(found) == [place]
    assert Plan.objects.count() == 0


@pytest.fixture
def plan(rated):
    """A pledge of 0101 in force with three measures, the last of them done."""
    made = published(rated["0101"], rated.campaign, day=date(2012, 5, 1), measures=["一", "二", "三"])
    done(made, 3)
    return made


@pytest.mark.parametrize(
    ("row", "place"),
    [
        ({"code": "0103"}, ("计划", "C2")),
        ({"kind": "活动计划"}, ("计划", "E2")),
        ({"状态": "草稿"}, ("计划", "N2")),
        ({"措施": [{"at": 3, "措施": "三", "状态": "进行中"}]}, ("措施", "H2")),
        ({"措施": [{"at": 1, "措施": "一", "完成日期": "2012-05-20"}]}, ("措施", "H2")),
    ],
    ids=["of another", "of another kind", "no draft any more", "not done any more", "one's own report confirmed"],
)
def test_stored_plan_stays_what_it_is(plan, rated, ledger, row, place):
    reported(plan, 1, by=rated.people["department"])
    number, before = str(plan.pk), written_rows()
    measures = [a_measure(number, **one) for one in row.pop("措施", [])]
    found = bring_in("plans", ledger(a_plan(number=number, **row), 措施=measures), by=rated.people["department"])
    assert cells(found) == [place]
    assert written_rows() == before


def test_ended_plan_does_not_begin_again(plan, ledger):
    actions.withdraw(plan=plan, reason="调整", by=None)
    row = a_plan(number=str(plan.pk), 状态="实施中")
    assert cells(bring_in("plans", ledger(row))) == [("计划", "N2")]


def test_measure_that_a_version_left_out_stays_out(plan, ledger):
    actions.amend(plan=plan, text=text(measures=["另一"]), by=None)
    version = plan.versions.get(number=2)
    actions.submit_version(version=version, by=None)
    actions.adopt_version(version=version, by=None)
    number = str(plan.pk)
    left_out = plan.measures.filter(dropped_on__isnull=False).first()
    again = a_measure(number, left_out.number, 措施=left_out.text)
    assert counts(bring_in("plans", ledger(措施=[again]))) == (0, 0, 1)
    sheets = {"措施": [{**again, "措施": "改"}], "进展": [a_report(number, left_out.number, 日期="2012-06-01")]}
    assert cells(bring_in("plans", ledger(**sheets))) == [("措施", "B2"), ("进展", "B2")]


def test_text_is_not_corrected_while_a_version_is_written(plan, ledger):
    actions.amend(plan=plan, text=text(measures=["另一"]), by=None)
    assert cells(bring_in("plans", ledger(a_plan(number=str(plan.pk), 第一责任人="李明")))) == [("计划", "A2")]


def test_closed_branch_makes_no_plan_any_more(rated, ledger):
    close(rated["0103"], date(2012, 5, 31))
    assert cells(bring_in("plans", ledger(in_force("0103", "活动计划")))) == [("计划", "C2")]


def test_second_draft_beside_a_stored_one_is_refused(rated, ledger):
    drafted(rated["0101"], rated.campaign)
    assert cells(bring_in("plans", ledger(a_plan()))) == [("计划", "E2")]


def test_two_drafts_of_a_kind_are_refused_both(rated, ledger):
    found = bring_in("plans", ledger(a_plan(), a_plan(number="+2")))
    assert cells(found) == [("计划", "E2"), ("计划", "E3")]


def test_draft_makes_room_for_the_next_when_the_ledger_publishes_it(rated, ledger):
    made = drafted(rated["0103"], rated.campaign, PlanKind.ACTIVITY)
    rows = in_force("0103", "活动计划", str(made.pk), since="2012-06-01"), a_plan("0103", "活动计划")
    assert counts(bring_in("plans", ledger(*rows))) == (1, 1, 0)


def test_every_objection_is_told_at_once(rated, ledger):
    rows = (
        in_force("0999", 活动编码="2013", 目标等次=None),
        in_force("0103", 组织名称="别的", number="+2", 状态="已结束"),
        in_force("0101", number="+3", 完成时限="年底", 状态="已结束", 结束日期="2012-04-01", 突出问题="后进"),
        in_force("0101", number="77"),
    )
    measures = [a_measure("+3", 措施="得分92分", 起始值=1), a_measure("+9"), a_measure("+3", at="一")]
    found = bring_in("plans", ledger(*rows, 措施=measures, 进展=[a_report("+3", 8, 日期="昨天")]))
    assert sorted(cells(found)) == [
        ("措施", "A3"), ("措施", "B4"), ("措施", "C2"), ("措施", "E2"), ("计划", "A5"), ("计划", "B2"), ("计划", "C2"),
        ("计划", "D3"), ("计划", "F2"), ("计划", "G4"), ("计划", "J4"), ("计划", "P3"), ("计划", "P4"), ("进展", "B2"),
        ("进展", "C2"),
    ]  # fmt: skip


def test_whoever_was_faster_is_not_overwritten(plan, ledger):
    """The plan is looked at again when its row is locked."""
    kind, file = kind_of("plans"), ledger(a_plan(number=str(plan.pk), 第一责任人="李明"))
    work = plan_import(kind, kind.read(file)).work
    Plan.objects.update(contact="别人")
    with pytest.raises(TooLate):
        kind.apply(work, by=None, reason="import: plans.xlsx")
    assert Plan.objects.get().responsible == ""
    assert counts(import_cells(kind, kind.read(file), filename="plans.xlsx")) == (0, 1, 0)
