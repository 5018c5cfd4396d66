"""What is brought in for a rectification is named where it is written, shown at each step, and noted later on."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from pledges import actions
from pledges.choices import PlanState
from pledges.models import Measure, Plan, Resource
from pledges.texts import ResourceText, text_of
from tests.core.web.test_kept_text import Sent, sign_in
from tests.pledges.plans.sending import errors, new, shown, typed

RECTIFY = new("rectification", "0102")
LINES = {"problem_types": ["idle"], "problems": "组织生活不经常", "leader": "张三"}
FUNDS = {"resource-0-what": "专项经费", "resource-0-source": "学校党费", "resource-0-amount": "5000"}
TWICE = {"resource-1-what": "专项经费", "resource-1-source": "学校党费", "resource-1-amount": "5000.00"}
TWICE |= {"resource-TOTAL_FORMS": 2}
HELPER = {"resource-1-what": "联络员", "resource-1-person": "李四", "resource-TOTAL_FORMS": 2}


def brought_in():
    return list(Resource.objects.order_by("pk").values_list("what", "source", "amount", "person"))


BOTH = [("专项经费", "学校党费", Decimal(5000), ""), ("联络员", "", None, "李四")]


@pytest.fixture
def draft(rated, client_of):
    """A draft of the unit with two resources, sent by its form."""
    client = client_of("unit-01")
    client.post(RECTIFY, shown(client.get(RECTIFY)) | typed("恢复组织生活", **LINES, **FUNDS, **HELPER))
    return Plan.objects.get()


def test_resources_are_saved_with_the_draft_and_shown(draft, client_of):
    assert brought_in() == BOTH
    page = client_of("unit-01").get(draft.get_absolute_url()).content.decode()
    assert [words for words in ("专项经费", "学校党费", "联络员", "李四") if words not in page] == []


@pytest.mark.parametrize("state", [PlanState.DRAFT, PlanState.SUBMITTED, PlanState.RETURNED])
def test_resources_are_shown_before_the_filing_too(draft, client_of, state):
    Plan.objects.update(state=state, reason="请补充")
    assert "专项经费" in client_of("department").get(draft.get_absolute_url()).content.decode()


def test_resources_are_changed_and_taken_out_with_the_text(draft, client_of):
    client, page = client_of("unit-01"), f"/plans/{draft.pk}/edit/"
    seen = shown(client.get(page))
    assert seen["resource-1-person"] == "李四"
    client.post(page, seen | {"resource-0-amount": "6000", "resource-1-DELETE": "on"})
    assert brought_in() == [("专项经费", "学校党费", Decimal(6000), "")]
    assert [one.history_type for one in Resource.history.order_by("history_id")] == ["+", "+", "-", "-", "+"]
    assert {one.history_user.username for one in Resource.history.select_related("history_user")} == {"unit-01"}


def test_form_that_is_sent_twice_doubles_nothing(draft, client_of):
    """The second press is told that it was saved meanwhile; saving again changes nothing either."""
    client, page = client_of("unit-01"), f"/plans/{draft.pk}/edit/"
    seen = shown(client.get(page)) | {"resource-2-what": "场地", "resource-TOTAL_FORMS": 3}
    answers = [client.post(page, seen) for _ in range(2)]
    assert [one.status_code for one in answers] == [302, 200]
    assert client.post(page, shown(answers[1])).status_code == 302
    assert brought_in() == [*BOTH, ("场地", "", None, "")]


def test_new_form_that_is_sent_twice_doubles_nothing(rated, client_of):
    client = client_of("unit-01")
    sent = shown(client.get(RECTIFY)) | typed("恢复组织生活", **LINES, **FUNDS, **HELPER)
    assert [client.post(RECTIFY, sent).status_code for _ in range(2)] == [302, 200]
    assert brought_in() == BOTH


def test_rows_typed_before_the_session_ended_come_back(rated, client_of):
    client = client_of("unit-01")
    sent = shown(client.get(RECTIFY)) | typed("恢复组织生活", **LINES, **FUNDS, **HELPER)
    del client.cookies["sessionid"]
    client.post(RECTIFY, sent)
    sign_in(client, "unit-01", RECTIFY)
    kept = Sent(client.get(RECTIFY)).fields
    assert (client.post(RECTIFY, dict(kept)).status_code, brought_in()) == (302, BOTH)


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ({"resource-0-what": "", "resource-0-source": "学校党费"}, "resource-0-what"),
        ({"resource-0-what": "经费", "resource-0-amount": "-1"}, "resource-0-amount"),
        ({"resource-TOTAL_FORMS": "x"}, "__all__"),
        (FUNDS | TWICE, "resource-1-what"),
    ],
)
def test_bad_row_saves_nothing_and_is_told_at_its_place(rated, client_of, row, field):
    client = client_of("unit-01")
    response = client.post(RECTIFY, shown(client.get(RECTIFY)) | typed("恢复组织生活", **LINES, **row))
    assert (list(errors(response)), Plan.objects.count(), Resource.objects.count()) == ([field], 0, 0)


def test_text_that_is_refused_brings_nothing_in(rated, client_of):
    """Nothing half-written: both or none."""
    client = client_of("unit-01")
    response = client.post(RECTIFY, shown(client.get(RECTIFY)) | typed("学习", **LINES, **FUNDS, due_on="2012-05-31"))
    assert (response.status_code, Measure.objects.count(), brought_in()) == (200, 0, [])
    assert "专项经费" in response.content.decode()


def test_other_plans_ask_for_no_resources(rated, rectification, client_of):
    """Nor does the next version: they are no part of the text, and noted on the page of the plan."""
    client = client_of("unit-01")
    forms = [client.get(page).context["form"] for page in (new("unit", "01"), f"/plans/{rectification.pk}/edit/")]
    assert [form.resources for form in forms] == [None, None]


def test_text_that_names_no_resources_leaves_them_alone(rated, draft):
    actions.write(plan=draft, text=text_of(draft), by=None)
    assert brought_in() == BOTH


def test_draft_goes_with_its_resources(rated, draft):
    actions.discard(plan=draft, by=rated.people["unit-01"])
    gone = Resource.history.filter(history_type="-").select_related("history_user")
    assert [one.history_user.username for one in gone] == ["unit-01", "unit-01"]


def test_resource_that_is_noted_twice_stands_once(rectification, client_of):
    client, page = client_of("unit-01"), f"/plans/{rectification.pk}/resources/"
    answers = [client.post(page, {"what": "专项经费", "amount": "5000"}) for _ in range(2)]
    assert [one.status_code for one in answers] == [302, 200]
    assert answers[1].context["decision"].form.errors == {"what": ["该项资源已登记。"]}
    assert len(brought_in()) == 1


def test_row_of_a_form_that_stands_twice_is_refused_unless_one_is_taken_out(draft, client_of):
    client, page = client_of("unit-01"), f"/plans/{draft.pk}/edit/"
    sent = shown(client.get(page)) | TWICE | {"resource-1-person": ""}
    assert errors(client.post(page, sent))["resource-1-what"] == ["该项资源已登记。"]
    assert brought_in() == BOTH
    assert client.post(page, sent | {"resource-0-DELETE": "on"}).status_code == 302
    assert brought_in() == BOTH[:1]


def test_resources_of_a_draft_are_each_named_once_whoever_says_them(rated, draft):
    twice = [ResourceText("场地"), ResourceText("场地")]
    with pytest.raises(ValidationError, match="该项资源已登记"):
        actions.write(plan=draft, text=text_of(draft), resources=twice, by=None)
    assert brought_in() == BOTH


def test_resource_of_a_plan_that_ended_is_refused_in_a_sentence(rectification, client_of, told):
    actions.withdraw(plan=rectification, reason="另有安排", by=None)
    client, page = client_of("unit-01"), f"/plans/{rectification.pk}/resources/"
    asked = client.get(page)
    assert (asked.url, told(asked)) == (rectification.get_absolute_url(), "仅在方案实施期间可在此登记投入资源。")
    sent = client.post(page, {"what": "专项经费"})
    assert sent.context["decision"].form.errors == {"__all__": ["该计划已于2012年6月1日结束。"]}


def test_resource_of_a_plan_under_review_is_not_changed_beside_its_form(rated, draft, client_of, told):
    actions.submit(plan=draft, by=rated.people["unit-01"])
    client, page = client_of("unit-01"), f"/plans/{draft.pk}/resources/"
    assert client.post(page, {"what": "场地"}).status_code == 200
    told(client.post(f"{page}{Resource.objects.first().pk}/drop/"))
    assert brought_in() == BOTH


@pytest.mark.parametrize("state", [PlanState.ACCEPTANCE, PlanState.ACCEPTED])
def test_once_acceptance_was_asked_for_only_resources_are_noted(rectification, client_of, told, state):
    """R27b: the page offers no report and no move, and says why to whom an old link leads there."""
    Plan.objects.filter(pk=rectification.pk).update(state=state)
    client, page = client_of("unit-01"), rectification.get_absolute_url()
    html = client.get(page).content.decode()
    links = ("measures/1/report/", "measures/1/move/", "move/", "resources/")
    assert [link for link in links if f"{page}{link}" in html] == ["resources/"]
    assert "已申请验收" in told(client.get(f"{page}measures/1/report/"))
    assert "已申请验收" in client.post(f"{page}move/", {"new_day": "2012-12-01", "reason": "调研"}).content.decode()
