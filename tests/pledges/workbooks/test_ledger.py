"""The department's ledger of plans: in force from its 发布日期, with everything it tells (contract.md)."""

from datetime import date
from decimal import Decimal

import pytest

from core.models import Event
from core.reporting.choices import ReportedState
from pledges import actions
from pledges.choices import MoveState, PlanKind, PlanOutcome, PlanState
from pledges.lifecycles.plans import is_handed_in
from pledges.models import CoverStep, DueMove, Measure, Plan, Update, Version
from pledges.workbooks.plans.sheets import SHEETS
from ratings.choices import Tier
from tests.pledges.made import TODAY, assessed
from tests.pledges.made import in_force as published
from tests.pledges.workbooks.written import a_measure, a_move, a_plan, a_report, in_force, taken_out
from tests.workbooks import bring_in, cells, check, counts, read_book, write_book
from tests.world import close


@pytest.fixture
def entered(rated, ledger):
    """What a ledger of these rows leaves behind: its one plan."""

    def bring(*rows, **sheets):
        plan = bring_in("plans", ledger(*rows, **sheets), by=rated.people["department"])
        assert plan.errors == []
        return Plan.objects.get()

    return bring


def test_plan_is_in_force_since_its_publication(rated, ledger, entered):
    plan = entered(in_force(第一责任人="胡雪莹"), 措施=[a_measure()])
    assert (plan.kind, plan.state, plan.goal) == (PlanKind.PLEDGE, PlanState.IN_FORCE, Tier.ADVANCED)
    assert (plan.published_on, plan.due_on, plan.responsible) == (date(2012, 5, 1), date(2012, 12, 31), "胡雪莹")
    version = Version.objects.get()
    assert (version.number, version.adopted_on, version.goal) == (1, date(2012, 5, 1), Tier.ADVANCED)
    assert [one["text"] for one in version.content["measures"]] == ["每月组织一次理论学习"]
    begun = CoverStep.objects.filter(unit=None, change=1).values_list("day", flat=True)
    assert set(begun) == {date(2012, 5, 1)}


def test_days_alone_say_where_a_plan_stands(world, ledger):
    rows = [a_plan("0101", number="+1"), a_plan("0102", number="+2", 发布日期="2012-05-01")]
    rows.append(a_plan("0103", number="+3", 发布日期="2012-05-01", 结束日期="2012-05-31"))
    bring_in("plans", ledger(*rows))
    states = Plan.objects.order_by("organisation__code").values_list("state", flat=True)
    assert list(states) == [PlanState.DRAFT, PlanState.IN_FORCE, PlanState.ENDED]


def test_pledge_that_ends_in_a_ledger_keeps_that_its_assessment_was_sent_back(rated, ledger, entered):
    """Else it would come onto its public page (R27a)."""
    plan = assessed(published(rated["0101"], rated.campaign))
    actions.send_back(plan=plan, reason="情况不实", by=None)
    ended = {"状态": "已结束", "结束日期": "2012-06-01", "结果": "部分兑现"}
    plan = entered(a_plan(number=str(plan.pk), **ended))
    assert (plan.outcome, plan.reason, is_handed_in(plan)) == (PlanOutcome.PARTLY, "情况不实", False)


def test_history_and_log_name_the_file(rated, ledger, entered):
    plan = entered(in_force(), 措施=[a_measure()], 进展=[a_report()])
    for rows in (plan.history, Measure.history, Update.history, Version.history):
        [kept] = rows.all()
        assert (kept.history_change_reason, kept.history_user.username) == ("import: plans.xlsx", "department")
    [entry] = Event.objects.filter(subject__contains="plans.xlsx")
    assert (entry.kind, entry.subject) == ("import", "plans.xlsx")
    assert {"verb": "import", "workbook": "plans", "new": 3, "changed": 0}.items() <= entry.detail.items()


def test_measures_come_with_what_was_done(entered):
    done = a_measure(起始值=4, 目标值=12.5, 责任人="李明", 完成时限="2012-10-31", 完成日期="2012-05-30")
    plan = entered(
        in_force(), 措施=[a_measure(at=2, 状态="已报告"), done], 进展=[a_report(数值=3.5), a_report(数值=3.5)]
    )
    facts = ("number", "state", "start", "goal_value", "person", "due_on", "done_on", "confirmed_by__username")
    assert list(plan.measures.values_list(*facts)) == [
        (1, "done", Decimal(4), Decimal("12.5"), "李明", date(2012, 10, 31), date(2012, 5, 30), "department"),
        (2, "reported", None, None, "", None, None, None),
    ]
    assert (
        list(Update.objects.values_list("on", "value", "by__username"))
        == [(date(2012, 5, 20), Decimal("3.5"), "department")] * 2
    )


@pytest.mark.parametrize("said", ["2012-10-31", "2012-12-31"], ids=["former", "new"])
def test_due_day_is_the_one_that_holds_after_the_moves(entered, said):
    moves = [a_move(新时限="2012-12-31"), a_move(at=1, 原时限="2012-09-30", 新时限="2012-11-30")]
    plan = entered(in_force(完成时限=said), 措施=[a_measure(完成时限="2012-09-30")], 时限调整=moves)
    assert (plan.due_on, plan.measures.get().due_on) == (date(2012, 12, 31), date(2012, 11, 30))
    content = Version.objects.get().content
    assert (content["due_on"], content["measures"][0]["due_on"]) == ("2012-10-31", "2012-09-30")
    days = DueMove.objects.values_list("measure__number", "decided_on", "state", "reason")
    assert sorted(days, key=str) == [
        (1, date(2012, 5, 20), MoveState.GRANTED, "换届"),
        (None, date(2012, 5, 20), MoveState.GRANTED, "换届"),
    ]


def test_what_was_not_kept_says_that_the_ledger_gives_no_reason(entered):
    plan = entered(in_force(状态="已结束", 结束日期="2012-05-31", 结果="未兑现"), 措施=[a_measure()])
    assert (plan.outcome, plan.explanation) == (PlanOutcome.NOT_KEPT, "由台账导入，台账中未作说明。")


def test_returned_plan_says_that_the_ledger_gives_no_reason(entered):
    plan = entered(a_plan(状态="已退回"), 措施=[a_measure()])
    assert (plan.state, plan.reason) == (PlanState.RETURNED, "由台账导入，台账中未写退回意见。")


def test_corrected_text_in_force_is_a_further_version_of_today(rated, ledger):
    plan = published(rated["0101"], rated.campaign, day=date(2012, 5, 1))
    number = str(plan.pk)
    found = bring_in(
        "plans", ledger(a_plan(number=number, 第一责任人="胡雪莹"), 措施=[a_measure(number, 2, 措施="每季走访")])
    )
    assert counts(found) == (1, 1, 0)
    versions = plan.versions.values_list("number", "adopted_on", "content__responsible")
    assert list(versions) == [(1, date(2012, 5, 1), ""), (2, TODAY, "胡雪莹")]
    assert [one["text"] for one in plan.versions.get(number=2).content["measures"]] == [
        "每月组织一次理论学习",
        "每季走访",
    ]


def test_person_who_is_only_written_otherwise_makes_no_further_version(rated, ledger):
    plan = published(rated["0101"], rated.campaign, day=date(2012, 5, 1))
    number = str(plan.pk)
    assert counts(bring_in("plans", ledger(a_plan(number=number, 第一责任人="王芳")))) == (0, 1, 0)
    assert counts(check("plans", ledger(a_plan(number=number, 第一责任人="王\u3000芳\u200b")))) == (0, 0, 1)


def test_corrected_due_day_in_force_is_a_move_of_today(rated, ledger):
    plan = published(rated["0101"], rated.campaign)
    found = bring_in("plans", ledger(a_plan(number=str(plan.pk), 完成时限="2012-11-30")))
    assert counts(found) == (0, 1, 0)
    plan.refresh_from_db()
    assert (plan.due_on, plan.versions.count()) == (date(2012, 11, 30), 1)
    assert plan.moves.values_list("old_day", "new_day", "decided_on", "state").get() == (
        date(2012, 12, 31), date(2012, 11, 30), TODAY, MoveState.GRANTED,
    )  # fmt: skip


def test_corrected_publication_takes_the_first_version_along(rated, ledger):
    plan = published(rated["0101"], rated.campaign)
    assert counts(bring_in("plans", ledger(in_force(number=str(plan.pk), since="2012-05-02")))) == (0, 1, 0)
    assert Version.objects.get().adopted_on == date(2012, 5, 2)


def test_ledger_ends_what_was_in_force(rated, ledger):
    plan = published(rated["0101"], rated.campaign)
    row = in_force(number=str(plan.pk), since="2012-06-01", 状态="已结束", 结束日期="2012-06-01", 结果="已撤回")
    assert counts(bring_in("plans", ledger(row))) == (0, 1, 0)
    plan.refresh_from_db()
    assert (plan.state, plan.ended_on, plan.outcome) == (PlanState.ENDED, TODAY, PlanOutcome.WITHDRAWN)
    assert CoverStep.objects.count() == 0


def test_row_that_is_left_out_deletes_nothing(entered, ledger):
    plan = entered(in_force(), 措施=[a_measure(), a_measure(at=2)], 进展=[a_report()])
    number = str(plan.pk)
    found = bring_in(
        "plans", ledger(in_force(number=number), 措施=[a_measure(number)], 进展=[a_report(number, 内容="又一次")])
    )
    assert counts(found) == (1, 0, 2)
    assert (plan.measures.count(), Update.objects.count()) == (2, 2)


def test_further_sheets_speak_of_plans_that_the_first_leaves_out(entered, ledger):
    number = str(entered(in_force(), 措施=[a_measure()]).pk)
    assert counts(bring_in("plans", ledger(进展=[a_report(number)]))) == (1, 0, 0)


def test_english_headings_and_words_are_accepted(rated, tmp_path):
    row = {
        "Number": "+1",
        "Campaign code": "2012",
        "Organisation code": "0101",
        "Kind": "pledge",
        "Goal tier": "advanced",
    }
    row |= {"Organisation name": "文学院教工第一党支部", "Due on": "2012-12-31", "State": "in_force"}
    row |= {"Published on": "2012-05-01"}
    pages = {sheet.title_en: [[column.en for column in sheet.columns]] for sheet in SHEETS}
    pages["Plans"].append([row.get(heading) for heading in pages["Plans"][0]])
    assert counts(bring_in("plans", write_book(tmp_path / "plans.xlsx", pages))) == (1, 0, 0)


def test_looking_writes_nothing(rated, ledger):
    assert counts(check("plans", ledger(in_force(), 措施=[a_measure()]))) == (2, 0, 0)
    assert (Plan.objects.count(), Event.objects.filter(kind="import").count()) == (0, 0)


def test_one_bad_row_writes_nothing(rated, ledger):
    found = bring_in("plans", ledger(in_force(), in_force("0999", number="+2"), 措施=[a_measure()]))
    assert cells(found) == [("计划", "C3")]
    assert (Plan.objects.count(), Measure.objects.count(), Plan.history.count()) == (0, 0, 0)


def test_plan_of_a_closed_branch_is_kept_when_it_has_ended(rated, ledger):
    close(rated["0103"], date(2012, 5, 31))
    row = in_force("0103", "活动计划", 状态="已结束", 结束日期="2012-05-31")
    assert counts(bring_in("plans", ledger(row))) == (1, 0, 0)
    assert read_book(taken_out(ledger().with_name("again.xlsx")))["计划"][1][13] == "已结束"


def test_reported_measure_of_a_ledger_is_confirmed_today(entered, rated):
    plan = entered(in_force(), 措施=[a_measure(状态="已报告")])
    actions.confirm(measure=plan.measures.get(), by=rated.people["unit-01"])
    assert plan.measures.values_list("state", "done_on").get() == (ReportedState.DONE, TODAY)
