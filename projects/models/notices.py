"""Public notices of what is approved and of how projects were accepted, and the objections to them."""

from functools import partial

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from branches.models import Organisation
from core.models import LINE, PERSON, TEXT, user_key
from core.validators import PLAUSIBLE_DAY
from projects.choices import Grade, NoticeStage
from projects.models.applications import Project
from projects.models.seeing import project_seen


class Notice(models.Model):
    """A notice of `host` that anyone may read from `starts_on` to `ends_on`, both included. What it says is frozen in
    its entries."""

    scope_paths = ("host",)

    host = models.ForeignKey(Organisation, models.PROTECT, related_name="notices", verbose_name=_("host"))
    stage = models.CharField(_("about"), max_length=12, choices=NoticeStage)
    title = models.CharField(_("title"), max_length=LINE)
    starts_on = models.DateField(_("from"), validators=[PLAUSIBLE_DAY])
    ends_on = models.DateField(_("until"), validators=[PLAUSIBLE_DAY])
    by = user_key(_("published by"))

    history = HistoricalRecords()

    class Meta:
        verbose_name = pgettext_lazy("projects", "notice")
        verbose_name_plural = pgettext_lazy("projects", "notices")
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="notice_days_in_order",
                condition=Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("The notice ends before it begins."),
            ),
        ]

    def __str__(self):
        return self.title


class NoticeEntryQuerySet(models.QuerySet):
    """Named questions about entries of notices."""

    def standing(self):
        """Those that tell what holds: the result they told was not taken back."""
        return self.filter(taken_back_at=None)


class NoticeEntry(models.Model):
    """One project on a notice, as it was called when the notice was published; `grade`: of its acceptance, which may
    have been taken back since."""

    scope_paths = ("project__organisation",)
    scope_seen = staticmethod(partial(project_seen, lookup="project"))

    notice = models.ForeignKey(
        Notice, models.CASCADE, related_name="entries", verbose_name=pgettext_lazy("projects", "notice")
    )
    project = models.ForeignKey(Project, models.PROTECT, related_name="notice_entries", verbose_name=_("project"))
    title = models.CharField(_("title"), max_length=LINE)
    unit = models.CharField(_("unit"), max_length=LINE)
    leader = models.CharField(_("leader"), max_length=PERSON)
    grade = models.CharField(_("grade"), max_length=10, choices=Grade, blank=True)
    taken_back_at = models.DateTimeField(pgettext_lazy("notice", "taken back at"), null=True, blank=True)

    objects = NoticeEntryQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("entry of a notice")
        verbose_name_plural = _("entries of a notice")
        ordering = ["notice", "pk"]
        constraints = [models.UniqueConstraint(fields=["notice", "project"], name="notice_entry_once")]

    def __str__(self):
        return self.title


class Objection(models.Model):
    """What somebody objects to an entry of a notice, noted and answered by who published it. Never public."""

    scope_paths = ("entry__notice__host",)

    entry = models.ForeignKey(
        NoticeEntry, models.CASCADE, related_name="objections", verbose_name=_("entry of a notice")
    )
    on = models.DateField(_("received on"), validators=[PLAUSIBLE_DAY])
    source = models.CharField(_("from whom"), max_length=LINE, blank=True)
    text = models.TextField(_("objection"), max_length=TEXT)
    answer = models.TextField(_("answer"), max_length=TEXT, blank=True)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    by = user_key(_("noted by"))
    answered_by = user_key(_("answered by"))

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("objection")
        verbose_name_plural = _("objections")
        ordering = ["entry", "on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="objection_answered_both",
                condition=Q(answer="", answered_on=None) | ~Q(answer="") & Q(answered_on__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.entry_id} {self.on}"
