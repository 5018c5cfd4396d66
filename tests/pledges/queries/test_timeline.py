"""The history of a plan: each thing at its own day, with who did it and why."""

from datetime import date

import pytest

from core.choices import Role
from pledges import actions
from pledges.choices import LookBackResult, PlanKind, PlanOutcome, PlanState
from pledges.models import DueMove, Plan
from pledges.queries.plans.timeline import of_organisation, of_plan
from pledges.texts import text_of
from ratings.choices import Tier
from tests.pledges.made import TODAY, days, done, drafted, in_force, on
from tests.snapshot import staged
from tests.world import YEAR_1, close, person, rate

NEW_DAY = date(2013, 3, 1)
MOVE = "完成时限：2012年12月31日 → 2013年3月1日。"


@pytest.fixture
@staged
def rated(world):
    rate(world["0101"], world.baseline, Tier.ORDINARY)
    rate(world["0102"], world.baseline, Tier.LAGGING)
    return world


@pytest.fixture
def people():
    return {name: person(name) for name in ("writer", "reviewer")}


@pytest.fixture
def pledge(rated):
    return in_force(rated["0101"], rated.campaign)


def told(plan, since=TODAY):
    """[(day, who, what, reason)] of what happened after `since`, oldest first."""
    plan.refresh_from_db()
    events = [(one.day, one.who, one.what, one.reason) for one in reversed(of_plan(plan))]
    return [event for event in events if event[0] > since]


def test_plan_says_who_wrote_submitted_returned_and_adopted_it(rated, people):
    with on(TODAY):
        plan = drafted(rated["0101"], rated.campaign, by=people["writer"])
    steps = [
        lambda: actions.submit(plan=plan, by=people["writer"]),
        lambda: actions.return_(plan=plan, reason="措施不具体" * 30, by=people["reviewer"]),
        lambda: actions.submit(plan=plan, by=people["writer"]),
        lambda: actions.adopt(plan=plan, by=people["reviewer"]),
        lambda: actions.withdraw(plan=plan, reason="职能调整", by=people["reviewer"]),
    ]
    for later, step in enumerate(steps, 1):
        with on(TODAY + days(later)):
            step()
    assert told(plan, TODAY - days(1)) == [
        (TODAY, "writer", "草稿", ""),
        (TODAY + days(1), "writer", "已提交", ""),
        (TODAY + days(2), "reviewer", "已退回", "措施不具体" * 30),
        (TODAY + days(3), "writer", "已提交", ""),
        (TODAY + days(4), "reviewer", "公开承诺已发布。", ""),
        (TODAY + days(5), "reviewer", "已撤回", "职能调整"),
    ]


@pytest.mark.parametrize(("is_granted", "words", "answer"), [(True, "同意", ""), (False, "未同意", "按期完成")])
def test_move_is_told_when_it_is_asked_and_when_it_is_decided(pledge, people, is_granted, words, answer):
    with on(TODAY + days(1)):
        move = actions.ask_move(plan=pledge, new_day=NEW_DAY, reason="项目顺延", by=people["writer"])
    with on(TODAY + days(9)):
        if is_granted:
            actions.grant_move(move=move, by=people["reviewer"])
        else:
            actions.refuse_move(move=move, answer=answer, by=people["reviewer"])
    assert told(pledge) == [
        (TODAY + days(1), "writer", f"申请调整{MOVE}", "项目顺延"),
        (TODAY + days(9), "reviewer", f"{words}调整{MOVE}", answer),
    ]


def test_move_of_a_measure_names_it(pledge, people):
    measure = pledge.measures.get()
    with on(TODAY + days(1)):
        actions.ask_move(plan=pledge, measure=measure, new_day=TODAY + days(30), reason="延期", by=people["writer"])
    assert [what for _day, _who, what, _why in told(pledge)] == [
        "申请调整措施1的完成时限：2012年12月31日 → 2012年7月1日。"
    ]


def test_version_is_told_at_each_step(pledge, people):
    with on(TODAY):
        version = actions.amend(plan=pledge, text=text_of(pledge), by=people["writer"])
    steps = [
        lambda: actions.submit_version(version=version, by=people["writer"]),
        lambda: actions.return_version(version=version, reason="请写明次数", by=people["reviewer"]),
        lambda: actions.submit_version(version=version, by=people["writer"]),
        lambda: actions.adopt_version(version=version, by=people["reviewer"]),
    ]
    for later, step in enumerate(steps, 1):
        with on(TODAY + days(later)):
            step()
    assert told(pledge) == [
        (TODAY + days(1), "writer", "第2版已提交审核。", ""),
        (TODAY + days(2), "reviewer", "第2版被退回。", "请写明次数"),
        (TODAY + days(3), "writer", "第2版已提交审核。", ""),
        (TODAY + days(4), "reviewer", "第2版生效", ""),
    ]


def test_self_assessment_that_is_sent_back_says_why(pledge, people):
    with on(TODAY + days(1)):
        done(pledge)
        actions.assess(plan=pledge, text="已落实", by=people["writer"])
    with on(TODAY + days(2)):
        actions.send_back(plan=pledge, reason="请写明人数", by=people["reviewer"])
    assert told(pledge) == [
        (TODAY + days(1), "writer", "已报自评", ""),
        (TODAY + days(2), "reviewer", "自评被退回", "请写明人数"),
    ]


def test_rectification_is_told_to_the_look_back(rated, people):
    plan = in_force(rated["0102"], rated.campaign, PlanKind.RECTIFICATION)
    with on(TODAY + days(1)):
        done(plan, role=Role.BRANCH)
        actions.ask_acceptance(plan=plan, by=people["writer"])
    with on(TODAY + days(2)):
        actions.refuse_acceptance(plan=plan, reason="材料不全", by=people["reviewer"])
    with on(TODAY + days(3)):
        actions.ask_acceptance(plan=plan, by=people["writer"])
    counts = {"present": 20, "satisfied": 16, "fairly": 3, "dissatisfied": 1}
    with on(TODAY + days(5)):
        actions.accept(plan=plan, on=TODAY + days(4), **counts, by=people["reviewer"])
    Plan.objects.update(state=PlanState.ENDED, outcome=PlanOutcome.SETTLED, ended_on=TODAY + days(5))
    plan.refresh_from_db()
    with on(TODAY + days(9)):
        facts = {"result": LookBackResult.LASTING, "note": "巩固", "by": people["reviewer"]}
        actions.look_back(plan=plan, on=TODAY + days(8), **facts)
    assert told(plan) == [
        (TODAY + days(1), "writer", "申请验收", ""),
        (TODAY + days(2), "reviewer", "验收不通过", "材料不全"),
        (TODAY + days(3), "writer", "申请验收", ""),
        (TODAY + days(4), "reviewer", "测评会议：参加20人，满意16，基本满意3，不满意1。", ""),
        (TODAY + days(5), "reviewer", "已验收", ""),
        (TODAY + days(8), "reviewer", "回头看：巩固。", "巩固"),
    ]


def test_what_a_ledger_tells_later_stands_at_its_own_day(pledge, people):
    """As it is written by an import: decided long ago, entered today."""
    Plan.history.all().delete()
    pledge.state, pledge.ended_on, pledge.outcome = PlanState.ENDED, TODAY + days(20), PlanOutcome.KEPT
    facts = {"old_day": YEAR_1, "new_day": NEW_DAY, "state": "granted", "decided_on": TODAY + days(10)}
    with on(TODAY + days(40)):
        pledge.save()
        DueMove.objects.create(plan=pledge, reason="项目顺延", **facts)
    assert told(pledge, TODAY - days(1)) == [
        (TODAY, "系统导入", "公开承诺已发布。", ""),
        (TODAY + days(10), "系统导入", f"同意调整{MOVE}", "项目顺延"),
        (TODAY + days(20), "系统导入", "已兑现", ""),
    ]


def test_plan_that_ended_with_its_organisation_says_so(rated, pledge):
    with on(TODAY + days(3)):
        close(rated["0101"], TODAY + days(3))
    assert [(day, what) for day, _who, what, _why in told(pledge)] == [(TODAY + days(3), "已结束")]


def test_history_of_a_unit_names_the_year_of_each_plan(rated):
    for year in (2012, 2013):
        in_force(rated["01"], rated.campaign, PlanKind.UNIT, due_on=date(year, 12, 31))
    found = [event.what for event in of_organisation(rated["01"], TODAY)]
    assert found == ["2012年单位年度计划已批准。", "2013年单位年度计划已批准。"]
