"""Who was reminded that something of a project is late, by whom (R38, 督促)."""

from functools import partial

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from core.workflow.reminding import DayReminder, once_a_day
from projects.models.applications import Project
from projects.models.seeing import project_seen


class ProjectReminder(DayReminder):
    """A project of which something was late when who carries it out was reminded; once a day at most."""

    scope_paths = ("project__organisation",)
    scope_seen = staticmethod(partial(project_seen, lookup="project"))

    project = models.ForeignKey(Project, models.CASCADE, related_name="reminders", verbose_name=_("project"))

    history = HistoricalRecords()

    class Meta(DayReminder.Meta):
        verbose_name = _("reminder of a project")
        verbose_name_plural = _("reminders of projects")
        constraints = [once_a_day("project", name="project_reminder_once_a_day")]

    def __str__(self):
        return f"{self.project_id} {self.on}"
