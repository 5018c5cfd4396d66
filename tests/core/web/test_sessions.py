"""Signed in, for how long, and until when: idle and absolute limits, forced change, sign-out everywhere, lock-out."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts import actions
from accounts.models import User
from branches.models import Appointment
from core.choices import Role
from tests.world import PASSWORD

pytestmark = pytest.mark.everywhere

MORNING = datetime(2012, 11, 5, 0, 0, tzinfo=UTC)
NEW_PASSWORD = "harvest-moon-77"
SESSION_WRITE = 'UPDATE "django_session"'


@pytest.fixture
def clock():
    """A clock that stands still until it is told to move."""
    with time_machine.travel(MORNING, tick=False) as traveller:
        yield traveller


def own_page():
    """A page everyone may open who is signed in."""
    return reverse("password_change")


def is_in(client):
    response = client.get(own_page())
    if response.status_code == 302:
        assert response.url.startswith(reverse("login"))
    return response.status_code == 200


def sign_in(client, username, password=PASSWORD, **extra):
    return client.post(reverse("login"), {"username": username, "password": password}, **extra)


def test_session_ends_after_30_idle_minutes(clock, client_of):
    client = client_of("stranger")
    assert is_in(client)
    clock.shift(timedelta(minutes=30))
    assert is_in(client)
    clock.shift(timedelta(minutes=30, seconds=1))
    assert not is_in(client)
    assert "_auth_user_id" not in client.session


def test_session_ends_after_12_hours_of_work(clock, client_of):
    client = client_of("stranger")
    for _ in range(36):
        assert is_in(client)
        clock.shift(timedelta(minutes=20))
    assert is_in(client)
    clock.shift(timedelta(seconds=1))
    assert not is_in(client)


def test_session_is_written_once_a_minute_at_most(clock, client_of):
    client = client_of("stranger")
    is_in(client)
    assert session_writes(client) == 0
    clock.shift(timedelta(seconds=59))
    assert session_writes(client) == 0
    clock.shift(timedelta(seconds=1))
    assert session_writes(client) == 1
    assert session_writes(client) == 0


def session_writes(client):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert is_in(client)
    return sum(query["sql"].startswith(SESSION_WRITE) for query in queries)


@pytest.fixture
def newcomer(world):
    """An account somebody else made, with its one-time password."""
    return actions.create_user(username="newcomer", name="新同志", by=world.people["accounts"])


def test_newcomer_is_led_to_the_change_of_password(client, world, newcomer):
    user, password = newcomer
    Appointment.objects.create(user=user, role=Role.DEPARTMENT, organisation=world["00"], starts_on="2012-01-01")
    assert sign_in(client, "newcomer", password).status_code == 302
    for name in ("admin:index", "password_change_done"):
        response = client.get(reverse(name))
        assert (response.status_code, response.get("Location")) == (
            (200, None) if name == "password_change_done" else (302, own_page())
        )
    assert client.get(own_page()).status_code == 200


def test_newcomer_enters_after_choosing_a_password(client, newcomer):
    user, password = newcomer
    sign_in(client, "newcomer", password)
    assert change_password(client, password, NEW_PASSWORD).url == reverse("password_change_done")
    user.refresh_from_db()
    assert (user.must_change_password, user.check_password(NEW_PASSWORD)) == (False, True)
    assert user.history.first().history_user == user


def test_new_password_must_differ_from_the_old_one(client, newcomer):
    user, password = newcomer
    sign_in(client, "newcomer", password)
    assert list(change_password(client, password, password).context["form"].errors) == ["new_password1"]
    user.refresh_from_db()
    assert user.must_change_password


def change_password(client, old, new):
    return client.post(own_page(), {"old_password": old, "new_password1": new, "new_password2": new})


ENDINGS = {
    "reset password": lambda user, by: actions.reset_password(user, by=by),
    "disable": lambda user, by: actions.disable(user, by=by),
    "disable and open again": lambda user, by: [verb(user, by=by) for verb in (actions.disable, actions.enable)],
    "end sessions": lambda user, by: actions.end_sessions(user, by=by),
}


@pytest.mark.parametrize("ending", ENDINGS.values(), ids=ENDINGS)
def test_every_session_ends_at_the_next_request(client_of, world, ending):
    here, there, neighbour = client_of("unit-01"), client_of("unit-01"), client_of("unit-02")
    ending(world.people["unit-01"], world.people["accounts"])
    assert [is_in(client) for client in (here, there, neighbour)] == [False, False, True]


def test_own_change_of_password_ends_every_other_session(client_of):
    here, there = client_of("unit-01"), client_of("unit-01")
    assert change_password(here, PASSWORD, NEW_PASSWORD).status_code == 302
    assert [is_in(client) for client in (here, there)] == [True, False]


def test_ended_sessions_are_in_the_history_without_passwords(world):
    user, by = world.people["unit-01"], world.people["accounts"]
    actions.end_sessions(user, by=by)
    row = user.history.first()
    assert (row.history_user, row.history_change_reason) == (by, "sessions ended")
    assert not hasattr(row, "password")


def test_disabled_user_cannot_sign_in(client, world):
    actions.disable(world.people["unit-01"], by=world.people["accounts"])
    assert sign_in(client, "unit-01").status_code == 200
    assert not is_in(client)


def fail(times, username, **extra):
    client = Client()
    return [sign_in(client, username, "a wrong one", **extra).status_code for _ in range(times)]


def test_fifth_wrong_try_locks_the_name_at_that_address(client, world):
    assert fail(5, "unit-01") == [200, 200, 200, 200, 429]
    assert sign_in(client, "unit-01").status_code == 429
    assert not is_in(client)


def test_lock_leaves_other_names_and_other_addresses_alone(world):
    fail(5, "unit-01")
    assert sign_in(Client(), "unit-02").status_code == 302
    assert sign_in(Client(REMOTE_ADDR="192.0.2.7"), "unit-01").status_code == 302


def test_forwarded_address_is_not_believed(world):
    codes = [fail(1, "unit-01", HTTP_X_FORWARDED_FOR=f"192.0.2.{number}") for number in range(5)]
    assert codes == [[200], [200], [200], [200], [429]]


def test_lock_is_lifted_after_15_minutes(clock, world):
    fail(5, "unit-01")
    clock.shift(timedelta(minutes=15, seconds=1))
    assert sign_in(Client(), "unit-01").status_code == 302


def test_sign_in_forgets_earlier_wrong_tries(world):
    fail(4, "unit-01")
    assert sign_in(Client(), "unit-01").status_code == 302
    assert fail(4, "unit-01") == [200, 200, 200, 200]


@pytest.mark.parametrize("target", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)"])
def test_sign_in_leads_nowhere_outside(client, world, target):
    response = client.post(f"{reverse('login')}?next={target}", {"username": "unit-01", "password": PASSWORD})
    assert response.url == reverse("reports:home")


def test_sign_in_says_the_same_for_a_wrong_name_and_a_wrong_password(client, world):
    actions.disable(world.people["stranger"], by=world.people["accounts"])
    told = {
        str(sign_in(client, name, password).context["form"].non_field_errors())
        for name, password in [("nobody", PASSWORD), ("unit-01", "a wrong one"), ("stranger", PASSWORD)]
    }
    assert len(told) == 1


def test_cast_signs_in_with_its_password(client, world):
    assert sign_in(client, "unit-01").status_code == 302
    assert User.objects.get(pk=client.session["_auth_user_id"]) == world.people["unit-01"]
