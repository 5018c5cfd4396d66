"""What is done to accounts: create, reset, disable, end sessions, change one's own password."""

import secrets

from django.db import transaction
from django.db.models import F

from accounts.models import User
from core.choices import EventKind
from core.history import Act, save

PASSWORD_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


def one_time_password() -> str:
    """A password of 12 readable characters (no 0/O, 1/l), to be changed at first sign-in."""
    return "-".join("".join(secrets.choice(PASSWORD_ALPHABET) for _ in range(4)) for _ in range(3))


@transaction.atomic
def create_user(*, username: str, name: str, by, **known) -> tuple[User, str]:
    """Create an account and its one-time password.

    Returns (user, password); the password is shown once and stored nowhere. `known`: what the log says besides.
    Raises: django.db.IntegrityError when the user name is taken.
    """
    password = one_time_password()
    user = User(username=username, name=name, must_change_password=True)
    user.set_password(password)
    save(user, by=by, act=_act(user, "created", **known))
    return user, password


@transaction.atomic
def reset_password(user: User, *, by) -> str:
    """Give `user` a new one-time password, ending every session. Returns the password."""
    password = one_time_password()
    user.set_password(password)
    user.must_change_password = True
    fields = ["password", "must_change_password"]
    save(user, by=by, fields=fields, reason="password reset", act=_act(user, "reset"))
    return password


@transaction.atomic
def set_active(user: User, active: bool, *, by) -> None:
    """Open or disable an account; a disabled user is out at the next request."""
    user.is_active = active
    user.session_epoch = F("session_epoch") + 1
    reason, verb = ("enabled", "enable") if active else ("disabled", "disable")
    save(user, by=by, fields=["is_active", "session_epoch"], reason=reason, act=_act(user, verb))


@transaction.atomic
def end_sessions(user: User, *, by) -> None:
    """Sign `user` out everywhere."""
    user.session_epoch = F("session_epoch") + 1
    save(user, by=by, fields=["session_epoch"], reason="sessions ended", act=_act(user, "sign-out"))


@transaction.atomic
def password_changed(user: User) -> None:
    """Note that `user` chose the password: no longer asked for."""
    user.must_change_password = False
    act = Act(EventKind.PASSWORD, user.username)
    save(user, by=user, fields=["must_change_password"], reason="own password changed", act=act)


def _act(user, verb, **known):
    return Act(EventKind.ACCOUNT, user.username, {"verb": verb, **known})
