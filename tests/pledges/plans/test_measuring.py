"""Measures are reported with proofs, confirmed by others, moved; what cannot be says so and nothing is lost."""

from decimal import Decimal
from pathlib import Path

import pytest

from core.attachments.fields import MOST_BYTES
from core.attachments.storage import AttachmentStorage
from core.choices import Role
from pledges import actions
from pledges.choices import MeasureState, PlanKind, PlanState
from pledges.models import Measure, Plan, Proof, Resource, Update
from pledges.texts import MeasureText
from tests.core.attachments.files import EXE, PDF, picture, png_header, uploaded
from tests.pledges.made import IN_TIME, TODAY, days, in_force, reported
from tests.world import YEAR_2, appoint

WAYS = {"text": "已组织学习", "on": str(TODAY), "completes": "on"}


def address(plan, verb="report", number=1):
    return f"/plans/{plan.pk}/measures/{number}/{verb}/"


def send(client, plan, **more):
    return client.post(address(plan), WAYS | more)


def stored():
    """The files that lie in the store."""
    return {one.name for one in Path(AttachmentStorage().location).glob("*")}


def test_report_with_a_picture_and_a_link(pledge, rated, client_of):
    client = client_of("branch-0101")
    assert client.get(address(pledge)).context["form"]["on"].value() == TODAY
    response = send(client, pledge, file=uploaded("学习.png", picture()), link="https://example.org/a")
    assert (response.status_code, response.url) == (302, f"/plans/{pledge.pk}/#measure-1")
    update = Update.objects.get()
    assert (update.text, update.on, update.by) == ("已组织学习", TODAY, rated.people["branch-0101"])
    assert [proof.name or proof.link for proof in update.proofs.all()] == ["学习.png", "https://example.org/a"]
    assert pledge.measures.get(number=1).state == MeasureState.REPORTED


def test_proof_sent_in_before_serves_another_measure(pledge, client_of):
    client = client_of("branch-0101")
    send(client, pledge, link="https://example.org/a")
    proof = Proof.objects.get()
    client.post(address(pledge, number=2), WAYS | {"proofs": [proof.pk]})
    assert (Proof.objects.count(), proof.updates.count()) == (1, 2)


def test_proof_of_another_plan_is_refused(rated, pledge, rectification, client_of):
    foreign = actions.keep_proof(plan=rectification, link="https://example.org/b", by=None)
    actions.keep_proof(plan=pledge, link="https://example.org/a", by=None)
    response = send(client_of("branch-0101"), pledge, proofs=[foreign.pk])
    assert list(response.context["form"].errors) == ["proofs"]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("照片.jpg", EXE, "不是图片"),
        ("照片.jpg", b"", "空"),
        ("材料.pdf", PDF + bytes(MOST_BYTES), "21 MB"),
        ("照片.png", png_header(30_000, 30_000), "5000万"),
        ("程序.exe", EXE, "不接受"),
    ],
    ids=["exe named jpg", "0 bytes", "21 MB", "30,000 × 30,000", "exe"],
)
def test_file_that_is_no_proof_is_refused_in_a_sentence(pledge, client_of, name, content, words):
    before = stored()
    response = send(client_of("branch-0101"), pledge, file=uploaded(name, content))
    assert list(response.context["form"].errors) == ["file"]
    assert words in response.context["form"].errors["file"][0]
    assert "已组织学习" in response.content.decode()
    assert (Update.objects.count(), stored()) == (0, before)


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"on": str(TODAY + days(1))}, "on"),
        ({"on": str(TODAY - days(1))}, "on"),
        ({"text": " "}, "text"),
        ({"link": "javascript:alert(1)"}, "link"),
    ],
)
def test_refused_report_leaves_no_file_behind(pledge, client_of, facts, field):
    before = stored()
    response = send(client_of("branch-0101"), pledge, file=uploaded("学习.png", picture()), **facts)
    assert list(response.context["form"].errors) == [field]
    assert "请重新选择文件" in response.content.decode()
    assert (Update.objects.count(), Proof.objects.count(), stored()) == (0, 0, before)


def test_refused_report_without_a_file_asks_for_none(pledge, client_of):
    assert "请重新选择文件" not in send(client_of("branch-0101"), pledge, text=" ").content.decode()


def test_value_is_asked_where_something_is_counted(rated, client_of):
    measure = MeasureText("理论学习", start=Decimal(4), goal_value=Decimal(12))
    plan = in_force(rated["0101"], rated.campaign, measures=[measure, "换届"])
    client = client_of("branch-0101")
    asked = ["value" in client.get(address(plan, number=number)).context["form"].fields for number in (1, 2)]
    client.post(address(plan), {"text": "第8次学习", "on": str(TODAY), "value": "8"})
    assert (asked, Update.objects.get().value) == ([True, False], 8)
    assert "从4到12，当前8" in client.get(plan.get_absolute_url()).content.decode().replace(" ", "")


def test_report_of_a_plan_that_ended_meanwhile_keeps_what_was_typed(pledge, client_of, told):
    client = client_of("branch-0101")
    actions.withdraw(plan=pledge, reason="另有安排", by=None)
    response = send(client, pledge)
    assert "该计划已于2012年6月1日结束。" in response.content.decode()
    assert response.context["decision"].typed[0] == ("工作内容", "已组织学习")
    assert told(client.get(address(pledge))) == "该计划已于2012年6月1日结束。"


def test_measure_is_confirmed_in_one_press(pledge, rated, client_of, told):
    reported(pledge, by=rated.people["branch-0101"])
    client = client_of("unit-01")
    assert address(pledge, "confirm") in client.get(pledge.get_absolute_url()).content.decode()
    first, second = client.post(address(pledge, "confirm")), client.post(address(pledge, "confirm"))
    assert (first.status_code, second.status_code) == (302, 302)
    assert ("unit-01" in told(second), "2012年6月1日" in told(second)) == (True, True)
    back = client.get(address(pledge, "confirm")).context["decision"].refusal
    assert ("unit-01" in back, pledge.measures.get(number=1).state) == (True, MeasureState.DONE)


def test_own_measure_is_left_to_another(rated, client_of, told):
    """The unit's secretary reported one of a rectification: the department confirms."""
    plan = in_force(rated["0102"], rated.campaign, PlanKind.RECTIFICATION)
    reported(plan, by=rated.people["department"], role="unit")
    client, own = client_of("department"), "该措施由您本人报告，须由他人确认（R26）。"
    assert client.get(address(plan, "confirm")).context["decision"].refusal == own
    assert own in told(client.post(address(plan, "confirm")))
    assert address(plan, "confirm") not in client.get(plan.get_absolute_url()).content.decode()
    assert client_of("department-2").post(address(plan, "confirm")).status_code == 302
    assert plan.measures.get().state == MeasureState.DONE


def test_what_is_missing_stands_at_the_measure(pledge, client_of):
    reported(pledge)
    client = client_of("unit-01")
    response = client.post(address(pledge, "unconfirm"), {"reason": ""})
    assert response.context["decision"].form.errors == {"reason": ["请填写。"]}
    answers = [client.post(address(pledge, "unconfirm"), {"reason": "缺少签到表"}) for _ in range(2)]
    assert [one.status_code for one in answers] == [302, 200]
    assert "unit-01" in answers[1].context["decision"].obstacle
    assert "缺少签到表" in client_of("branch-0101").get(pledge.get_absolute_url()).content.decode()


@pytest.mark.parametrize("verb", ["fly", "move/now"])
def test_verb_that_is_not_there(pledge, client_of, verb):
    assert client_of("unit-01").get(address(pledge, verb)).status_code == 404


def test_due_day_is_moved_by_request_and_answer(pledge, client_of, told):
    branch, unit = client_of("branch-0101"), client_of("unit-01")
    asked = {"new_day": str(IN_TIME - days(9)), "reason": "提前完成"}
    response = branch.post(f"/plans/{pledge.pk}/move/", asked | {"new_day": str(TODAY - days(1))})
    assert list(response.context["decision"].form.errors) == ["new_day"]
    assert "提前完成" in response.content.decode()
    assert branch.post(f"/plans/{pledge.pk}/move/", asked).status_code == 302
    page = f"/plans/{pledge.pk}/moves/{pledge.moves.get().pk}/grant/"
    assert unit.get(page).context["decision"].refusal == ""
    answers = [unit.post(page) for _ in range(2)]
    pledge.refresh_from_db()
    assert ([one.status_code for one in answers], pledge.due_on) == ([302, 302], IN_TIME - days(9))
    assert "unit-01" in told(answers[1])


def test_refused_move_says_why(pledge, client_of):
    move = actions.ask_move(plan=pledge, new_day=IN_TIME + days(9), reason="调研", by=None)
    page = f"/plans/{pledge.pk}/moves/{move.pk}/refuse/"
    assert client_of("unit-01").post(page, {"reason": "按期完成"}).status_code == 302
    move.refresh_from_db()
    assert move.answer == "按期完成"
    assert client_of("unit-01").get(f"/plans/{pledge.pk}/moves/{move.pk}/fly/").status_code == 404


def test_resource_is_noted_and_taken_back(rectification, client_of, told):
    client, page = client_of("branch-0102"), f"/plans/{rectification.pk}/resources/"
    assert list(client.post(page, {"what": "", "amount": "-1"}).context["decision"].form.errors) == ["what", "amount"]
    client.post(page, {"what": "专项经费", "source": "组织部", "amount": "5000"})
    kept = Resource.objects.get()
    drop = f"{page}{kept.pk}/drop/"
    actions.withdraw(plan=rectification, reason="另有安排", by=None)
    assert "已于2012年6月1日结束" in told(client.post(drop))
    assert Resource.objects.get() == kept


def test_proof_is_handed_out_within_the_scope(pledge, client_of):
    send(client_of("branch-0101"), pledge, file=uploaded("材料.pdf", PDF))
    page = f"/plans/proofs/{Proof.objects.get().pk}/"
    response = client_of("unit-01").get(page)
    assert (response.getvalue(), response["X-Content-Type-Options"]) == (PDF, "nosniff")
    assert [client_of(who).get(page).status_code for who in ("unit-02", "branch-0102")] == [404, 404]
    assert (
        Measure.objects.get(number=1).updates.get().proofs.get().sha256
        in client_of("unit-01").get(pledge.get_absolute_url()).content.decode()
    )


def test_move_is_left_by_a_button_that_says_so(pledge, client_of):
    move = actions.ask_move(plan=pledge, new_day=IN_TIME + days(9), reason="调研", by=None)
    page = client_of("unit-01").get(f"/plans/{pledge.pk}/moves/{move.pk}/refuse/")
    assert page.context["decision"].label == "不同意调整"


def test_who_leads_unit_and_branch_reports_as_the_unit(rated, rectification, client_of):
    """R27b: then the department accepts, not the same person."""
    appoint(rated.people["unit-01"], Role.BRANCH, rated["0102"])
    send(client_of("unit-01"), rectification)
    assert Update.objects.get().reported_as == Role.UNIT


def test_who_leads_unit_and_branch_leaves_the_confirmation_to_the_department(rated, pledge, client_of):
    """The unit has no other secretary: without this nobody could confirm (R26)."""
    appoint(rated.people["unit-01"], Role.BRANCH, rated["0101"])
    send(client_of("unit-01"), pledge)
    page, own = address(pledge, "confirm"), client_of("unit-01")
    assert (own.get(page).status_code, own.post(page).status_code) == (403, 403)
    shown = [
        page in client_of(who).get(pledge.get_absolute_url()).content.decode() for who in ("unit-01", "department")
    ]
    assert shown == [False, True]
    assert client_of("department").post(page).status_code == 302
    assert pledge.measures.get(number=1).state == MeasureState.DONE


def test_who_leads_unit_and_branch_leaves_a_later_day_to_the_department(rated, pledge, client_of, told):
    """R26: who asked does not move the day themselves."""
    appoint(rated.people["unit-01"], Role.BRANCH, rated["0101"])
    unit, department = client_of("unit-01"), client_of("department")
    unit.post(f"/plans/{pledge.pk}/move/", {"new_day": str(IN_TIME + days(9)), "reason": "调研"})
    page = f"/plans/{pledge.pk}/moves/{pledge.moves.get().pk}/grant/"
    assert (unit.get(page).status_code, unit.post(page).status_code) == (403, 403)
    shown = [page in client.get(pledge.get_absolute_url()).content.decode() for client in (unit, department)]
    assert shown == [False, True]
    assert department.post(page).status_code == 302
    pledge.refresh_from_db()
    assert pledge.due_on == IN_TIME + days(9)


def test_officer_who_asked_for_a_later_day_leaves_it_to_another(rectification, rated, client_of, told):
    move = actions.ask_move(plan=rectification, new_day=IN_TIME + days(9), reason="调研", by=rated.people["department"])
    client, page = client_of("department"), f"/plans/{rectification.pk}/moves/{move.pk}/grant/"
    own = "该时限调整由您本人申请，须由他人审核（R26）。"
    assert client.get(page).context["decision"].refusal == own
    assert (own in told(client.post(page)), page in client.get(rectification.get_absolute_url()).content.decode()) == (
        True,
        False,
    )
    assert client_of("department-2").post(page).status_code == 302


@pytest.mark.parametrize("state", [PlanState.ACCEPTANCE, PlanState.ENDED])
def test_day_that_cannot_move_any_more_has_no_button(rectification, client_of, state):
    move = actions.ask_move(plan=rectification, new_day=IN_TIME + days(9), reason="调研", by=None)
    client, page = client_of("department"), rectification.get_absolute_url()
    grant = f"{page}moves/{move.pk}/grant/"
    assert grant in client.get(page).content.decode()
    Plan.objects.filter(pk=rectification.pk).update(state=state, ended_on=TODAY if state == "ended" else None)
    assert grant not in client.get(page).content.decode()


def test_measure_of_who_was_promoted_is_confirmed_by_the_department(rated, pledge, client_of):
    who = rated.people["branch-0101"]
    reported(pledge, by=who)
    appoint(who, Role.UNIT, rated["01"])
    page = address(pledge, "confirm")
    assert [client_of(name).get(page).status_code for name in ("branch-0101", "unit-01", "department")] == [
        403,
        403,
        200,
    ]
    assert page in client_of("department").get(pledge.get_absolute_url()).content.decode()


@pytest.mark.parametrize(("verb", "label"), [("unconfirm", "退回意见"), ("move", "调整事由")])
def test_reason_is_called_by_what_it_is_for(pledge, client_of, verb, label):
    reported(pledge)
    who = {"unconfirm": "unit-01", "move": "branch-0101"}[verb]
    assert client_of(who).get(address(pledge, verb)).context["decision"].form["reason"].label == label


def test_move_that_is_not_granted_is_answered_by_why(pledge, client_of):
    move = actions.ask_move(plan=pledge, new_day=IN_TIME + days(9), reason="调研", by=None)
    page = client_of("unit-01").get(f"/plans/{pledge.pk}/moves/{move.pk}/refuse/")
    assert page.context["decision"].form["reason"].label == "不同意调整的理由"


LATE = "完成时限晚于最后的截止日期"


def test_move_after_the_last_deadline_is_warned_about_before_it_is_granted(pledge, client_of, told):
    """Who asks is told so afterwards; who grants reads it beside the button, and on the page that asks."""
    asked = {"new_day": str(YEAR_2 + days(1)), "reason": "调研"}
    response = client_of("branch-0101").post(f"/plans/{pledge.pk}/move/", asked)
    assert (response.status_code, LATE in told(response)) == (302, True)
    grant, unit = f"/plans/{pledge.pk}/moves/{pledge.moves.get().pk}/grant/", client_of("unit-01")
    assert [unit.get(page).content.decode().count(LATE) for page in (grant, pledge.get_absolute_url())] == [1, 1]
    unit.post(grant)
    assert unit.get(pledge.get_absolute_url()).content.decode().count(LATE) == 0


@pytest.mark.parametrize(
    ("kind", "code", "address", "new_day"),
    [
        (PlanKind.PLEDGE, "0101", "move", YEAR_2),
        (PlanKind.ACTIVITY, "0103", "move", YEAR_2 + days(1)),
        (PlanKind.PLEDGE, "0101", "measures/1/move", IN_TIME - days(9)),
    ],
    ids=["by the last deadline", "covers nothing anyway", "a measure"],
)
def test_other_move_is_not_warned_about(rated, client_of, told, kind, code, address, new_day):
    plan = in_force(rated[code], rated.campaign, kind)
    asked = {"new_day": str(new_day), "reason": "调研"}
    response = client_of(f"branch-{code}").post(f"/plans/{plan.pk}/{address}/", asked)
    pages = (f"/plans/{plan.pk}/moves/{plan.moves.get().pk}/grant/", plan.get_absolute_url())
    assert (response.status_code, LATE in told(response)) == (302, False)
    assert [LATE in client_of("unit-01").get(page).content.decode() for page in pages] == [False, False]
