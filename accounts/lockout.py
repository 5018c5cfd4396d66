"""What slows down whoever tries passwords; django-axes counts, by name and address.

A name that nobody has stands in its tables as something nobody can read: what was typed there may have been a password.
"""

from axes.attempts import get_cool_off_threshold
from axes.handlers.database import AxesDatabaseHandler
from axes.models import AccessAttempt
from axes.utils import reset
from django.utils.crypto import salted_hmac

from accounts.models import User
from core.names import fold

UNKNOWN = "?"  # begins what stands for a name that nobody has
MOST_UNKNOWN = 50  # of them from one address within the time a lock lasts


def counted_as(request, credentials: dict | None) -> str:
    """The name under which tries are counted: that of an account, else what stands for the one that was typed."""
    name = fold(str((credentials or request.POST).get("username") or ""))
    if User.objects.filter(username=name).exists():
        return name
    return UNKNOWN + salted_hmac("accounts.lockout", name).hexdigest()[:20]


class LockoutHandler(AxesDatabaseHandler):
    """Beside five wrong tries for a name from an address: who tries many unknown names there tries no further ones."""

    def is_locked(self, request, credentials=None):
        """Whether a try is refused without a look at the password."""
        return super().is_locked(request, credentials) or self._guesses_names(request, credentials)

    def _guesses_names(self, request, credentials):
        if not counted_as(request, credentials).startswith(UNKNOWN):
            return False
        tried = AccessAttempt.objects.filter(
            ip_address=request.axes_ip_address,
            username__startswith=UNKNOWN,
            attempt_time__gte=get_cool_off_threshold(request),
        )
        return tried.values("username").distinct().count() > MOST_UNKNOWN


def unlock(user: User) -> int:
    """End the lock of `user`, wherever it was tried from. Returns how many counts were ended."""
    return reset(username=user.username)
