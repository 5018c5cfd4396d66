"""Sign-in, failed sign-in, sign-out and the change of one's own password go to the log."""

from django.contrib.auth import get_user_model
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver

from accounts.signals import own_password_changed
from core.choices import EventKind
from core.events import record


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
    name = str(credentials.get("username", ""))
    known = get_user_model().objects.filter(username=name).exists()
    record(EventKind.SIGN_IN_FAILED, by=None, subject=name if known else "")


@receiver(own_password_changed)
def password_changed(sender, user, **kwargs):
    record(EventKind.PASSWORD, by=user, subject=user.username)
