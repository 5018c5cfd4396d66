"""Who was reminded of which duty, by whom (R25)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from branches.models import Organisation
from core.workflow.reminding import DayReminder, once_a_day
from pledges.choices import DutyKind


class Reminder(DayReminder):
    """A duty of an organisation of which it was reminded on a day; once a day at most."""

    scope_paths = ("organisation",)

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="reminders", verbose_name=_("organisation")
    )
    kind = models.CharField(_("duty"), max_length=15, choices=DutyKind)

    history = HistoricalRecords()

    class Meta(DayReminder.Meta):
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        constraints = [once_a_day("organisation", "kind", name="reminder_once_a_day")]

    def __str__(self):
        return f"{self.organisation_id} {self.kind} {self.on}"
