"""Who was reminded of which duty, by whom (R25)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from branches.models import Organisation
from core.choices import Role
from core.models import user_key
from pledges.choices import DutyKind


class Reminder(models.Model):
    """A duty of an organisation of which it was reminded on a day; once a day at most."""

    scope_paths = ("organisation",)

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="reminders", verbose_name=_("organisation")
    )
    kind = models.CharField(_("duty"), max_length=15, choices=DutyKind)
    on = models.DateField(_("on"))
    by = user_key(_("by"))
    reminded_as = models.CharField(_("as"), max_length=12, choices=Role)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        ordering = ["-on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "kind", "on"],
                name="reminder_once_a_day",
                violation_error_message=_("It was reminded of this today already."),
            ),
        ]

    def __str__(self):
        return f"{self.organisation_id} {self.kind} {self.on}"
