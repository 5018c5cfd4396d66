"""What pages refuse, a ledger taken over from paper is only warned about (contract.md)."""

import pytest

from pledges.models import Plan
from tests.pledges.made import in_force as published
from tests.pledges.workbooks.written import a_measure, a_move, a_plan, a_report, in_force
from tests.workbooks import bring_in

DONE = {"状态": "已结束", "结束日期": "2012-05-31"}


@pytest.mark.parametrize(
    ("rows", "sheets", "places"),
    [
        ([in_force(完成时限="2012-04-30")], {}, [("计划", "G2")]),
        ([a_plan(完成时限="2012-05-31")], {}, [("计划", "G2")]),
        ([in_force("0103", 目标等次="较好")], {}, [("计划", "F2")]),
        ([in_force(目标等次="一般")], {}, [("计划", "F2")]),
        ([in_force("0101", "整顿方案", 目标等次="一般")], {}, [("计划", "F2")]),
        ([in_force("0102")], {}, [("计划", "C2")]),
        ([in_force("0201", "整顿方案")], {"措施": []}, [("计划", "C2")]),
        ([in_force(since="2012-06-02")], {}, [("计划", "O2")]),
        ([in_force(**{**DONE, "结束日期": "2012-06-02"})], {}, [("计划", "P2")]),
        ([in_force(**DONE, 结果="未兑现")], {}, [("计划", "Q2")]),
        ([in_force("0102", "整顿方案", **DONE, 结果="已销号")], {}, [("计划", "Q2")]),
        ([in_force(), in_force(number="+2")], {}, [("计划", "E2"), ("计划", "E3")]),
        ([in_force(**DONE), in_force(number="+2", since="2012-05-31")], {}, []),
        ([in_force()], {"措施": [a_measure(完成时限="2013-01-31")]}, [("措施", "G2")]),
        ([in_force()], {"措施": [a_measure(完成日期="2012-06-02")]}, [("措施", "I2")]),
        ([in_force()], {"进展": [a_report(日期="2012-04-30")]}, [("进展", "C2")]),
        ([in_force()], {"进展": [a_report(日期="2012-06-02")]}, [("进展", "C2")]),
        ([in_force()], {"进展": [a_report(数值=3)]}, [("进展", "E2")]),
        ([a_plan(突出问题="曾为后进党支部")], {}, [("计划", "J2")]),
        ([in_force("0102", "整顿方案", 突出问题="曾为后进党支部，电话13812345678")], {}, []),
    ],
    ids=[
        "due before publication", "draft overdue", "goal not above the standing", "goal that is not public",
        "rectification of what stands there already",
        "pledge of a lagging branch", "rectification without a standing", "published ahead", "ended ahead",
        "not kept without a word", "settled early", "second in force", "one after the other", "measure after its plan",
        "done ahead", "reported before it began", "reported ahead", "value of what is not counted",
        "words in a draft", "rectification is not public",
    ],
)  # fmt: skip
def test_ledger_is_warned_and_comes_in(rated, ledger, rows, sheets, places):
    measures = sheets.get("措施") or [a_measure(row["编号"]) for row in rows]
    found = bring_in("plans", ledger(*rows, **{**sheets, "措施": measures}))
    assert found.errors == []
    assert [(one.sheet, one.cell) for one in found.warnings] == places
    assert Plan.objects.count() == len(rows)


def test_plan_without_measures_is_warned_about(rated, ledger):
    found = bring_in("plans", ledger(in_force()))
    assert [(one.sheet, one.cell) for one in found.warnings] == [("计划", "A2")]


def test_second_in_force_beside_a_stored_one_is_named(rated, ledger):
    stored = published(rated["0101"], rated.campaign)
    found = bring_in("plans", ledger(in_force(), 措施=[a_measure()]))
    assert [(one.cell, str(stored.pk) in one.message) for one in found.warnings] == [("E2", True)]


def test_what_is_as_it_was_is_not_warned_about(rated, ledger):
    bring_in("plans", ledger(in_force("0102", 完成时限="2012-04-30")))
    number = str(Plan.objects.get().pk)
    found = bring_in("plans", ledger(in_force("0102", number=number, 完成时限="2012-04-30")))
    assert (found.unchanged, found.warnings) == (1, [])


NEXT_YEAR = {"完成时限": "2013-12-31"}
MOVED = {"完成时限": "2013-01-31"}


@pytest.mark.parametrize(
    ("second", "moves", "places", "years"),
    [
        ({}, [], ["E2", "E3"], [2012, 2012]),
        ({**DONE, "结果": "已完成"}, [], ["E2", "E3"], [2012, 2012]),
        ({**DONE, "结果": "已撤回"}, [], [], [2012, 2012]),
        (NEXT_YEAR, [], [], [2012, 2013]),
        (MOVED, [a_move("+2", 原时限="2012-12-31", 新时限="2013-01-31")], ["E2", "E3"], [2012, 2012]),
    ],
    ids=["same year", "done", "withdrawn", "next year", "moved into the next year"],
)
def test_units_have_one_plan_for_a_year(rated, ledger, second, moves, places, years):
    rows = (in_force("01", "单位计划"), in_force("01", "单位计划", "+2", **second))
    found = bring_in("plans", ledger(*rows, 措施=[a_measure(), a_measure("+2")], 时限调整=moves))
    assert (found.errors, [one.cell for one in found.warnings]) == ([], places)
    assert list(Plan.objects.order_by("pk").values_list("year", flat=True)) == years


def test_drafts_of_units_are_one_for_a_year(rated, ledger):
    rows = (a_plan("01", "单位计划"), a_plan("01", "单位计划", "+2", **NEXT_YEAR), a_plan("01", "单位计划", "+3"))
    found = bring_in("plans", ledger(*rows, 措施=[a_measure(f"+{number}") for number in (1, 2, 3)]))
    assert [one.cell for one in found.errors] == ["E2", "E4"]


AFTER = {"完成时限": "2014-01-01"}


@pytest.mark.parametrize(
    ("row", "moves", "places"),
    [
        (in_force(**AFTER), [], ["G2"]),
        (in_force("0102", "整顿方案", **AFTER), [], ["G2"]),
        (in_force("0103", "活动计划", **AFTER), [], []),
        (in_force(完成时限="2013-12-31"), [], []),
        (in_force(**AFTER), [a_move(原时限="2012-12-31", 新时限="2014-01-01")], ["G2"]),
        (in_force("0102", "整顿方案", **AFTER, **DONE, 结果="已撤回"), [], []),
    ],
    ids=["pledge", "rectification", "activity plan", "last deadline", "moved", "ended"],
)
def test_due_day_after_the_last_deadline_is_warned_about(rated, ledger, row, moves, places):
    found = bring_in("plans", ledger(row, 措施=[a_measure()], 时限调整=moves))
    assert (found.errors, [one.cell for one in found.warnings]) == ([], places)
    assert all("晚于最后的截止日期" in one.message for one in found.warnings)


def test_unit_is_warned_about_a_due_day_after_the_last_deadline(rated, ledger):
    unit = rated.people["unit-01"]
    found = bring_in("plans", ledger(a_plan("0102", "整顿方案", **AFTER), 措施=[a_measure()]), by=unit)
    assert (found.errors, [one.cell for one in found.warnings]) == ([], ["G2"])
