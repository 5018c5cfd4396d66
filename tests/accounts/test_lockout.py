"""Lock-out: five wrong tries for a name from an address; nobody else is touched, and it can be ended."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.test import Client
from django.utils import timezone

from accounts import actions
from accounts.models import User
from core.choices import EventKind
from core.models import Event

PASSWORD, WRONG = "lotus-river-2031", "wrong-guess"
pytestmark = [pytest.mark.django_db, pytest.mark.everywhere, pytest.mark.filterwarnings("ignore")]


@pytest.fixture
def person():
    user = User(username="unit-01", name="张三")
    user.set_password(PASSWORD)
    user.save()
    return user


def attempt(name="unit-01", password=WRONG, address="10.0.0.1"):
    """The status of the answer: 302 signed in, 200 refused, 429 locked out."""
    return Client(REMOTE_ADDR=address).post("/login/", {"username": name, "password": password}).status_code


def lock(name="unit-01"):
    assert [attempt(name) for _ in range(5)] == [200] * 4 + [429]


def test_five_wrong_tries_lock_the_name_at_the_address_only(person):
    lock()
    assert (attempt(password=PASSWORD), attempt(password=PASSWORD, address="10.0.0.2")) == (429, 302)


def test_a_try_during_the_lock_does_not_prolong_it(person, time_machine):
    start = timezone.now()
    time_machine.move_to(start)
    lock()
    time_machine.move_to(start + timedelta(minutes=14))
    assert attempt() == 429
    time_machine.move_to(start + timedelta(minutes=16))
    assert attempt(password=PASSWORD) == 302


@pytest.mark.parametrize("verb", [actions.reset_password, actions.end_lockout])
def test_administrator_ends_it(person, verb):
    lock()
    password = verb(person, by=None) or PASSWORD
    assert attempt(password=password) == 302


def test_many_unknown_names_slow_unknown_names_only(person):
    assert {attempt(f"nobody-{number}") for number in range(51)} == {200}
    assert (attempt("nobody-x"), attempt("nobody-x", address="10.0.0.2")) == (429, 200)
    assert attempt(password=PASSWORD) == 302


def test_what_was_typed_as_a_name_is_kept_only_where_it_is_one(person):
    attempt("my-secret-password")
    attempt()
    kept = [f"{one.username} {one.get_data} {one.post_data}" for one in AccessAttempt.objects.order_by("pk")]
    assert ("my-secret" in str(kept), kept[1].startswith("unit-01")) == (False, True)


def test_page_of_the_own_password_counts_too(person):
    client = Client(REMOTE_ADDR="10.0.0.1")
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    asked = {"old_password": WRONG, "new_password1": "violet-lake-2044", "new_password2": "violet-lake-2044"}
    assert [client.post("/password/", asked).status_code for _ in range(5)] == [200] * 4 + [429]
    assert client.post("/password/", asked | {"old_password": PASSWORD}).status_code == 429
    assert User.objects.get().check_password(PASSWORD)


def test_lock_is_an_entry_of_the_log_once(person):
    lock()
    attempt()
    locked = Event.objects.filter(kind=EventKind.LOCKED)
    assert [(one.subject, one.address) for one in locked] == [("unit-01", "10.0.0.1")]
