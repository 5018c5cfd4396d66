"""What is done to accounts: create, reset, disable, end sessions, change one's own password."""

import secrets

from django.db.models import F
from django.utils.translation import gettext as _

from accounts.lockout import unlock
from accounts.models import User
from core.choices import EventKind
from core.history import remember, save
from core.log.acts import about, logged
from core.workflow.lifecycle import TooLate

PASSWORD_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


def one_time_password() -> str:
    """A password of 12 readable characters (no 0/O, 1/l), to be changed at first sign-in."""
    return "-".join("".join(secrets.choice(PASSWORD_ALPHABET) for _place in range(4)) for _group in range(3))


@logged("created", EventKind.ACCOUNT)
def create_user(*, username: str, name: str, by, **known) -> tuple[User, str]:
    """Create an account and its one-time password.

    Returns (user, password); the password is shown once and stored nowhere. `known`: what the log says besides.
    Raises: django.db.IntegrityError when the user name is taken.
    """
    password = one_time_password()
    user = User(username=username, name=name, must_change_password=True)
    user.set_password(password)
    about(user, **known)
    save(user, by=by)
    return user, password


@logged("reset", EventKind.ACCOUNT)
def reset_password(user: User, *, by) -> str:
    """Give `user` a new one-time password, ending every session. Returns the password."""
    password = one_time_password()
    user.set_password(password)
    user.must_change_password = True
    unlock(user)
    fields = ["password", "must_change_password"]
    save(user, by=by, fields=fields, reason="password reset")
    return password


@logged("enable", EventKind.ACCOUNT)
def enable(user: User, *, by) -> None:
    """Open an account again. Raises: TooLate when it is open."""
    _set_active(user, True, by=by, reason="enabled")


@logged("disable", EventKind.ACCOUNT)
def disable(user: User, *, by) -> None:
    """Close an account: its user is out at the next request. Raises: TooLate when it is closed."""
    _set_active(user, False, by=by, reason="disabled")


@logged("unlock", EventKind.ACCOUNT)
def end_lockout(user: User, *, by) -> None:
    """Let `user` try to sign in again, wherever from."""
    unlock(user)
    remember(User, [user.pk], by=by, reason="lock-out ended")


@logged("sign-out", EventKind.ACCOUNT)
def end_sessions(user: User, *, by) -> None:
    """Sign `user` out everywhere."""
    user.session_epoch = F("session_epoch") + 1
    save(user, by=by, fields=["session_epoch"], reason="sessions ended")


@logged("password", EventKind.PASSWORD)
def choose_password(user: User, password: str, *, by) -> None:
    """Give `user` the password they chose, which ends the forced change and every session."""
    user.set_password(password)
    user.must_change_password = False
    save(user, by=by, fields=["password", "must_change_password"], reason="own password changed")


def _set_active(user, active, *, by, reason):
    if not User.objects.select_for_update().filter(pk=user.pk, is_active=not active).exists():
        raise TooLate(_("This is done already, or not possible any more."))
    user.is_active = active
    user.session_epoch = F("session_epoch") + 1
    save(user, by=by, fields=["is_active", "session_epoch"], reason=reason)
