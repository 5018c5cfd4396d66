"""Calls: who may apply for what until when, how it is judged, how many are approved with how much money (N19)."""

from functools import partial

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from branches.models import Organisation
from core.attachments.models import KeptFile
from core.models import LINE, TEXT, user_key
from core.validators import PLAUSIBLE_DAY
from projects.choices import Applicants, Level, ProjectClass, ResultRule
from projects.models.fields import MoneyField
from projects.models.seeing import call_seen

EXTENSION_MONTHS = CORRECTION_MONTHS = 3
VERY_LATE_DAYS = 14
EXCELLENT_PERCENT = 50


def _day(verbose_name, **kwargs):
    return models.DateField(verbose_name, validators=[PLAUSIBLE_DAY], **kwargs)


class Call(models.Model):
    """A call for projects of one level: of the university (校级), or of a unit for its own (院级).

    `host`: who calls and decides. A draft until it is published; applications are in until `closes_at`. Money is what
    the host gives one project of a class at most; `criteria` and `acceptance_criteria`: [[name, points], …], points
    whole numbers that sum to 100.
    """

    scope_paths = ("host",)
    scope_seen = staticmethod(call_seen)

    level = models.CharField(_("level"), max_length=10, choices=Level)
    host = models.ForeignKey(Organisation, models.PROTECT, related_name="calls", verbose_name=_("host"))
    title = models.CharField(_("title"), max_length=LINE)
    text = models.TextField(_("what is called for"), max_length=TEXT, blank=True)
    applicants = models.CharField(_("who may apply"), max_length=10, choices=Applicants, default=Applicants.BRANCHES)
    unit_quota = models.PositiveSmallIntegerField(_("projects of one unit at most"), null=True, blank=True)
    key_quota = models.PositiveSmallIntegerField(_("key projects at most"), default=0)
    key_money = MoneyField(_("yuan for a key project at most"), default=0)
    general_quota = models.PositiveSmallIntegerField(_("general projects at most"), default=0)
    general_money = MoneyField(_("yuan for a general project at most"), default=0)
    opens_on = _day(_("applications from"))
    closes_at = models.DateTimeField(_("applications until"))
    support_by = _day(_("unit review by"), null=True, blank=True)
    judge_by = _day(_("expert review by"))
    starts_on = _day(_("projects begin on"))
    midterm_on = _day(_("mid-term report by"))
    final_on = _day(_("final report by"))
    ends_on = _day(_("projects end on"))
    result_rule = models.CharField(_("result of a panel"), max_length=10, choices=ResultRule, default=ResultRule.MEAN)
    criteria = models.JSONField(_("criteria for applications"), default=list)
    acceptance_criteria = models.JSONField(_("criteria for acceptance"), default=list)
    extension_months = models.PositiveSmallIntegerField(_("extension of at most, in months"), default=EXTENSION_MONTHS)
    correction_months = models.PositiveSmallIntegerField(_("correction within, in months"), default=CORRECTION_MONTHS)
    very_late_days = models.PositiveSmallIntegerField(_("very late after, in days"), default=VERY_LATE_DAYS)
    excellent_percent = models.PositiveSmallIntegerField(_("excellent at most, in percent"), default=EXCELLENT_PERCENT)
    published_on = models.DateField(_("published on"), null=True, blank=True)
    created_by = user_key(_("created by"))

    history = HistoricalRecords()

    class Meta:
        verbose_name = pgettext_lazy("projects", "call")
        verbose_name_plural = pgettext_lazy("projects", "calls")
        ordering = ["-opens_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="call_days_in_order",
                condition=Q(ends_on__gte=F("starts_on"))
                & Q(midterm_on__range=(F("starts_on"), F("ends_on")))
                & Q(final_on__gte=F("midterm_on")),
                violation_error_message=_("The days of the projects are not in order."),
            ),
            models.CheckConstraint(
                name="call_money_not_negative", condition=Q(key_money__gte=0) & Q(general_money__gte=0)
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("projects:call", args=[self.pk])

    @property
    def is_published(self):
        """Whether applicants see it."""
        return self.published_on is not None

    @property
    def is_open(self):
        """Whether applications can be handed in now: to the second."""
        return self.is_published and self.opens_on <= timezone.localdate() and timezone.now() <= self.closes_at

    def quota(self, project_class):
        """How many projects of that class are approved at most."""
        return self.key_quota if project_class == ProjectClass.KEY else self.general_quota

    def money(self, project_class):
        """How many yuan one project of that class gets at most."""
        return self.key_money if project_class == ProjectClass.KEY else self.general_money


class CallFile(KeptFile):
    """An attachment of a call: the notice itself, a form."""

    scope_paths = ("call__host",)
    scope_seen = staticmethod(partial(call_seen, lookup="call"))

    call = models.ForeignKey(Call, models.CASCADE, related_name="files", verbose_name=pgettext_lazy("projects", "call"))

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("attachment of a call")
        verbose_name_plural = _("attachments of a call")
        ordering = ["call", "pk"]

    def __str__(self):
        return self.name
