"""Mid-term and final reports, and requests to change what was approved."""

from functools import partial

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from core.models import user_key
from core.validators import PLAUSIBLE_DAY
from projects.choices import ReportKind, ReportState, RequestKind, RequestState
from projects.models.applications import Project, ProjectFile
from projects.models.seeing import project_seen


class ProjectReport(models.Model):
    """One report of a project: of a kind the first, and after a correction the next `number` (re-check).

    `content`: {name of a text: text}, the names as `projects.texts` lists them for the kind. What is due and not begun
    has no row.
    """

    scope_paths = ("project__organisation",)
    scope_seen = staticmethod(partial(project_seen, lookup="project"))

    project = models.ForeignKey(Project, models.CASCADE, related_name="reports", verbose_name=_("project"))
    kind = models.CharField(_("kind"), max_length=10, choices=ReportKind)
    number = models.PositiveSmallIntegerField(_("number"), default=1)
    due_on = models.DateField(_("due on"))
    state = models.CharField(_("state"), max_length=10, choices=ReportState, default=ReportState.DRAFT)
    content = models.JSONField(_("text"), default=dict, blank=True)
    files = models.ManyToManyField(ProjectFile, related_name="in_reports", blank=True, verbose_name=_("files"))
    reason = models.CharField(_("reason for the return"), max_length=300, blank=True)
    submitted_by = user_key(_("submitted by"))
    submitted_at = models.DateTimeField(_("submitted at"), null=True, blank=True)
    checked_by = user_key(_("checked by"))
    opinion = models.CharField(_("opinion of the unit"), max_length=300, blank=True)
    decided_by = user_key(_("decided by"))
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    result = models.CharField(_("result"), max_length=300, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("report of a project")
        verbose_name_plural = _("reports of projects")
        ordering = ["project", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["project", "kind", "number"], name="project_report_once"),
            models.CheckConstraint(
                name="project_report_returned_has_reason", condition=~Q(state=ReportState.RETURNED) | ~Q(reason="")
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.number}"

    def get_absolute_url(self):
        return reverse("projects:report", args=[self.project_id, self.pk])


class ChangeRequest(models.Model):
    """What a project asks to change, decided as a row; what it was before and what it shall be stay readable.

    `before` and `after`: plain values by kind: {"title"}, {"name", "post"} of a leader, {"ends_on"} of the period,
    {"members": [[number, name, post, unit, part], …]}, {"lines": [[number, use, amount as text, basis], …]}, without a
    number where a row is new. `new_leader`: the account of a new leader.
    """

    scope_paths = ("project__organisation",)
    scope_seen = staticmethod(partial(project_seen, lookup="project"))

    project = models.ForeignKey(Project, models.CASCADE, related_name="requests", verbose_name=_("project"))
    kind = models.CharField(_("what is to change"), max_length=10, choices=RequestKind)
    state = models.CharField(_("state"), max_length=10, choices=RequestState, default=RequestState.ASKED)
    before = models.JSONField(_("before"), default=dict)
    after = models.JSONField(_("after"), default=dict)
    new_leader = user_key(_("account of the new leader"))
    reason = models.CharField(_("reason"), max_length=300)
    asked_by = user_key(_("asked by"))
    asked_on = models.DateField(_("asked on"), validators=[PLAUSIBLE_DAY])
    decided_by = user_key(_("decided by"))
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    answer = models.CharField(_("answer"), max_length=300, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("request for a change")
        verbose_name_plural = _("requests for changes")
        ordering = ["project", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="request_one_asked_per_kind",
                fields=["project", "kind"],
                condition=Q(state=RequestState.ASKED),
                violation_error_message=_("This change is asked for already: it waits for a decision."),
            ),
        ]

    def __str__(self):
        return self.get_kind_display()
