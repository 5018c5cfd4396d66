"""Sign-in, failed sign-in, sign-out and the change of one's own password go to the log."""

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
    """The name is kept only up to its length limit; a password typed into that field would be personal data."""
    record(EventKind.SIGN_IN_FAILED, by=None, subject=str(credentials.get("username", ""))[:150])


@receiver(own_password_changed)
def password_changed(sender, user, **kwargs):
    record(EventKind.PASSWORD, by=user, subject=user.username)
