"""Plans on the pages of units and branches: what is in force, what is owed, what comes next and for whom."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.choices import Role
from core.scope import scope_of
from pledges import actions
from pledges.choices import LookBackResult, PlanKind, PlanOutcome, PlanState
from pledges.models import Measure, Plan, Update
from pledges.texts import text_of
from ratings.choices import Tier
from tests.pledges.made import TODAY, assessed, done, drafted, in_force, on, reported, submitted
from tests.snapshot import staged
from tests.workbooks import list_rows
from tests.world import close, found, move, rate

UNIT, BRANCH = "/units/01/", "/branches/0101/"
PLEDGE, ACTIVITY, RECTIFICATION = PlanKind.PLEDGE, PlanKind.ACTIVITY, PlanKind.RECTIFICATION
APPROVED = date(2012, 5, 20)
COUNTS = {"present": 10, "satisfied": 9, "fairly": 1, "dissatisfied": 0}


@pytest.fixture(autouse=True)
def clock():
    with on(TODAY):
        yield


@pytest.fixture
@staged
def rated(world):
    """0101 stands at ordinary, 0102 at lagging, 0103 at good."""
    with on(APPROVED):
        for code, tier in (("0101", Tier.ORDINARY), ("0102", Tier.LAGGING), ("0103", Tier.GOOD)):
            rate(world[code], world.baseline, tier)
    return world


def groups(response):
    """{kind: (fulfilled, [(code, states of its plans, due)])}."""
    return {
        group.kind: (
            group.counts[0].fulfilled,
            [(row.organisation.code, [one.state for one in row.plans], row.due) for row in group.rows],
        )
        for group in response.context["plan_groups"]
    }


def steps(client, path=UNIT):
    """{code: (label, who, whether the one who looks acts)} of the rows that wait for somebody."""
    rows = [row for group in client.get(path).context["plan_groups"] for row in group.rows]
    return {row.organisation.code: (row.step.label, row.step.who, row.acts) for row in rows if row.step}


def test_branch_shows_its_plan_with_measures_and_progress(rated, client_of):
    plan = in_force(rated["0101"], rated.campaign, measures=["每月组织一次理论学习", "走访师生"], responsible="张三")
    done(plan)
    response = client_of("branch-0101").get(BRANCH)
    [found_] = response.context["own"].plans
    assert (found_.plan, found_.progress.done, found_.progress.total) == (plan, 1, 2)
    text = " ".join(response.content.decode().split())
    told = ("目标：2012年12月31日前达到先进", "已完成1/2项", "走访师生", "第一责任人：张三", "最近进展2012年6月1日")
    assert [part for part in told if part not in text] == []


def test_branch_without_a_plan_says_so(rated, client_of):
    assert "没有实施中或正在填写的计划。" in client_of("branch-0101").get(BRANCH).content.decode()


def test_branch_folds_its_former_plans(rated, client_of):
    plan = in_force(rated["0101"], rated.campaign)
    actions.withdraw(plan=plan, reason="职能调整", by=None)
    response = client_of("branch-0101").get(BRANCH)
    assert (response.context["own"].plans, response.context["own"].ended) == ([], [plan])
    assert "以往计划1份" in response.content.decode()


def test_branch_of_a_past_day_shows_the_plan_of_that_day(rated, client_of):
    plan = in_force(rated["0101"], rated.campaign)
    with on(date(2012, 9, 1)):
        actions.withdraw(plan=plan, reason="职能调整", by=None)
        client = client_of("branch-0101")
        shown = [
            [one.plan.pk for one in client.get(f"{BRANCH}?on={day}").context["own"].plans]
            for day in ("2012-05-31", "2012-06-01", "2012-08-31", "2012-09-01")
        ]
    assert shown == [[], [plan.pk], [plan.pk], []]


def test_unit_groups_its_branches_by_what_they_owe(rated, client_of):
    in_force(rated["0101"], rated.campaign)
    drafted(rated["0102"], rated.campaign, RECTIFICATION)
    due = date(2012, 6, 19)
    assert groups(client_of("unit-01").get(UNIT)) == {
        PLEDGE: (1, [("0101", [PlanState.IN_FORCE], None)]),
        RECTIFICATION: (0, [("0102", [PlanState.DRAFT], due)]),
        ACTIVITY: (0, [("0103", [], due)]),
    }


def test_branch_is_asked_until_its_plan_waits_for_the_review(rated, client_of):
    plan = drafted(rated["0101"], rated.campaign)
    asked = [asking(client_of("unit-01"))["0101"]]
    actions.submit(plan=plan, by=None)
    assert [*asked, asking(client_of("unit-01"))["0101"]] == [True, False]


def asking(client):
    return {row.organisation.code: row.asked for one in client.get(UNIT).context["plan_groups"] for row in one.rows}


def test_direct_branch_s_own_page_asks_its_unit_secretary(rated, client_of):
    rated.campaign.counts_direct = True
    rated.campaign.save()
    with on(APPROVED):
        rate(rated["03"], rated.baseline, Tier.ORDINARY)
    response = client_of("unit-03").get("/branches/03/")
    assert (response.context["role"], response.context["holds"]) == (Role.UNIT, True)
    assert "/plans/new/pledge/03/" in [todo.url for todo in response.context["todos"]]


def test_unit_of_a_past_day_has_no_buttons(rated, client_of):
    in_force(rated["0101"], rated.campaign)
    client = client_of("unit-01")
    response = client.get(f"{UNIT}?on=2012-05-31")
    assert groups(response)[PLEDGE] == (0, [("0101", [], date(2012, 6, 19))])
    assert steps(client, f"{UNIT}?on=2012-05-31") == {}


def test_next_step_of_a_pledge_follows_its_life(rated, client_of):
    def step():
        return steps(client_of("unit-01")).get("0101")

    assert step() == ("填写公开承诺", Role.BRANCH, False)
    plan = drafted(rated["0101"], rated.campaign)
    assert step() == ("继续填写", Role.BRANCH, False)
    actions.submit(plan=plan, by=None)
    assert step() == ("审核", Role.UNIT, True)
    actions.return_(plan=plan, reason="再细化", by=None)
    assert step() == ("修改", Role.BRANCH, False)
    actions.submit(plan=plan, by=None)
    actions.adopt(plan=plan, by=None)
    assert step() == ("选择标杆", Role.BRANCH, False)
    reported(plan)
    assert step() == ("确认第1项措施", Role.UNIT, True)
    Update.objects.update(reported_as=Role.UNIT)
    assert step() == ("确认第1项措施", Role.DEPARTMENT, False)
    actions.unconfirm(measure=Measure.objects.get(), reason="缺签到表", by=None)
    assert step() == ("选择标杆", Role.BRANCH, False)
    assessed(plan)
    actions.confirm(measure=Measure.objects.get(), by=None)
    assert step() == ("办理", Role.UNIT, True)
    actions.send_back(plan=plan, reason="请写明完成情况", by=None)
    assert step() == ("填报自评", Role.BRANCH, False)
    with on(date(2013, 1, 1)):
        assert step() == ("办理", Role.UNIT, True)


def test_next_step_of_a_rectification_follows_its_life(rated, client_of):
    def step():
        return steps(client_of("unit-01")).get("0102")

    assert step() == ("填写整顿方案", Role.UNIT, True)
    plan = submitted(rated["0102"], rated.campaign, RECTIFICATION)
    assert step() == ("审核", Role.DEPARTMENT, False)
    actions.adopt(plan=plan, by=None)
    with on(date(2013, 1, 1)):
        assert step() == ("填报进展", Role.BRANCH, False)
    done(plan)
    assert step() == ("申请验收", Role.UNIT, True)
    version = actions.amend(plan=plan, text=text_of(plan), by=None)
    assert step() == ("查看", Role.UNIT, True)
    actions.drop_version(version=version, by=None)
    actions.ask_acceptance(plan=plan, by=None)
    assert step() == ("验收", Role.UNIT, True)
    Update.objects.update(reported_as=Role.UNIT)
    assert step() == ("验收", Role.DEPARTMENT, False)
    actions.accept(plan=plan, on=TODAY, **COUNTS, by=rated.people["department"])
    assert step() == ("等待审定等次", None, False)
    rate(rated["0102"], rated.later, Tier.ORDINARY)
    in_force(rated["0102"], rated.campaign, day=rated.later.reference_date)
    with on(rated.later.reference_date):
        assert steps(client_of("unit-01"))["0102"] == ("销号", Role.DEPARTMENT, False)


def test_activity_plan_past_its_day_is_closed(rated, client_of):
    plan = in_force(rated["0103"], rated.campaign, ACTIVITY)
    done(plan)
    assert "0103" not in steps(client_of("unit-01"))
    with on(date(2013, 1, 1)):
        assert steps(client_of("unit-01"))["0103"] == ("办结", Role.UNIT, True)


def test_unit_shows_its_own_plan_with_its_first_responsible_person(rated, client_of):
    plan = in_force(rated["01"], rated.campaign, PlanKind.UNIT, responsible="李书记")
    response = client_of("unit-01").get(UNIT)
    assert [one.plan for one in response.context["own"].plans] == [plan]
    assert "第一责任人：李书记" in response.content.decode()


def test_unit_sheet_has_columns_of_the_plan(rated, client_of):
    plan = in_force(rated["0101"], rated.campaign, measures=["学习", "走访"])
    done(plan)
    drafted(rated["0102"], rated.campaign, RECTIFICATION)
    headings, *rows = list_rows(client_of("unit-01").get(f"{UNIT}sheet/"))
    cells = {row[1]: row[-7:] for row in rows}
    assert headings[-7:] == ("计划", "计划状态", "目标等次", "完成时限", "已完成措施", "措施", "逾期")
    assert [(*row[:3], row[3] and row[3].date(), *row[4:]) for row in cells.values()] == [
        (None, None, None, None, None, None, None),
        ("公开承诺", "实施中", "先进", date(2012, 12, 31), 1, 2, 0),
        ("整顿方案", "草稿", "一般", date(2012, 12, 31), None, None, None),
    ]


def test_moved_branch_takes_its_plans_along(rated, client_of):
    plan = in_force(rated["0101"], rated.campaign)
    move(rated["0101"], rated["02"], on=TODAY)
    seen = [list(scope_of(rated.people[name]).of(Plan)) for name in ("unit-01", "unit-02")]
    assert seen == [[], [plan]]
    assert groups(client_of("unit-02").get("/units/02/"))[PLEDGE] == (1, [("0101", [PlanState.IN_FORCE], None)])
    before = groups(client_of("unit-01").get(f"{UNIT}?on=2012-05-31"))
    assert before[PLEDGE] == (0, [("0101", [], None)])


def test_branch_timeline_tells_what_was_decided_about_plans(rated, client_of):
    plan = submitted(rated["0101"], rated.campaign)
    actions.return_(plan=plan, reason="措施不具体", by=rated.people["unit-01"])
    with on(date(2012, 6, 2)):
        actions.submit(plan=plan, by=None)
        actions.adopt(plan=plan, by=rated.people["unit-01"])
    with on(date(2012, 6, 3)):
        actions.withdraw(plan=plan, reason="职能调整", by=rated.people["unit-01"])
        entries = client_of("branch-0101").get(BRANCH).context["timeline"]
        past = client_of("branch-0101").get(f"{BRANCH}?on=2012-06-02").context["timeline"]
    told = [(entry.what, entry.who, entry.reason) for entry in entries if "公开承诺" in entry.what]
    assert told == [
        ("公开承诺结束：已撤回。", "unit-01", "职能调整"),
        ("公开承诺已发布。", "unit-01", ""),
        ("公开承诺被退回。", "unit-01", "措施不具体"),
    ]
    assert [entry.what for entry in past if "公开承诺" in entry.what] == [told[1][0], told[2][0]]


def test_branch_timeline_tells_versions_and_looking_back(rated, client_of):
    plan = in_force(rated["0102"], rated.campaign, RECTIFICATION)
    version = actions.amend(plan=plan, text=text_of(plan), by=None)
    actions.submit_version(version=version, by=None)
    actions.adopt_version(version=version, by=None)
    Plan.objects.update(state=PlanState.ENDED, outcome=PlanOutcome.SETTLED, ended_on=TODAY)
    plan.refresh_from_db()
    actions.look_back(plan=plan, on=TODAY, result=LookBackResult.LASTING, note="巩固", by=None)
    entries = client_of("unit-01").get("/branches/0102/").context["timeline"]
    told = {entry.what for entry in entries if "整顿方案" in entry.what}
    assert told == {"整顿方案已备案。", "整顿方案第2版生效。", "整顿方案回头看：巩固。"}


def test_closed_branch_s_timeline_says_that_its_plan_ended_with_it(rated, client_of):
    in_force(rated["0101"], rated.campaign)
    close(rated["0101"], TODAY, into=rated["0103"])
    entries = client_of("unit-01").get(BRANCH).context["timeline"]
    assert [entry.what for entry in entries if "随组织" in entry.what] == ["公开承诺随组织撤销而结束。"]


@pytest.mark.parametrize("path", [UNIT, BRANCH, f"{UNIT}sheet/"])
@pytest.mark.parametrize("query", ["", "?on=2012-05-31"])
def test_pages_cost_the_same_for_many_plans(rated, client_of, path, query):
    client = client_of("unit-01")
    in_force(rated["0101"], rated.campaign)
    cost(client, path + query)
    few = cost(client, path + query)
    for number in range(6):
        branch = found(rated["01"], f"019{number}")
        with on(APPROVED):
            rate(branch, rated.baseline, (Tier.ORDINARY, Tier.LAGGING, Tier.GOOD)[number % 3])
        in_force(branch, rated.campaign, (PLEDGE, RECTIFICATION, ACTIVITY)[number % 3])
    assert cost(client, path + query) == few


def cost(client, address):
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return len(captured)
