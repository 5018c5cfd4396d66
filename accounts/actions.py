"""What is done to accounts: create, reset, disable, end sessions, change one's own password."""

import secrets

from django.db import transaction
from django.db.models import F

from accounts.models import User
from core.choices import EventKind
from core.events import record

PASSWORD_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


def one_time_password():
    """A password of 12 readable characters (no 0/O, 1/l), to be changed at first sign-in."""
    return "-".join("".join(secrets.choice(PASSWORD_ALPHABET) for _ in range(4)) for _ in range(3))


@transaction.atomic
def create_user(*, username, name, by):
    """Create an account and its one-time password.

    Returns (user, password); the password is shown once and stored nowhere.
    Raises: django.db.IntegrityError when the user name is taken.
    """
    password = one_time_password()
    user = User(username=username, name=name, must_change_password=True)
    user.set_password(password)
    user._history_user = by
    user.save()
    return user, password


@transaction.atomic
def reset_password(user, *, by):
    """Give `user` a new one-time password, ending every session. Returns the password."""
    password = one_time_password()
    user.set_password(password)
    user.must_change_password = True
    _save(user, by=by, fields=["password", "must_change_password"], reason="password reset")
    return password


@transaction.atomic
def set_active(user, active, *, by):
    """Open or disable an account; a disabled user is out at the next request."""
    user.is_active = active
    user.session_epoch = F("session_epoch") + 1
    _save(user, by=by, fields=["is_active", "session_epoch"], reason="enabled" if active else "disabled")


@transaction.atomic
def end_sessions(user, *, by):
    """Sign `user` out everywhere."""
    user.session_epoch = F("session_epoch") + 1
    _save(user, by=by, fields=["session_epoch"], reason="sessions ended")


@transaction.atomic
def password_changed(user):
    """Note that `user` chose the password: no longer asked for."""
    user.must_change_password = False
    _save(user, by=user, fields=["must_change_password"], reason="own password changed")
    record(EventKind.PASSWORD, by=user, subject=user.username)


def _save(user, *, by, fields, reason):
    user._history_user = by
    user._change_reason = reason
    user.skip_history_when_saving = True
    user.save(update_fields=fields)
    user.refresh_from_db(fields=fields)
    del user.skip_history_when_saving
    User.history.bulk_history_create([user], update=True, default_user=by, default_change_reason=reason)
