"""Tasks with the five-fixed fields (五定: 定人员、定事项、定目标、定责任、定时限), and what is reported of them."""

from functools import partial

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from core.models import LINE, PERSON
from core.reporting.models import Report, Reportable
from core.validators import PLAUSIBLE_DAY
from projects.models.applications import Project, ProjectFile
from projects.models.seeing import project_seen


class Task(Reportable):
    """What is to be done for a project by whom until when; done once somebody else confirmed it (as R26), late by R38.

    `dropped_on`: the day it was left out, with the reason in its history.
    """

    scope_paths = ("project__organisation",)
    scope_seen = staticmethod(partial(project_seen, lookup="project"))

    project = models.ForeignKey(Project, models.CASCADE, related_name="tasks", verbose_name=_("project"))
    number = models.PositiveSmallIntegerField(_("number"))
    person = models.CharField(_("person"), max_length=PERSON)
    text = models.CharField(pgettext_lazy("project", "task"), max_length=LINE)
    goal = models.CharField(_("goal"), max_length=LINE)
    duty = models.CharField(_("responsibility"), max_length=LINE)
    due_on = models.DateField(_("due on"), validators=[PLAUSIBLE_DAY])
    dropped_on = models.DateField(_("left out since"), null=True, blank=True)

    history = HistoricalRecords()

    class Meta(Reportable.Meta):
        verbose_name = pgettext_lazy("project", "task")
        verbose_name_plural = pgettext_lazy("project", "tasks")
        ordering = ["project", "number"]
        constraints = [
            *Reportable.Meta.constraints,
            models.UniqueConstraint(fields=["project", "number"], name="task_one_per_number"),
        ]

    def __str__(self):
        return self.text


class TaskReport(Report):
    """What was done for a task on a day."""

    scope_paths = ("task__project__organisation",)
    scope_seen = staticmethod(partial(project_seen, lookup="task__project"))

    task = models.ForeignKey(
        Task, models.CASCADE, related_name="updates", verbose_name=pgettext_lazy("project", "task")
    )
    proofs = models.ManyToManyField(ProjectFile, related_name="task_reports", blank=True, verbose_name=_("proofs"))

    history = HistoricalRecords()

    class Meta(Report.Meta):
        verbose_name = _("report of a task")
        verbose_name_plural = _("reports of tasks")
        ordering = ["on", "pk"]

    def __str__(self):
        return f"{self.task_id} {self.on}"
