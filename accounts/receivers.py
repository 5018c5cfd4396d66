"""Sign-in, failed sign-in and sign-out go to the log."""

from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver

from accounts.models import User
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
    known = User.objects.filter(username=name).exists()
    record(EventKind.SIGN_IN_FAILED, by=None, subject=name if known else "")
