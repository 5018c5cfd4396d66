"""The desk of an expert: what is judged, the sheet, a conflict (R37)."""

import pytest
from django.core.exceptions import ValidationError

from projects.actions import reviews as actions
from projects.choices import ProjectState, SheetState
from projects.models import Seat, TeamMember
from tests.projects.made import TODAY, days, panel
from tests.projects.reviews.judged import POINTS, handed_in, judge, judged, said, seat_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def seat(world):
    """The seat of the expert of the cast on a panel with another one."""
    made = judged(world)
    panel(made, judge(world, "expert"), judge(world))
    return seat_of(made, world.people["expert"].expert)


def sent(points=POINTS, remark="选题好", **more):
    return {f"points_{place}": value for place, value in enumerate(points)} | {"remark": remark, **more}


def address(seat, end=""):
    return f"/projects/desk/{seat.pk}/{end}"


def fresh(seat):
    return Seat.objects.get(pk=seat.pk)


def test_desk_shows_what_is_assigned(seat, client_of):
    [shown] = client_of("expert").get("/projects/desk/").context["seats"]
    assert shown.pk == seat.pk


def test_draft_may_have_gaps(seat, client_of):
    answer = client_of("expert").post(address(seat), sent(["28", "", ""], ""))
    assert answer.status_code == 302
    assert (fresh(seat).state, fresh(seat).points) == (SheetState.DRAFT, [28, None, None])


def test_handing_in_asks_for_all_of_it(seat, client_of):
    answer = client_of("expert").post(address(seat), sent(["28", "", "40"], "", hand_in="1"))
    assert set(answer.context["form"].errors) == {"points_1"}
    answer = client_of("expert").post(address(seat), sent(["28", "27", "40"], " ", hand_in="1"))
    assert set(answer.context["form"].errors) == {"remark"}
    assert fresh(seat).state == SheetState.DRAFT


@pytest.mark.parametrize("value", ["31", "101", "-1", "10.5", "abc"])
def test_points_out_of_bounds_are_refused_at_their_field(seat, client_of, value):
    answer = client_of("expert").post(address(seat), sent([value, "27", "40"], hand_in="1"))
    assert set(answer.context["form"].errors) == {"points_0"}
    assert f'value="{value}"' in answer.content.decode()


def test_verb_refuses_points_out_of_bounds(seat):
    with pytest.raises(ValidationError) as refused:
        actions.hand_in(seat=seat, points=[28, 27, 101], remark="好", by=seat.expert.user)
    assert set(refused.value.error_dict) == {"points_2"}


def test_handed_in_is_corrected_and_the_old_version_stays(seat, client_of):
    client = client_of("expert")
    client.post(address(seat), sent(hand_in="1"))
    again = client.post(address(seat), sent(hand_in="1"))
    assert "未作" in said(again)[-1]
    client.post(address(seat), sent([1, 2, 3], "另一意见"))
    assert (fresh(seat).state, fresh(seat).points) == (SheetState.SUBMITTED, [1, 2, 3])
    [former] = client.get(address(seat)).context["page"].former
    assert (former.total, former.remark) == (90, "选题好")


def test_others_are_seen_only_after_ones_own_is_in(seat, world, client_of):
    handed_in(seat.panel.project, world.people["expert-2"].expert, [1, 1, 1], "别人的意见")
    client = client_of("expert")
    assert "别人的意见" not in client.get(address(seat)).content.decode()
    client.post(address(seat), sent())
    assert "别人的意见" not in client.get(address(seat)).content.decode()
    client.post(address(seat), sent(hand_in="1"))
    assert "别人的意见" in client.get(address(seat)).content.decode()


def test_conflict_ends_the_sheet(seat, client_of):
    client = client_of("expert")
    assert client.post(address(seat, "conflict/"), {"reason": ""}).context["decision"].form.errors
    client.post(address(seat, "conflict/"), {"reason": "合作者"})
    assert (fresh(seat).state, fresh(seat).reason) == (SheetState.RECUSED, "合作者")
    assert client.get("/projects/desk/").context["seats"] == []
    assert client.get(address(seat)).url == "/projects/desk/"
    assert client.post(address(seat, "conflict/"), {"reason": "合作者"}).status_code == 200
    assert fresh(seat).history.count() == 2


def test_closed_panel_leaves_the_desk_and_keeps_what_was_typed(seat, client_of):
    type(seat.panel).objects.update(due_on=TODAY - days(1))
    client = client_of("expert")
    assert client.get("/projects/desk/").context["seats"] == []
    answer = client.post(address(seat), sent(remark="写了很久的意见", hand_in="1"))
    assert "写了很久的意见" in answer.content.decode()
    assert "课题组学习日" not in answer.content.decode()
    assert fresh(seat).state == SheetState.DRAFT


def test_withdrawn_project_leaves_the_desk(seat, client_of):
    seat.panel.project.state, seat.panel.project.ended_on = ProjectState.WITHDRAWN, TODAY
    seat.panel.project.save()
    assert client_of("expert").get("/projects/desk/").context["seats"] == []
    with pytest.raises(ValidationError):
        actions.save(seat=seat, points=[1], remark="", by=seat.expert.user)


def test_who_joins_the_team_judges_no_more(seat, client_of):
    TeamMember.objects.create(project=seat.panel.project, number=1, name="专家", user=seat.expert.user)
    assert client_of("expert").get("/projects/desk/").context["seats"] == []
    with pytest.raises(ValidationError):
        actions.hand_in(seat=seat, points=POINTS, remark="好", by=seat.expert.user)


def test_seat_of_another_is_none(seat, world, client_of):
    other = seat_of(seat.panel.project, world.people["expert-2"].expert)
    assert client_of("expert").get(address(other)).status_code == 404
    assert client_of("expert").post(address(other), sent()).status_code == 404
    with pytest.raises(ValidationError):
        actions.save(seat=other, points=[1], remark="", by=world.people["expert"])
