"""A due day moves by a request that somebody else grants, and what is worth a word about it is said."""

import pytest

from pledges import actions
from pledges.choices import PlanKind, PlanState
from pledges.models import Plan
from tests.pledges.made import IN_TIME, TODAY, days, in_force
from tests.world import YEAR_2


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


def test_move_is_left_by_a_button_that_says_so(pledge, client_of):
    move = actions.ask_move(plan=pledge, new_day=IN_TIME + days(9), reason="调研", by=None)
    page = client_of("unit-01").get(f"/plans/{pledge.pk}/moves/{move.pk}/refuse/")
    assert page.context["decision"].label == "不同意调整"


@pytest.mark.parametrize("state", [PlanState.ACCEPTANCE, PlanState.ENDED])
def test_day_that_cannot_move_any_more_has_no_button(rectification, client_of, state):
    move = actions.ask_move(plan=rectification, new_day=IN_TIME + days(9), reason="调研", by=None)
    client, page = client_of("department"), rectification.get_absolute_url()
    grant = f"{page}moves/{move.pk}/grant/"
    assert grant in client.get(page).content.decode()
    Plan.objects.filter(pk=rectification.pk).update(state=state, ended_on=TODAY if state == "ended" else None)
    assert grant not in client.get(page).content.decode()
    assert client_of("branch-0102").get(f"{page}move/").status_code == 302


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
