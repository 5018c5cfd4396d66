"""What a branch is asked about its plans: each to-do is there when it should be, and goes when it is done."""

from datetime import date, timedelta

import pytest

from core.choices import Role
from pledges import actions
from pledges.choices import PlanKind, PlanOutcome
from pledges.texts import MeasureText, text_of
from tests.pledges.made import assessed, done, drafted, in_force, on, reported
from tests.pledges.todos.asked import AFTER, APPROVED, DUE, asked, of_branch, of_unit, report, submit_and

ACTIVITY, RECTIFICATION = PlanKind.ACTIVITY, PlanKind.RECTIFICATION


def test_ordinary_branch_is_asked_for_a_pledge_until_it_has_one(rated):
    [todo] = asked(rated, "branch-0101", "0101")
    facts = (todo.who, todo.url, todo.action, todo.due, todo.since, todo.rule)
    assert facts == (Role.BRANCH, "/plans/new/pledge/0101/", "填写公开承诺", DUE, APPROVED, "R25")
    assert todo.why == "公开承诺：请填写并提交。"
    in_force(rated["0101"], rated.campaign)
    assert of_branch(rated) == []


def test_branch_that_is_late_is_told_so(rated):
    with on(DUE + timedelta(days=1)):
        [todo] = asked(rated, "branch-0101", "0101")
    assert (todo.why, todo.due) == ("公开承诺：已逾期，尚未提交。", DUE)


def test_lagging_branch_is_told_that_it_makes_a_rectification_which_the_unit_submits(rated):
    [todo] = asked(rated, "unit-01", "0102")
    assert (todo.url, "所在基层党组织提交" in todo.why) == ("/branches/0102/", True)


def test_other_branch_is_asked_for_an_activity_plan(rated):
    assert of_branch(rated, "0103", "unit-01") == [(Role.BRANCH, "/branches/0103/", DUE)]


def test_draft_is_to_be_submitted_then_waits_then_comes_back_with_the_reason(rated):
    plan = drafted(rated["0101"], rated.campaign)
    edit, page = f"/plans/{plan.pk}/edit/", f"/plans/{plan.pk}/"
    assert of_branch(rated) == [(Role.BRANCH, edit, DUE)]
    actions.submit(plan=plan, by=None)
    assert of_branch(rated) == [(Role.UNIT, page, DUE)]
    actions.return_(plan=plan, reason="措施不具体", by=None)
    [todo] = asked(rated, "branch-0101", "0101")
    assert (todo.who, todo.url, todo.notes) == (Role.BRANCH, edit, ("措施不具体",))
    actions.submit(plan=plan, by=None)
    actions.adopt(plan=plan, by=None)
    assert of_branch(rated) == []


def test_draft_of_a_rectification_waits_for_the_unit(rated):
    plan = drafted(rated["0102"], rated.campaign, RECTIFICATION)
    assert of_branch(rated, "0102", "unit-01") == [(Role.UNIT, f"/plans/{plan.pk}/edit/", DUE)]
    submit_and(plan, lambda: actions.return_(plan=plan, reason="措施空泛", by=None))
    assert of_branch(rated, "0102", "unit-01") == [(Role.BRANCH, f"/plans/{plan.pk}/", DUE)]


def test_new_version_comes_back_with_the_reason(rated):
    plan = in_force(rated["0101"], rated.campaign)
    version = actions.amend(plan=plan, text=text_of(plan), by=None)
    assert of_branch(rated) == [(Role.BRANCH, f"/plans/{plan.pk}/edit/", None)]
    actions.submit_version(version=version, by=None)
    assert of_branch(rated) == [(Role.UNIT, f"/plans/{plan.pk}/versions/2/", None)]
    assert of_unit(rated)[f"/plans/{plan.pk}/versions/2/"] == Role.UNIT
    actions.return_version(version=version, reason="请写明人员", by=None)
    assert [todo.notes for todo in asked(rated, "branch-0101", "0101")] == [("请写明人员",)]
    actions.drop_version(version=version, by=None)
    assert of_branch(rated) == []


@pytest.mark.parametrize(("day", "named"), [(date(2012, 12, 16), False), (date(2012, 12, 17), True)])
def test_plan_due_in_a_fortnight_is_named(rated, day, named):
    plan = in_force(rated["0101"], rated.campaign)
    with on(day):
        assert of_branch(rated) == ([(Role.BRANCH, f"/plans/{plan.pk}/", date(2012, 12, 31))] if named else [])


def test_assessment_that_came_back_is_corrected_with_the_reason(rated):
    plan = assessed(in_force(rated["0101"], rated.campaign))
    actions.send_back(plan=plan, reason="请写明完成情况", by=None)
    [todo] = [todo for todo in asked(rated, "branch-0101", "0101") if todo.notes]
    assert (todo.who, todo.url, todo.notes) == (Role.BRANCH, f"/plans/{plan.pk}/assess/", ("请写明完成情况",))
    actions.assess(plan=plan, text="完成一项", by=None)
    assert [todo for todo in asked(rated, "branch-0101", "0101") if todo.notes] == []


def test_pledge_past_its_day_is_assessed_then_decided(rated):
    plan = in_force(rated["0101"], rated.campaign)
    done(plan)
    with on(AFTER):
        assert of_branch(rated) == [(Role.BRANCH, f"/plans/{plan.pk}/assess/", plan.due_on)]
        assert of_unit(rated)[f"/plans/{plan.pk}/decide/"] == Role.UNIT
        actions.assess(plan=plan, text="均已完成", by=None)
        assert of_branch(rated)[0][:2] == (Role.UNIT, f"/plans/{plan.pk}/")
        assert of_unit(rated)[f"/plans/{plan.pk}/decide/"] == Role.UNIT
        actions.decide_outcome(plan=plan, outcome=PlanOutcome.KEPT, reason="群众满意", by=None)
        assert of_branch(rated)[0][1] == "/plans/new/pledge/0101/"
        assert f"/plans/{plan.pk}/decide/" not in of_unit(rated)


def test_activity_plan_past_its_day_is_reported_by_the_branch_and_closed_by_the_unit(rated):
    plan = in_force(rated["0103"], rated.campaign, ACTIVITY)
    page, due = f"/plans/{plan.pk}/", plan.due_on
    with on(AFTER):
        assert of_branch(rated, "0103", "unit-01") == [(Role.BRANCH, page, due)]
        [todo] = asked(rated, "unit-01", "0103")
        assert todo.why == "活动计划：1项措施已逾期。"
        measure = reported(plan)
        [todo] = asked(rated, "unit-01", "0103")
        assert (todo.who, todo.why) == (Role.UNIT, "活动计划：已逾期，措施均已填报，已完成0/1项。")
        actions.confirm(measure=measure, by=None)
        assert of_branch(rated, "0103", "unit-01") == [(Role.UNIT, page, due)]
        assert of_unit(rated)[page] == Role.UNIT
        actions.finish(plan=plan, by=None)
        assert page not in of_unit(rated)


def test_rectification_past_its_day_with_everything_done_waits_for_the_unit(rated):
    plan = in_force(rated["0102"], rated.campaign, RECTIFICATION)
    with on(AFTER):
        measure = reported(plan)
        assert of_branch(rated, "0102", "unit-01") == [(Role.DEPARTMENT, f"/plans/{plan.pk}/", plan.due_on)]
        actions.confirm(measure=measure, by=None)
        assert of_branch(rated, "0102", "unit-01") == [(Role.UNIT, f"/plans/{plan.pk}/", plan.due_on)]


def test_overdue_measures_are_named_together_until_they_are_reported(rated):
    measures = [
        MeasureText("每月一次学习", due_on=date(2012, 7, 1)),
        MeasureText("走访", due_on=date(2012, 7, 15)),
        "调研",
    ]
    plan = in_force(rated["0101"], rated.campaign, measures=measures)
    with on(date(2012, 7, 15)):
        assert of_branch(rated) == [(Role.BRANCH, report(plan, 1), date(2012, 7, 1))]
    with on(date(2012, 8, 1)):
        [todo] = asked(rated, "branch-0101", "0101")
        assert todo.names == (("1 每月一次学习", report(plan, 1)), ("2 走访", report(plan, 2)))
        assert (todo.why, todo.since) == ("公开承诺：2项措施已逾期。", date(2012, 7, 1))
        reported(plan, 1)
        reported(plan, 2)
        assert of_branch(rated) == []


def test_measure_that_was_not_confirmed_says_what_is_missing(rated):
    plan = in_force(rated["0101"], rated.campaign)
    measure = reported(plan)
    actions.unconfirm(measure=measure, reason="缺少签到表", by=None)
    [todo] = asked(rated, "branch-0101", "0101")
    assert (todo.url, todo.notes) == (report(plan, 1), ("缺少签到表",))
    reported(plan)
    assert of_branch(rated) == []


def test_rectification_is_reported_on_every_few_months(rated):
    plan = in_force(rated["0102"], rated.campaign, RECTIFICATION)
    asked_for = (Role.BRANCH, plan.get_absolute_url(), date(2012, 9, 1))  # who only looks is led to the page
    for day, named in ((date(2012, 8, 31), []), (date(2012, 9, 1), [asked_for])):
        with on(day):
            assert of_branch(rated, "0102", "unit-01") == named
    with on(date(2012, 9, 1)):
        reported(plan, completes=False)
        assert of_branch(rated, "0102", "unit-01") == []


def test_to_do_says_what_its_button_does(rated):
    drafted(rated["0101"], rated.campaign)
    actions.submit(plan=rated["0101"].plans.get(), by=None)
    assert [todo.action for todo in asked(rated, "branch-0101", "0101")] == ["查看"]


def test_nothing_is_to_be_reported_once_acceptance_was_asked_for(rated):
    plan = in_force(rated["0102"], rated.campaign, RECTIFICATION)
    page = plan.get_absolute_url()
    with on(AFTER):
        late, report_by = (Role.BRANCH, page, plan.due_on), (Role.BRANCH, page, date(2012, 9, 1))
        assert of_branch(rated, "0102", "unit-01") == [late, report_by]
        actions.ask_acceptance(plan=plan, by=None)
        assert of_branch(rated, "0102", "unit-01") == []
