"""Measures are reported with proofs, confirmed by others, moved; what cannot be says so and nothing is lost."""

from decimal import Decimal
from pathlib import Path

import pytest

from core.attachments.fields import MOST_BYTES
from core.attachments.storage import AttachmentStorage
from core.reporting.choices import ReportedState
from pledges import actions
from pledges.models import Measure, Proof, Resource, Update
from pledges.texts import MeasureText
from tests.core.attachments.files import EXE, PDF, picture, png_header, uploaded
from tests.pledges.made import TODAY, days, in_force, reported
from tests.pledges.plans.measures.reporting import WAYS, address, send


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
    assert pledge.measures.get(number=1).state == ReportedState.REPORTED


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
    assert ("unit-01" in back, pledge.measures.get(number=1).state) == (True, ReportedState.DONE)


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


@pytest.mark.parametrize(("verb", "label"), [("unconfirm", "退回意见"), ("move", "调整事由")])
def test_reason_is_called_by_what_it_is_for(pledge, client_of, verb, label):
    reported(pledge)
    who = {"unconfirm": "unit-01", "move": "branch-0101"}[verb]
    assert client_of(who).get(address(pledge, verb)).context["decision"].form["reason"].label == label
