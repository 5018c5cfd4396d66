"""An application is handed in, supported, returned, withdrawn; changes that were asked for are handed in."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.contrib.messages import get_messages
from django.core.exceptions import ValidationError

from branches.models import Appointment
from core.workflow.lifecycle import TooLate
from projects.actions import applications as actions
from projects.actions.common import move
from projects.choices import ProjectState
from projects.models import Project, Step
from tests.projects.applications.sending import again, errors
from tests.projects.made import TODAY, call, on, project
from tests.world import appoint, close

S = ProjectState


def said(answer):
    return [str(one) for one in get_messages(answer.wsgi_request)]


def complete(organisation, called, state=S.DRAFT, **facts):
    made = project(organisation, called, state, **facts)
    Step.objects.create(project=made, number=1, text="编制计划")
    return made


def refusal(one, by=None):
    with pytest.raises(ValidationError) as refused:
        actions.submit(project=Project.objects.get(pk=one.pk), by=by)
    return refused.value.messages[0]


@pytest.mark.parametrize(
    ("code", "is_unit_level", "state"),
    [("0101", False, S.SUBMITTED), ("0101", True, S.SUPPORTED), ("01", False, S.SUPPORTED), ("03", False, S.SUPPORTED)],
)
def test_where_it_goes(world, called, unit_called, code, is_unit_level, state):
    one = complete(world[code], unit_called if is_unit_level else called)
    actions.submit(project=one, by=world.people["branch-0101"])
    assert (one.state, one.submitted_by.username, one.submitted_at.date()) == (state, "branch-0101", TODAY)


def test_what_the_secretary_hands_in_the_unit_does_not_judge(world, called):
    appoint(world.people["unit-01"], "branch", world["0102"])
    one = complete(world["0102"], called)
    actions.submit(project=one, by=world.people["unit-01"])
    assert one.state == S.SUPPORTED


def test_handed_in_once_by_a_page_that_asks(world, client_of, called):
    one = complete(world["0101"], called)
    client, address = client_of("branch-0101"), f"/projects/{one.pk}/submit/"
    assert "2012年6月15日 18:00" in client.get(address).content.decode()
    client.post(address)
    answer = client.post(address)
    assert "单位审核" in said(answer)[-1]
    assert one.history.filter(state=S.SUBMITTED).count() == 1


def test_incomplete_is_told_with_the_first_gap(world, client_of, called):
    one = complete(world["0101"], called, goals="", method="")
    client = client_of("branch-0101")
    page = client.get(one.get_absolute_url()).context["page"]
    assert [why for _button, why in page.verbs] == ["请填写目标与主要内容。"]
    assert said(client.post(f"/projects/{one.pk}/submit/"))[-1] == "请填写目标与主要内容。"
    assert refusal(one) == "请填写目标与主要内容。"


def test_deadline_counts_to_the_second_and_the_draft_stays(world, called):
    one = complete(world["0101"], called)
    with time_machine.travel(called.closes_at + timedelta(seconds=1), tick=False):
        assert refusal(one) == "申报已于2012年6月15日 18:00截止。草稿已保留。"
    assert Project.objects.get().state == S.DRAFT
    with time_machine.travel(called.closes_at, tick=False):
        actions.submit(project=one, by=None)
    assert one.state == S.SUBMITTED


@pytest.mark.parametrize(("day", "is_refused"), [(date(2012, 6, 20), False), (date(2012, 6, 21), True)])
def test_what_came_back_is_handed_in_while_the_unit_reviews(world, called, day, is_refused):
    one = complete(world["0101"], called, S.RETURNED, reason="补充")
    with on(day):
        if is_refused:
            assert refusal(one) == "退回后重新提交的截止日期为2012年6月20日。"
        else:
            actions.submit(project=one, by=None)
            assert (one.state, one.reason) == (S.SUBMITTED, "")


@pytest.mark.parametrize(("day", "is_refused"), [(date(2012, 6, 30), False), (date(2012, 7, 1), True)])
def test_what_the_formal_check_sent_back_is_handed_in_while_experts_judge(world, called, day, is_refused):
    one = complete(world["0101"], called, S.SUBMITTED)
    actions.support(project=one, by=None)
    with on(day):
        move(one, "send_back", by=None, reason="缺附件")
        if is_refused:
            assert refusal(one) == "退回后重新提交的截止日期为2012年6月30日。"
        else:
            actions.submit(project=one, by=None)
            assert one.state == S.SUBMITTED


def test_unpublished_call_takes_none(world, called):
    one = complete(world["0101"], called)
    type(called).objects.update(published_on=None)
    assert refusal(one) == "申报通知尚未发布。草稿已保留。"


@pytest.mark.parametrize("state", [S.RETURNED, S.SUBMITTED, S.REVISING, S.NOTICE, S.RUNNING, S.CLOSING])
def test_unfinished_project_of_the_organisation(world, called, unit_called, state):
    project(world["0101"], call(world["00"], title="去年"), state, title="去年的", leader="别人")
    assert refusal(complete(world["0101"], called)) == "文学院教工第一党支部有未完成的同级项目：“去年的”。"
    actions.submit(project=complete(world["0101"], unit_called, leader="另一人"), by=None)


@pytest.mark.parametrize("state", [S.DRAFT, S.REJECTED, S.ACCEPTED, S.REVOKED, S.STOPPED, S.WITHDRAWN])
def test_ended_or_unwritten_ones_bar_nobody(world, called, state):
    project(world["0101"], call(world["00"], title="去年"), state)
    actions.submit(project=complete(world["0101"], called), by=None)


@pytest.mark.parametrize(
    ("code", "account", "is_refused"),
    [("0102", None, True), ("0201", None, False), ("0201", "branch-0101", True)],
)
def test_unfinished_project_of_the_leader(world, called, code, account, is_refused):
    leader = world.people[account] if account else None
    project(world[code], called, S.RUNNING, title="在研的", leader_user=leader)
    one = complete(world["0101"], called, leader_user=leader)
    if is_refused:
        assert refusal(one) == "李敏已负责一个未完成的同级项目：“在研的”。"
    else:
        actions.submit(project=one, by=None)


def test_leader_who_left_office(world, called):
    one = complete(world["0101"], called, leader_user=world.people["branch-0101"])
    Appointment.objects.filter(user=world.people["branch-0101"]).update(ends_on=TODAY)
    assert refusal(one) == "李敏已不在该单位任职，请另选负责人。"


def test_closed_organisation(world, called):
    one = complete(world["0101"], called)
    close(world["0103"], TODAY)
    Project.objects.filter(pk=one.pk).update(organisation=world["0103"])
    assert refusal(one) == "文学院离退休党支部已撤销。"


def test_quota_of_the_unit(world, client_of):
    called = call(world["00"], unit_quota=1)
    first, second = complete(world["0101"], called), complete(world["0102"], called, leader="别人")
    for one in (first, second):
        actions.submit(project=one, by=None)
    client = client_of("unit-01")
    assert "已推荐0项" in client.get(f"/projects/{first.pk}/support/").content.decode()
    client.post(f"/projects/{first.pk}/support/")
    sentence = "本单位限报1项，已推荐1项，名额已用完。"
    assert sentence in client.get(second.get_absolute_url()).content.decode()
    assert said(client.post(f"/projects/{second.pk}/support/"))[-1] == sentence
    assert refusal(complete(world["0103"], called, leader="第三人")) == sentence
    assert sorted(Project.objects.values_list("state", flat=True)) == ["draft", "submitted", "supported"]


def test_unit_returns_with_a_reason_that_stands_on_top(world, client_of, called):
    one = complete(world["0101"], called, S.SUBMITTED)
    client = client_of("unit-01")
    assert client.post(f"/projects/{one.pk}/return/", {"reason": " "}).context["decision"].form.errors
    client.post(f"/projects/{one.pk}/return/", {"reason": "请补充成果"})
    text = client_of("branch-0101").get(one.get_absolute_url()).content.decode()
    assert text.index("请补充成果") < text.index("提交")
    assert "请补充成果" in client_of("branch-0101").get(f"/projects/{one.pk}/edit/").content.decode()


def test_secretary_who_leads_does_not_support(world, called):
    one = complete(world["0101"], called, S.SUBMITTED, leader_user=world.people["unit-01"])
    with pytest.raises(ValidationError):
        actions.support(project=one, by=world.people["unit-01"])


@pytest.mark.parametrize("state", [S.RETURNED, S.SUBMITTED, S.SUPPORTED, S.REVIEWING, S.REVISING, S.NOTICE, S.RUNNING])
def test_withdrawn_with_a_reason_while_nothing_is_paid(world, client_of, called, state):
    one = complete(world["0101"], called, state)
    answer = client_of("branch-0101").post(f"/projects/{one.pk}/withdraw/", {"reason": "负责人调离"})
    assert answer.url == one.get_absolute_url()
    one.refresh_from_db()
    assert (one.state, one.ended_on, one.state_before, one.reason) == (S.WITHDRAWN, TODAY, state, "负责人调离")


def test_not_withdrawn_once_money_is_advanced(world, client_of, called):
    one = complete(world["0101"], called, S.RUNNING, advanced=Decimal("0.01"))
    answer = client_of("branch-0101").post(f"/projects/{one.pk}/withdraw/", {"reason": "不做了"})
    assert "经费已拨付" in answer.context["decision"].obstacle
    one.refresh_from_db()
    assert one.state == S.RUNNING


def revising(world, called):
    facts = {"offered": Decimal(1000), "own_offered": Decimal(500), "message": "请压缩活动经费"}
    return complete(world["0101"], called, S.REVISING, **facts)


def test_changes_are_lines_and_texts_only(world, client_of, called):
    one = revising(world, called)
    client, address = client_of("branch-0101"), f"/projects/{one.pk}/edit/"
    shown = client.get(address)
    text = shown.content.decode()
    assert "请压缩活动经费" in text
    assert "1,500.00元" in text
    assert {"own_part", "leader", "project_class", "starts_on"}.isdisjoint(shown.context["form"].fields)
    assert "预算合计超出批准金额1,500.00元，多500.00元。" in client.get(one.get_absolute_url()).content.decode()
    client.post(f"/projects/{one.pk}/resubmit/")
    one.refresh_from_db()
    assert one.state == S.REVISING
    values = again(shown) | {"line-1-amount": "300.00", "goals": "改过的", "own_part": "1", "leader": "改名"}
    client.post(address, values)
    client.post(f"/projects/{one.pk}/resubmit/")
    one.refresh_from_db()
    assert (one.state, one.goals, one.own_part, one.leader) == (S.CONFIRMING, "改过的", 500, "李敏")
    assert [str(line.amount) for line in one.lines.all()] == ["1200.00", "300.00"]
    answer = client.post(address, {**values, "version": ""})
    assert "已提交" in errors(answer)["__all__"][0]


def test_twice_resubmitted_is_told(world, called):
    one = revising(world, called)
    one.lines.filter(number=2).update(amount=Decimal(300))
    actions.resubmit(project=one, by=None)
    with pytest.raises(TooLate):
        actions.resubmit(project=one, by=None)
