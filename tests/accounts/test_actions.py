"""Verbs of accounts: what they change, who is named in the history, and what the history never holds."""

import re

import pytest
from django.db import IntegrityError
from django.test import RequestFactory
from django.urls import reverse

from accounts import actions
from accounts.forms import OwnPasswordForm
from accounts.models import User
from core.choices import EventKind
from core.models import Event
from tests.world import PASSWORD

NEW_PASSWORD = "harvest-moon-77"


@pytest.fixture
def officer(world):
    return world.people["accounts"]


@pytest.fixture
def user(world):
    return world.people["unit-01"]


def newest(user):
    """Type, author and reason of the newest history row."""
    row = user.history.first()
    return (row.history_type, row.history_user, row.history_change_reason)


def test_one_time_password_is_readable_and_never_the_same():
    passwords = {actions.one_time_password() for _ in range(100)}
    assert len(passwords) == 100
    assert all(re.fullmatch(r"[a-hjkmnp-z2-9]{4}(-[a-hjkmnp-z2-9]{4}){2}", password) for password in passwords)


def test_create_user_asks_for_a_change_of_the_password(officer):
    user, password = actions.create_user(username="li", name="李明", by=officer)
    fresh = User.objects.get(username="li")
    assert (fresh.check_password(password), fresh.must_change_password, fresh.is_active) == (True, True, True)
    assert newest(user) == ("+", officer, "")


def test_create_user_refuses_a_name_that_is_taken(officer):
    with pytest.raises(IntegrityError):
        actions.create_user(username="unit-01", name="李明", by=officer)


def test_reset_replaces_the_password_and_ends_sessions(user, officer):
    before = user.get_session_auth_hash()
    password = actions.reset_password(user, by=officer)
    fresh = User.objects.get(pk=user.pk)
    assert (fresh.check_password(password), fresh.check_password(PASSWORD), fresh.must_change_password) == (
        True, False, True,
    )  # fmt: skip
    assert fresh.get_session_auth_hash() != before
    assert newest(user) == ("~", officer, "password reset")


@pytest.mark.parametrize(
    ("verb", "active", "reason"), [(actions.disable, False, "disabled"), (actions.enable, True, "enabled")]
)
def test_opening_and_closing_ends_sessions(user, officer, verb, active, reason):
    User.objects.filter(pk=user.pk).update(is_active=not active)
    before = user.get_session_auth_hash()
    verb(user, by=officer)
    fresh = User.objects.get(pk=user.pk)
    assert (fresh.is_active, fresh.session_epoch) == (active, 1)
    assert fresh.get_session_auth_hash() != before
    assert newest(user) == ("~", officer, reason)


def test_end_sessions_leaves_the_password(user, officer):
    before = user.get_session_auth_hash()
    actions.end_sessions(user, by=officer)
    fresh = User.objects.get(pk=user.pk)
    assert fresh.check_password(PASSWORD)
    assert fresh.get_session_auth_hash() != before
    assert newest(user) == ("~", officer, "sessions ended")


def test_own_password_ends_the_forced_change(user, officer):
    password = actions.reset_password(user, by=officer)
    data = {"old_password": password, "new_password1": NEW_PASSWORD, "new_password2": NEW_PASSWORD}
    form = OwnPasswordForm(user, data, request=RequestFactory().post("/password/"))
    assert form.is_valid()
    form.save()
    fresh = User.objects.get(pk=user.pk)
    assert (fresh.check_password(NEW_PASSWORD), fresh.must_change_password) == (True, False)
    assert newest(user) == ("~", user, "own password changed")


def test_own_password_must_be_another(user):
    data = {"old_password": PASSWORD, "new_password1": PASSWORD, "new_password2": PASSWORD}
    form = OwnPasswordForm(user, data, request=RequestFactory().post("/password/"))
    assert list(form.errors) == ["new_password1"]


def test_history_of_a_user_holds_no_password():
    assert {"password", "last_login"}.isdisjoint(field.name for field in User.history.model._meta.get_fields())


def test_own_password_changed_is_in_the_log_without_the_password(user, client):
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    form = {"old_password": PASSWORD, "new_password1": NEW_PASSWORD, "new_password2": NEW_PASSWORD}
    assert client.post(reverse("password_change"), form).status_code == 302
    event = Event.objects.first()
    assert (event.kind, event.by_name, event.subject) == (EventKind.PASSWORD, "unit-01", "unit-01（unit-01）")
    assert event.detail == {"verb": "password", "model": "accounts.user"}
