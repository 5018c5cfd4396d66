"""Experts are assigned, taken away, and their panel closes (R37)."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from core.choices import Role
from projects.actions import reviews as actions
from projects.choices import PanelStage, ProjectState, SheetState
from projects.models import Panel, Seat, TeamMember
from tests.projects.made import TODAY, call, days, expert, on, panel, project
from tests.projects.reviews.judged import decided_panel, handed_in, judge, judged, said, seat_of
from tests.world import appoint, person

pytestmark = pytest.mark.django_db
DUE = date(2012, 6, 30)
STAGE = PanelStage.APPLICATION


def assign(project, *experts, due_on=DUE, others=(), by=None):
    pairs = {(project.pk, one.pk) for one in others}
    actions.assign(stage=STAGE, experts={project: experts}, due_on=due_on, others=pairs, by=by)


def refusal(verb):
    with pytest.raises(ValidationError) as refused:
        verb()
    return " ".join(refused.value.messages)


def address(project, end=""):
    return f"/projects/{project.pk}/panel/application/{end}"


def test_assigned_experts_have_seats(world):
    made, first, second = judged(world), judge(world), judge(world, "expert-3", world["02"])
    assign(made, first, second)
    assert list(Seat.objects.values_list("expert", "state")) == [(first.pk, "draft"), (second.pk, "draft")]


def test_own_unit_is_refused(world):
    made, own = judged(world), judge(world, unit=world["01"])
    assert "同一单位" in refusal(lambda: assign(made, own))
    assert not Panel.objects.exists()


def test_member_and_leader_by_account_are_refused(world):
    made, member, leader = judged(world), judge(world), judge(world, "expert-3")
    TeamMember.objects.create(project=made, number=1, name="别名", user=member.user)
    made.leader_user = leader.user
    made.save()
    assert "R37" in refusal(lambda: assign(made, member))
    assert "R37" in refusal(lambda: assign(made, leader))


def test_name_of_the_team_is_confirmed_by_the_officer(world):
    made, same = judged(world, leader="expert-2"), judge(world)
    assert "同名" in refusal(lambda: assign(made, same))
    assign(made, same, others=[same])
    assert Seat.history.get().history_change_reason


def test_who_holds_the_role_no_more_is_refused(world):
    made, gone = judged(world), expert(person("former"))
    appoint(gone.user, Role.EXPERT, world["00"], ends_on=TODAY)
    assert "former" in refusal(lambda: assign(made, gone))


def test_day_lies_ahead_and_only_moves_later(world):
    made, one = judged(world), judge(world)
    assert refusal(lambda: assign(made, one, due_on=TODAY - days(1)))
    assign(made, one)
    assert refusal(lambda: assign(made, one, judge(world, "expert-3"), due_on=DUE - days(1)))
    assign(made, one, due_on=DUE + days(1))
    assert Panel.objects.get().due_on == DUE + days(1)


def test_same_again_changes_nothing_and_says_so(world):
    made, one = judged(world), judge(world)
    assign(made, one)
    assert "未作" in refusal(lambda: assign(made, one))
    assert Seat.history.count() == 1


def test_only_what_is_in_review_is_judged(world):
    made, one = project(world["0101"], call(world["00"]), ProjectState.SUPPORTED), judge(world)
    assert refusal(lambda: assign(made, one))


def test_who_leads_it_assigns_nobody(world):
    department = world.people["department"]
    made, one = judged(world, leader_user=department), judge(world)
    assert "负责人" in refusal(lambda: assign(made, one, by=department))


def test_panel_that_ended_without_a_sheet_goes_on(world):
    made, one = judged(world), judge(world)
    panel(made, one, due_on=TODAY - days(1))
    assign(made, one)
    assert Panel.objects.get().is_open_on(TODAY)


def test_panel_that_ended_with_a_sheet_stays_ended(world):
    made, one = judged(world), judge(world)
    panel(made, one)
    handed_in(made, one)
    with on(DUE + days(1)):
        assert refusal(lambda: assign(made, judge(world, "expert-3"), due_on=DUE + days(9)))


def test_expert_is_taken_away_before_the_sheet_is_in(world):
    made, one, two = judged(world), judge(world), judge(world, "expert-3")
    panel(made, one, two)
    handed_in(made, one)
    assert refusal(lambda: actions.unseat(seat=seat_of(made, one), by=None))
    seat = seat_of(made, two)
    actions.unseat(seat=seat, by=None)
    assert Seat.objects.count() == 1
    assert refusal(lambda: actions.unseat(seat=seat, by=None))


def test_panel_is_closed_once_and_with_a_sheet(world):
    made, one = judged(world), judge(world)
    found = panel(made, one)
    assert refusal(lambda: actions.close(panel=found, by=None))
    handed_in(made, one)
    actions.close(panel=found, by=world.people["department"])
    assert Panel.objects.get().closed_at is not None
    assert refusal(lambda: actions.close(panel=found, by=None))
    assert refusal(lambda: handed_in(made, one, [1, 1, 1]))


def test_page_assigns(world, client_of):
    made, one = judged(world), judge(world)
    client = client_of("department")
    page = client.get(address(made))
    assert [row.expert for row in page.context["form"].free_rows] == [one]
    answer = client.post(address(made), {"experts": [one.pk], "due_on": "2012-06-20"})
    assert (answer.status_code, Panel.objects.get().due_on) == (302, date(2012, 6, 20))
    again = client.post(address(made), {"experts": [one.pk], "due_on": "2012-06-20"})
    assert "未作" in again.content.decode()


def test_page_refuses_a_forged_expert(world, client_of):
    made, own, other = judged(world), judge(world, unit=world["01"]), judge(world, "expert-3")
    for forged in (own.pk, other.pk + 1000):
        answer = client_of("department").post(address(made), {"experts": [forged], "due_on": "2012-06-20"})
        assert answer.context["form"].errors["experts"]
    assert not Seat.objects.exists()


def test_page_asks_about_a_name_of_the_team(world, client_of):
    made, same = judged(world, leader="expert-2"), judge(world)
    sent = {"experts": [same.pk], "due_on": "2012-06-20"}
    client = client_of("department")
    assert "expert-2" in client.post(address(made), sent).context["form"].errors["experts"][0]
    client.post(address(made), {**sent, "others": [f"{made.pk}-{same.pk}"]})
    assert Seat.objects.count() == 1


def test_unit_assigns_for_its_own_call_only(world, client_of):
    own, of_university = judged(world, host="01"), judged(world)
    assert client_of("unit-01").get(address(own)).status_code == 200
    assert client_of("unit-01").get(address(of_university)).status_code == 403
    assert client_of("department").get(address(own)).status_code == 403


def test_page_of_what_is_not_judged_leads_back(world, client_of):
    made = project(world["0101"], call(world["00"]), ProjectState.SUPPORTED)
    answer = client_of("department").get(address(made))
    assert answer.url == f"/projects/{made.pk}/"


def test_unseat_and_close_by_page(world, client_of):
    made, one, two = judged(world), judge(world), judge(world, "expert-3")
    panel(made, one, two)
    handed_in(made, one)
    client, seat = client_of("department"), seat_of(made, two)
    client.post(address(made, f"seats/{seat.pk}/remove/"))
    assert said(client.post(address(made, f"seats/{seat.pk}/remove/")))
    assert Seat.objects.count() == 1
    assert "1" in client.get(address(made, "close/")).content.decode()
    client.post(address(made, "close/"))
    assert Panel.objects.get().closed_by == world.people["department"]
    closed_at = Panel.objects.get().closed_at
    client.post(address(made, "close/"))
    assert Panel.objects.get().closed_at == closed_at


def test_several_projects_at_once(world, client_of):
    called = call(world["00"])
    first, second = judged(world, call=called), judged(world, "0201", call=called)
    one, of_first = judge(world), judge(world, "expert-3", world["01"])
    where = f"/projects/calls/{called.pk}/assign/?stage=application&ticked={first.pk}&ticked={second.pk}"
    client = client_of("department")
    assert client.get(where).status_code == 200
    client.post(where, {"experts": [one.pk, of_first.pk], "due_on": "2012-06-20"})
    seats = set(Seat.objects.values_list("panel__project", "expert"))
    assert seats == {(first.pk, one.pk), (second.pk, one.pk), (second.pk, of_first.pk)}


def test_recused_is_not_assigned_again(world):
    made, one = judged(world), judge(world)
    panel(made, one)
    actions.recuse(seat=seat_of(made, one), reason="合作者", by=one.user)
    assert refusal(lambda: assign(made, one, due_on=DUE + days(1)))
    assert Seat.objects.get().state == SheetState.RECUSED


def test_decided_panel_counts(world):
    assert decided_panel(world, judged(world), [30, 30, 40], [20, 20, 20]).seats.count() == 2
