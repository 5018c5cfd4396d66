"""Ending an office leads to the appointments that go with it; those with the name of who left are ticked (R29)."""

from datetime import date, timedelta

import pytest

from branches import actions
from branches.models import Appointment, Secretary
from core.choices import Role
from core.models import Event
from tests.branches.admin.pages import branch_data, formsets, page_of
from tests.projects.made import on
from tests.world import appoint, person

pytestmark = pytest.mark.everywhere

MARCH, JUNE = date(2012, 3, 1), date(2012, 6, 1)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _june():
    with on(JUNE):
        yield


@pytest.fixture
def led(world):
    """0101, led by 王芳, who has an account there, as has a helper."""
    actions.set_secretary(world["0101"], name="王芳", on=MARCH, by=None)
    holder = world.people["branch-0101"]
    holder.name = "王 芳"
    holder.save()
    appoint(person("helper"), Role.BRANCH, world["0101"])
    return world["0101"]


def leave(client, branch, day):
    """Enter in the register that its secretary leaves on a day."""
    secretary = Secretary.objects.get(organisation=branch)
    row = {"secretaries-0-id": secretary.pk, "secretaries-0-name": secretary.name, "secretaries-0-left_on": str(day)}
    held = list(Appointment.objects.filter(organisation=branch).order_by("pk"))
    known = {f"appointments-{at}-id": one.pk for at, one in enumerate(held)}
    sent = branch_data(branch) | formsets(secretaries=(1, 1), appointments=(len(held), len(held))) | row | known
    return client.post(page_of(branch), sent)


def leaving(branch):
    return page_of(branch).replace("/change/", "/leaving/")


def ends(branch):
    return dict(Appointment.objects.filter(organisation=branch).values_list("user__username", "ends_on"))


@pytest.mark.parametrize("day", [JUNE - DAY, JUNE, JUNE + DAY])
def test_office_that_ends_leads_to_its_appointments_ticked_by_name(led, client_of, day):
    client = client_of("department")
    answer = leave(client, led, day)
    assert answer.url == leaving(led)
    entry = Event.objects.latest("pk")
    assert (entry.detail["verb"], entry.subject, entry.detail["after"]) == ("correct", str(led), {"left_on": str(day)})
    form = client.get(answer.url).context["form"]
    assert [one.user.username for one in form.fields["appointments"].queryset] == ["branch-0101", "helper"]
    assert [one.user.username for one in form.initial["appointments"]] == ["branch-0101"]
    assert form.initial["on"] == day
    ticked = [one.pk for one in form.initial["appointments"]]
    answer = client.post(leaving(led), {"appointments": ticked, "on": str(day)})
    assert (answer.url, ends(led)) == (page_of(led), {"branch-0101": day, "helper": None})
    entry = Event.objects.filter(kind="appoint").latest("pk")
    assert (entry.detail["verb"], entry.detail["after"]) == ("end_appointments", {"ends_on": str(day)})
    assert "王 芳" in entry.subject


def test_who_left_is_out_at_the_next_request(led, client_of):
    client, own = client_of("department"), client_of("branch-0101")
    leave(client, led, JUNE)
    assert own.get(led.get_absolute_url()).status_code == 200
    held = Appointment.objects.get(user__username="branch-0101")
    client.post(leaving(led), {"appointments": [held.pk], "on": str(JUNE)})
    assert own.get(led.get_absolute_url()).status_code == 403


def test_none_ticked_and_a_second_press_are_said_in_words(led, client_of):
    client = client_of("department")
    leave(client, led, JUNE)
    answer = client.post(leaving(led), {"on": str(JUNE)})
    assert list(answer.context["form"].errors) == ["appointments"]
    held = Appointment.objects.get(user__username="branch-0101")
    sent = {"appointments": [held.pk], "on": str(JUNE)}
    assert client.post(leaving(led), sent).status_code == 302
    answer = client.post(leaving(led), sent)
    assert (answer.status_code, list(answer.context["form"].errors)) == (200, ["appointments"])


def test_nobody_with_the_role_leads_nowhere(led, client_of):
    Appointment.objects.filter(organisation=led).delete()
    client = client_of("department")
    assert leave(client, led, JUNE).url != leaving(led)
    assert "无人担任书记角色" in client.get(leaving(led)).content.decode()


def test_appointment_of_another_place_is_refused(led, world, client_of):
    foreign = Appointment.objects.get(user__username="unit-02")
    answer = client_of("department").post(leaving(led), {"appointments": [foreign.pk], "on": str(JUNE)})
    assert list(answer.context["form"].errors) == ["appointments"]
    assert Appointment.objects.get(pk=foreign.pk).ends_on is None


def test_ended_appointment_is_not_prolonged_beside_the_one_that_followed(world, client_of):
    """What the model says of the role, which its page does not ask for, is said on top of the page."""
    held = Appointment.objects.get(user__username="branch-0101")
    Appointment.objects.filter(pk=held.pk).update(ends_on=MARCH)
    appoint(held.user, Role.BRANCH, world["0101"], starts_on=MARCH)
    answer = client_of("department").post(f"/admin/branches/appointment/{held.pk}/change/", {"ends_on": ""})
    assert (answer.status_code, "此人在该处已担任这一角色" in answer.content.decode()) == (200, True)
    held.refresh_from_db()
    assert held.ends_on == MARCH


def test_empty_field_of_the_address_is_none(world, client_of):
    held = Appointment.objects.get(user__username="branch-0101")
    for page in (f"appointment/{held.pk}", f"organisation/{world['0101'].pk}"):
        assert client_of("department").get(f"/admin/branches/{page}/change/?_to_field=").status_code == 200
