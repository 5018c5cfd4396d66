"""Sign-in, failed sign-in, lock-out and sign-out go to the log."""

from axes.signals import user_locked_out
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver

from accounts.models import User
from core.choices import EventKind
from core.log.events import record


@receiver(user_logged_in)
def signed_in(sender, user, **kwargs):
    record(EventKind.SIGN_IN, by=user, subject=user.username)


@receiver(user_logged_out)
def signed_out(sender, user, **kwargs):
    if user is not None:
        record(EventKind.SIGN_OUT, by=user, subject=user.username)


@receiver(user_login_failed)
def failed(sender, credentials, **kwargs):
    """Only the name of an account is kept: whatever else stood in that field may have been a password."""
    record(EventKind.SIGN_IN_FAILED, by=None, subject=_known(str(credentials.get("username", ""))))


@receiver(user_locked_out)
def locked_out(sender, request, username, **kwargs):
    """Once, when it begins: a try while it lasts is only a failed sign-in."""
    if request.axes_failures_since_start is not None:
        record(EventKind.LOCKED, by=None, subject=_known(username))


def _known(name):
    return name if User.objects.filter(username=name).exists() else ""
