"""What a unit is asked about the plans of its branches and about its own."""

from datetime import date, timedelta

import pytest

from branches.models import Organisation
from core.choices import Role
from core.todos import NAMED
from pledges import actions
from pledges.actions.reminding import remind
from pledges.choices import PlanKind, PlanState
from pledges.models import Plan, Update
from pledges.texts import text_of
from ratings.choices import Tier
from tests.pledges.made import TODAY, assessed, done, drafted, in_force, on, reported, submitted
from tests.pledges.todos.asked import APPROVED, DUE, asked, of_department, of_unit, submit_and
from tests.world import appoint, found, rate

ACTIVITY, RECTIFICATION, UNIT = PlanKind.ACTIVITY, PlanKind.RECTIFICATION, PlanKind.UNIT


def test_unit_reviews_pledges_and_activity_plans_of_its_branches(rated):
    pledge, activity = submitted(rated["0101"], rated.campaign), submitted(rated["0103"], rated.campaign, ACTIVITY)
    found = [todo for todo in asked(rated, "unit-01", "01") if todo.action == "审核"]
    assert {(todo.url, todo.names[0][0]) for todo in found} == {
        (f"/plans/{pledge.pk}/", "文学院教工第一党支部"),
        (f"/plans/{activity.pk}/", "文学院离退休党支部"),
    }
    assert {todo.since for todo in found} == {TODAY}
    actions.adopt(plan=pledge, by=None)
    actions.return_(plan=activity, reason="再细化", by=None)
    assert [todo for todo in asked(rated, "unit-01", "01") if todo.action == "审核"] == []


def test_several_of_a_kind_are_one_with_their_names(rated):
    for number in range(NAMED + 3):
        branch = found(rated["01"], f"01{number + 20}")
        with on(APPROVED):
            rate(branch, rated.baseline, Tier.ORDINARY)
        submitted(branch, rated.campaign)
    [todo] = [todo for todo in asked(rated, "unit-01", "01") if todo.action == "审核"]
    assert (todo.why, todo.url) == ("23份公开承诺待审核。", "/plans/?unit=01&kind=pledge&waits=review")
    assert (len(todo.names), todo.more) == (NAMED, 3)


def test_measure_is_confirmed_by_who_did_not_report_it(rated):
    plan = in_force(rated["0101"], rated.campaign)
    reported(plan, by=rated.people["branch-0101"])
    address = f"/plans/{plan.pk}/#measure-1"
    assert of_unit(rated)[address] == Role.UNIT
    Update.objects.update(by=rated.people["unit-01"])
    assert address not in of_unit(rated)
    Update.objects.update(by=None)
    actions.confirm(measure=plan.measures.get(), by=rated.people["unit-01"])
    assert address not in of_unit(rated)


def test_move_of_a_due_day_is_decided(rated):
    plan = in_force(rated["0101"], rated.campaign)
    move = actions.ask_move(plan=plan, new_day=date(2013, 3, 1), reason="项目顺延", by=None)
    assert of_unit(rated)[f"/plans/{plan.pk}/"] == Role.UNIT
    actions.grant_move(move=move, by=None)
    assert f"/plans/{plan.pk}/" not in of_unit(rated)


def test_unit_writes_submits_and_corrects_rectifications(rated):
    assert of_unit(rated) == {"/plans/new/rectification/0102/": Role.UNIT}
    plan = drafted(rated["0102"], rated.campaign, RECTIFICATION)
    assert of_unit(rated) == {f"/plans/{plan.pk}/": Role.UNIT}
    submit_and(plan, lambda: actions.return_(plan=plan, reason="措施空泛", by=None))
    [todo] = [todo for todo in asked(rated, "unit-01", "01") if todo.notes]
    assert (todo.url, todo.notes) == (f"/plans/{plan.pk}/edit/", ("措施空泛",))
    actions.submit(plan=plan, by=None)
    assert of_unit(rated) == {}


def test_unit_asks_for_the_acceptance_and_accepts_what_it_did_not_report(rated):
    plan = in_force(rated["0102"], rated.campaign, RECTIFICATION)
    assert of_unit(rated) == {}
    done(plan)
    assert of_unit(rated) == {f"/plans/{plan.pk}/ask/": Role.UNIT}
    actions.ask_acceptance(plan=plan, by=None)
    assert of_unit(rated) == {f"/plans/{plan.pk}/": Role.UNIT}
    Update.objects.update(reported_as=Role.UNIT)
    assert (of_unit(rated), of_department(rated)) == ({}, {f"/plans/{plan.pk}/": Role.DEPARTMENT})


def test_version_is_dealt_with_before_the_acceptance_is_asked_for(rated):
    plan = in_force(rated["0102"], rated.campaign, RECTIFICATION)
    done(plan)
    version = actions.amend(plan=plan, text=text_of(plan), by=None)
    submit = {f"/plans/{plan.pk}/versions/2/": Role.UNIT}
    assert of_unit(rated) == submit
    actions.submit_version(version=version, by=None)
    assert of_unit(rated) == {}
    actions.return_version(version=version, reason="请细化", by=None)
    assert of_unit(rated) == submit
    actions.drop_version(version=version, by=None)
    assert of_unit(rated) == {f"/plans/{plan.pk}/ask/": Role.UNIT}


@pytest.mark.parametrize("state", [PlanState.ACCEPTANCE, PlanState.ACCEPTED, PlanState.ENDED])
@pytest.mark.parametrize("verb", ["submit", "return"])
def test_nobody_is_asked_for_what_hangs_on_a_plan_that_does_not_change_any_more(rated, state, verb):
    """As it may from a ledger, or when a plan is withdrawn."""
    plan = in_force(rated["0102"], rated.campaign, RECTIFICATION)
    version = actions.amend(plan=plan, text=text_of(plan), by=None)
    actions.submit_version(version=version, by=None)
    if verb == "return":
        actions.return_version(version=version, reason="再细化", by=None)
    actions.ask_move(plan=plan, new_day=date(2013, 3, 1), reason="顺延", by=None)
    Plan.objects.filter(pk=plan.pk).update(state=state, ended_on=TODAY if state == PlanState.ENDED else None)
    hanging = {f"/plans/{plan.pk}/edit/", f"/plans/{plan.pk}/versions/2/"}
    asked_for = [asked(rated, *place) for place in (("unit-01", "0102"), ("unit-01", "01"), ("department", "00"))]
    assert {todo.url for found in asked_for for todo in found} & hanging == set()
    assert [todo for todo in asked_for[2] if "时限" in todo.why] == []


def test_branches_that_are_late_are_named_to_the_unit(rated):
    with on(DUE):
        assert "/branches/0101/" not in of_unit(rated)
    with on(DUE + timedelta(days=1)):
        [todo] = [todo for todo in asked(rated, "unit-01", "01") if todo.who == Role.BRANCH]
    assert todo.names == (
        ("文学院教工第一党支部 · 公开承诺", "/branches/0101/"),
        ("文学院教工第一党支部 · 对标", "/branches/0101/"),
        ("文学院离退休党支部 · 活动计划", "/branches/0103/"),
    )


def test_more_than_are_named_are_counted_and_tell_since_when_they_wait(rated):
    """Who waits the longest is not among those named."""
    with on(APPROVED):
        rate(found(rated["01"], "0199"), rated.baseline, Tier.LAGGING)
    for number in range(NAMED + 2):
        with on(TODAY):
            rate(found(rated["01"], f"01{number + 20}"), rated.baseline, Tier.LAGGING)
    [begin] = [todo for todo in asked(rated, "unit-01", "01") if "waits=begin" in todo.url]
    assert (begin.why[:3], begin.since, len(begin.names), begin.more) == ("24个", APPROVED, NAMED, 4)
    assert begin.names[0] == ("文学院学生第一党支部", "/plans/new/rectification/0102/")


def test_drafts_more_than_are_named_are_counted(rated):
    for number in range(NAMED + 2):
        branch = found(rated["01"], f"01{number + 20}")
        rate(branch, rated.baseline, Tier.LAGGING)
        drafted(branch, rated.campaign, RECTIFICATION)
    remind(
        campaign=rated.campaign,
        rows=Organisation.objects.all(),
        asked={(RECTIFICATION, "0120")},
        role=Role.DEPARTMENT,
        by=None,
    )
    [draft] = [todo for todo in asked(rated, "unit-01", "01") if "state=draft" in todo.url]
    told = [label for label, _url in draft.names if "提醒" in label]
    assert (draft.why[:2], len(draft.names), draft.more, told) == (
        "22",
        NAMED,
        2,
        ["第0120党支部（党委组织部于2012年6月1日提醒）"],
    )


def test_unit_has_a_plan_of_its_own(rated):
    [todo] = [todo for todo in asked(rated, "unit-01", "01") if "new/unit" in todo.url]
    assert (todo.who, todo.url, todo.due) == (Role.UNIT, "/plans/new/unit/01/", date(2012, 5, 1))
    plan = submitted(rated["01"], rated.campaign, UNIT)
    assert [todo.who for todo in asked(rated, "unit-01", "01") if todo.url == f"/plans/{plan.pk}/"] == [Role.DEPARTMENT]
    assert of_department(rated) == {f"/plans/{plan.pk}/": Role.DEPARTMENT}
    actions.adopt(plan=plan, by=None)
    assert [todo for todo in asked(rated, "unit-01", "01") if todo.url == f"/plans/{plan.pk}/"] == []


def test_direct_branch_s_duties_are_its_unit_secretary_s_where_it_is_counted(rated):
    with on(APPROVED):
        rate(rated["03"], rated.baseline, Tier.ORDINARY)
    assert of_unit(rated, "unit-03", "03") == {}
    rated.campaign.counts_direct = True
    rated.campaign.save()
    assert of_unit(rated, "unit-03", "03") == {"/plans/new/pledge/03/": Role.UNIT}
    plan = submitted(rated["03"], rated.campaign)
    assert of_unit(rated, "unit-03", "03") == {f"/plans/{plan.pk}/": Role.DEPARTMENT}
    assert of_department(rated) == {f"/plans/{plan.pk}/": Role.DEPARTMENT}


def test_branch_is_late_while_its_plan_is_a_draft_and_not_while_it_is_reviewed(rated):
    drafted(rated["0103"], rated.campaign, ACTIVITY)
    with on(DUE + timedelta(days=1)):
        [todo] = [todo for todo in asked(rated, "unit-01", "01") if todo.who == Role.BRANCH]
        assert [label for label, _url in todo.names] == [
            "文学院教工第一党支部 · 公开承诺",
            "文学院教工第一党支部 · 对标",
            "文学院离退休党支部 · 活动计划",
        ]
        actions.submit(plan=rated["0103"].plans.get(), by=None)
        [todo] = [todo for todo in asked(rated, "unit-01", "01") if todo.who == Role.BRANCH]
    assert [label for label, _url in todo.names] == ["文学院教工第一党支部 · 公开承诺", "文学院教工第一党支部 · 对标"]


def test_pledge_that_was_assessed_early_does_not_wait_since_a_day_ahead(rated):
    assessed(in_force(rated["0101"], rated.campaign))
    places = (("unit-01", "01"), ("branch-0101", "0101"))
    found = [todo for place in places for todo in asked(rated, *place) if todo.rule == "R27"]
    assert [(todo.who, todo.since) for todo in found] == [(Role.UNIT, None)] * 2


def test_rectification_that_was_not_accepted_says_why_where_it_is_asked_for_again(rated):
    plan = in_force(rated["0102"], rated.campaign, RECTIFICATION)
    done(plan)
    actions.ask_acceptance(plan=plan, by=None)
    actions.refuse_acceptance(plan=plan, reason="制度未公示", by=None)
    [todo] = [todo for todo in asked(rated, "unit-01", "01") if todo.url == f"/plans/{plan.pk}/ask/"]
    assert todo.notes == ("制度未公示",)


def test_refused_acceptance_stays_with_the_unit_until_it_asks_again(rated):
    plan = in_force(rated["0102"], rated.campaign, RECTIFICATION)
    actions.ask_acceptance(plan=plan, by=None)
    actions.refuse_acceptance(plan=plan, reason="制度未公示", by=None)
    [todo] = [todo for todo in asked(rated, "unit-01", "01") if todo.url == f"/plans/{plan.pk}/"]
    assert (todo.why, todo.notes, todo.who) == (
        "1份整顿方案验收未通过，请整改后重新申请验收。",
        ("制度未公示",),
        Role.UNIT,
    )
    actions.ask_acceptance(plan=plan, by=None)
    assert [todo for todo in asked(rated, "unit-01", "01") if todo.notes] == []


def test_measure_the_unit_s_secretary_reported_is_the_department_s_to_confirm(rated):
    plan = in_force(rated["0101"], rated.campaign)
    reported(plan, by=rated.people["unit-01"], role=Role.UNIT)
    address = f"/plans/{plan.pk}/#measure-1"
    assert (address in of_unit(rated), of_department(rated)) == (False, {address: Role.DEPARTMENT})


def test_what_the_unit_s_secretary_told_before_being_promoted_is_the_department_s(rated):
    """Its confirmation and a later day are nobody else's in the unit (R26)."""
    who = rated.people["branch-0101"]
    plan = in_force(rated["0101"], rated.campaign)
    reported(plan, by=who)
    actions.ask_move(plan=plan, new_day=date(2013, 3, 1), reason="项目顺延", by=who)
    mine = {f"/plans/{plan.pk}/#measure-1", f"/plans/{plan.pk}/"}
    assert (mine - set(of_unit(rated)), of_department(rated)) == (set(), {})
    appoint(who, Role.UNIT, rated["01"])
    assert mine & set(of_unit(rated)) == set()
    assert of_department(rated) == dict.fromkeys(mine, Role.DEPARTMENT)


def test_acceptance_of_a_direct_branch_is_asked_for_by_its_unit_secretary(rated):
    with on(APPROVED):
        rate(rated["03"], rated.baseline, Tier.LAGGING)
    plan = in_force(rated["03"], rated.campaign, RECTIFICATION)
    done(plan)
    assert of_unit(rated, "unit-03", "03") == {f"/plans/{plan.pk}/ask/": Role.UNIT}
