"""Which unit was reminded of what it still has to hand in of a round, by whom."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from branches.models import Organisation
from core.workflow.reminding import DayReminder, once_a_day
from ratings.models.campaigns import Round


class RoundReminder(DayReminder):
    """A base organisation that was reminded to rate and hand in its branches; once a day at most of a round."""

    scope_paths = ("unit",)

    round = models.ForeignKey(Round, models.CASCADE, related_name="reminders", verbose_name=_("round"))
    unit = models.ForeignKey(
        Organisation, models.PROTECT, related_name="round_reminders", verbose_name=_("base organisation")
    )

    history = HistoricalRecords()

    class Meta(DayReminder.Meta):
        verbose_name = _("reminder of a round")
        verbose_name_plural = _("reminders of rounds")
        constraints = [once_a_day("round", "unit", name="round_reminder_once_a_day")]

    def __str__(self):
        return f"{self.round_id} {self.unit_id} {self.on}"
