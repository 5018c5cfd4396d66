"""The user: who signs in. What a person may do hangs on appointments, two floors up."""

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from core.phrases import bracketed


class User(AbstractUser):
    """A person who signs in; `is_staff` and `is_superuser` open nothing on this site."""

    first_name = last_name = None
    scope_free = True

    name = models.CharField(_("name"), max_length=60)
    must_change_password = models.BooleanField(
        _("must change the password"), default=False, help_text=_("Asked for at the next sign-in.")
    )
    session_epoch = models.PositiveIntegerField(_("session epoch"), default=0, editable=False)

    objects = UserManager()
    history = HistoricalRecords(excluded_fields=["password", "last_login"])

    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        ordering = ["username"]

    def __str__(self):
        return self.name + bracketed(self.username) if self.name else self.username

    def save(self, *args, update_fields=None, **kwargs):
        """To sign in changes nothing that history keeps."""
        if update_fields is None or set(update_fields) != {"last_login"}:
            return super().save(*args, update_fields=update_fields, **kwargs)
        self.skip_history_when_saving = True
        try:
            return super().save(*args, update_fields=update_fields, **kwargs)
        finally:
            del self.skip_history_when_saving

    def get_full_name(self):
        return self.name

    def get_short_name(self):
        return self.name

    def get_session_auth_hash(self):
        """Password and epoch together: raising the epoch ends every session of this user."""
        key = f"accounts.session.{self.session_epoch}"
        return salted_hmac(key, self.password, algorithm="sha256").hexdigest()

    def get_session_auth_fallback_hash(self):
        """No older secrets are honoured."""
        return iter(())


def has_people() -> bool:
    """Whether there is any user yet: on a new site there is none."""
    return User.objects.exists()
