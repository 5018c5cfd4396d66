"""Two people work on one plan: the second is told what the first did, and what was typed is kept."""

from dataclasses import replace

import pytest

from pledges import actions
from pledges.choices import PlanState
from pledges.models import Plan
from pledges.texts import MeasureText, text_of
from tests.pledges import made
from tests.pledges.made import IN_TIME, TODAY, days, drafted, on, text
from tests.pledges.plans.sending import errors, new, shown, typed
from tests.world import close


@pytest.fixture
def draft(rated):
    return drafted(rated["0101"], rated.campaign, measures=["学习", "换届"])


def told(response):
    return " ".join(errors(response)["__all__"])


def test_second_writer_of_a_measure_loses_nothing(rated, draft, client_of):
    client, page = client_of("branch-0101"), f"/plans/{draft.pk}/edit/"
    seen = shown(client.get(page)) | {"measure-0-text": "每月学习两次"}
    now = text(measures=["每周学习", "换届"]).numbered()
    with on(TODAY + days(1)):
        actions.write(plan=draft, text=now, by=rated.people["department-2"])
    response = client.post(page, seen)
    assert all(words in told(response) for words in ("department-2", "学习", "每周学习"))
    assert response.context["form"].measures[0]["text"].value() == "每月学习两次"
    assert client.post(page, shown(response)).status_code == 302
    assert [row.text for row in draft.measures.all()] == ["每月学习两次", "换届"]


def test_second_save_leaves_the_lines_and_measures_it_did_not_change(rated, draft, client_of):
    client, page = client_of("branch-0101"), f"/plans/{draft.pk}/edit/"
    seen = shown(client.get(page)) | {"measure-1-text": "按期换届"}
    theirs = text(measures=["每周学习", "换届", "走访"], responsible="王芳").numbered()
    actions.write(plan=draft, text=theirs, by=None)
    assert client.post(page, shown(client.post(page, seen))).status_code == 302
    draft.refresh_from_db()
    assert draft.responsible == "王芳"
    assert [row.text for row in draft.measures.all()] == ["每周学习", "按期换届", "走访"]


def test_second_save_of_a_version_leaves_what_it_did_not_change(rated, pledge, client_of):
    client, page = client_of("branch-0101"), f"/plans/{pledge.pk}/edit/"
    seen = shown(client.get(page)) | {"measure-0-text": "每月学习两次"}
    now = text_of(pledge)
    actions.amend(plan=pledge, text=replace(now, measures=(*now.measures, MeasureText("走访"))), by=None)
    assert client.post(page, shown(client.post(page, seen))).status_code == 302
    texts = [row["text"] for row in pledge.versions.get(number=2).content["measures"]]
    assert (texts[0], texts[-1]) == ("每月学习两次", "走访")


def test_measure_taken_out_meanwhile_comes_back_only_on_purpose(rated, draft, client_of):
    client, page = client_of("branch-0101"), f"/plans/{draft.pk}/edit/"
    seen = shown(client.get(page)) | {"measure-1-text": "按期换届"}
    actions.write(plan=draft, text=text(measures=["学习"]).numbered(), by=None)
    response = client.post(page, seen)
    assert (response.status_code, draft.measures.count()) == (200, 1)
    assert client.post(page, shown(response)).status_code == 302
    assert [(row.number, row.text) for row in draft.measures.all()] == [(1, "学习"), (2, "按期换届")]


def test_second_writer_of_a_version_is_told_and_loses_nothing(rated, pledge, client_of):
    client, page = client_of("branch-0101"), f"/plans/{pledge.pk}/edit/"
    seen = shown(client.get(page)) | {"measure-0-text": "每月学习两次"}
    actions.amend(plan=pledge, text=text_of(pledge), by=rated.people["department-2"])
    response = client.post(page, seen)
    assert (response.status_code, "{" in told(response)) == (200, False)
    assert client.post(page, shown(response)).status_code == 302
    assert pledge.versions.get(number=2).content["measures"][0]["text"] == "每月学习两次"


def test_version_changed_meanwhile_is_told_by_name(rated, pledge, client_of):
    actions.amend(plan=pledge, text=text_of(pledge), by=None)
    client, page = client_of("branch-0101"), f"/plans/{pledge.pk}/edit/"
    seen = shown(client.get(page)) | {"measure-0-text": "每月学习两次"}
    with on(TODAY + days(1)):
        actions.amend(plan=pledge, text=text(measures=["走访"]), by=rated.people["department-2"])
    response = client.post(page, seen)
    assert ("department-2" in told(response), "{" in told(response)) == (True, False)
    assert "每月学习两次" in response.content.decode()


def test_report_meanwhile_is_no_change_of_the_text(rated, pledge, client_of):
    client, page = client_of("branch-0101"), f"/plans/{pledge.pk}/edit/"
    seen = shown(client.get(page)) | {"measure-0-text": "每月学习两次"}
    facts = {"text": "已换届", "role": "branch", "completes": True, "by": None}
    actions.report(measure=pledge.measures.get(number=2), on=pledge.published_on, **facts)
    assert client.post(page, seen).status_code == 302


def test_draft_submitted_meanwhile_keeps_what_was_typed(rated, draft, client_of):
    client, page = client_of("branch-0101"), f"/plans/{draft.pk}/edit/"
    seen = shown(client.get(page)) | {"measure-0-text": "每月学习两次"}
    actions.submit(plan=draft, by=rated.people["branch-0101"])
    response = client.post(page, seen)
    assert "每月学习两次" in response.content.decode()
    response = client.post(page, shown(response))
    assert told(response) == "该计划已提交审核，现在不能修改。"
    assert "每月学习两次" in response.content.decode()


def test_branch_that_was_closed_meanwhile_keeps_what_was_typed(rated, client_of):
    client, page = client_of("unit-01"), new("rectification", "0102")
    seen = shown(client.get(page)) | typed("每月学习两次", **RECTIFIED)
    close(rated["0102"], TODAY)
    response = client.post(page, seen)
    assert ("已于2012年6月1日撤销" in told(response), "每月学习两次" in response.content.decode()) == (True, True)
    assert Plan.objects.count() == 0


def test_forged_number_makes_a_measure_of_its_own(rated, draft, client_of):
    client, page = client_of("branch-0101"), f"/plans/{draft.pk}/edit/"
    forged = shown(client.get(page)) | {"measure-1-number": "1"}
    assert client.post(page, forged).status_code == 302
    assert [(row.number, row.text) for row in draft.measures.all()] == [(1, "学习"), (2, "换届")]
    for number in ("0", "-3", "99999", "x"):
        response = client.post(page, shown(client.get(page)) | {"measure-1-number": number})
        assert list(errors(response)) == ["measure-1-number"]


RECTIFIED = {"problem_types": ["idle"], "problems": "组织生活不经常", "leader": "张三"}
TYPED = "写了一整页的文字"
COPY = "复制"


def move_asked(plan):
    return actions.ask_move(plan=plan, new_day=IN_TIME - days(9), reason="调研", by=None)


def was_assessed(world, plan):
    made.assessed(plan)
    return "branch-0101", f"/plans/{plan.pk}/assess/", {"text": TYPED}


def was_sent_back(world, plan):
    actions.send_back(plan=made.assessed(plan), reason="不实", by=world.people["department"])
    return "unit-01", f"/plans/{plan.pk}/send_back/", {"reason": TYPED}


def was_decided(world, plan):
    actions.withdraw(plan=plan, reason="另有安排", by=world.people["department"])
    return "unit-01", f"/plans/{plan.pk}/decide/", {"outcome": "partly", "reason": TYPED, "explanation": "因防汛推迟"}


def was_confirmed(world, plan):
    made.done(plan, confirmer=world.people["department"])
    return "unit-01", f"/plans/{plan.pk}/measures/1/unconfirm/", {"reason": TYPED}


def was_confirmed_before_the_report(world, plan):
    made.done(plan)
    return "branch-0101", f"/plans/{plan.pk}/measures/1/report/", {"text": TYPED, "on": str(TODAY)}


def was_moved(world, plan):
    move = move_asked(plan)
    actions.grant_move(move=move, by=world.people["department"])
    return "unit-01", f"/plans/{plan.pk}/moves/{move.pk}/refuse/", {"reason": TYPED}


def move_was_asked(world, plan):
    move_asked(plan)
    return "branch-0101", f"/plans/{plan.pk}/move/", {"new_day": str(IN_TIME - days(8)), "reason": TYPED}


def version_was_adopted(world, plan):
    version = actions.amend(plan=plan, text=text_of(plan), by=None)
    actions.submit_version(version=version, by=None)
    actions.adopt_version(version=version, by=world.people["department"])
    return "unit-01", f"/plans/{plan.pk}/version/return/", {"reason": TYPED}


FASTER = [
    was_assessed,
    was_sent_back,
    was_decided,
    was_confirmed,
    was_confirmed_before_the_report,
    was_moved,
    move_was_asked,
    version_was_adopted,
]


@pytest.mark.parametrize("faster", FASTER)
def test_what_was_typed_is_kept_where_somebody_was_faster(rated, pledge, client_of, faster):
    who, page, sent = faster(rated, pledge)
    response = client_of(who).post(page, sent)
    decision, body = response.context["decision"], response.content.decode()
    assert (response.status_code, decision.obstacle != "", decision.obstacle in body) == (200, True, True)
    assert TYPED in [value for _label, value in decision.typed]
    assert (TYPED in body, COPY in body, f"{decision.label}</button>" in body) == (True, True, False)


@pytest.mark.parametrize(
    ("who", "verb", "sent", "kept"),
    [
        ("department", "look-back", {"on": "2012-06-01", "result": "relapsed"}, ["2012-06-01", "反弹", TYPED]),
        ("unit-01", "resources", {"what": "专项经费", "amount": "5000"}, ["专项经费", "5000", TYPED]),
    ],
)
def test_what_was_typed_of_an_ended_rectification_is_kept(rectification, client_of, who, verb, sent, kept):
    """Text, numbers, days, and a choice by its label."""
    Plan.objects.filter(pk=rectification.pk).update(state=PlanState.ENDED, outcome="settled", ended_on=TODAY)
    rectification.refresh_from_db()
    actions.look_back(plan=rectification, on=TODAY, result="lasting", note="甲", by=None)
    response = client_of(who).post(f"/plans/{rectification.pk}/{verb}/", sent | {"note": TYPED, "person": TYPED})
    decision, body = response.context["decision"], response.content.decode()
    assert (response.status_code, decision.obstacle != "", COPY in body) == (200, True, True)
    assert [value for _label, value in decision.typed] == kept
