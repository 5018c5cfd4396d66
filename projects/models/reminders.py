"""Who was reminded that something of a project is late, by whom (R38, 督促)."""

from functools import partial

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from core.choices import Role
from core.models import user_key
from projects.models.applications import Project
from projects.models.seeing import project_seen


class ProjectReminder(models.Model):
    """A project of which something was late when who carries it out was reminded; once a day at most."""

    scope_paths = ("project__organisation",)
    scope_seen = staticmethod(partial(project_seen, lookup="project"))

    project = models.ForeignKey(Project, models.CASCADE, related_name="reminders", verbose_name=_("project"))
    on = models.DateField(_("on"))
    by = user_key(_("by"))
    reminded_as = models.CharField(_("as"), max_length=12, choices=Role)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("reminder of a project")
        verbose_name_plural = _("reminders of projects")
        ordering = ["-on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "on"],
                name="project_reminder_once_a_day",
                violation_error_message=_("It was reminded of this today already."),
            ),
        ]

    def __str__(self):
        return f"{self.project_id} {self.on}"
