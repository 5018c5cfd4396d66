"""Twinnings: who helps whom, and what is noted of the help (N12)."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from branches.models import Organisation
from core.attachments.models import KeptFile
from core.choices import Role
from core.models import LINE, TEXT, user_key
from core.validators import PLAUSIBLE_DAY
from pledges.choices import HelperKind, RecordState, TwinningResult, TwinningState


class TwinningQuerySet(models.QuerySet):
    """Named questions about twinnings."""

    def in_force_on(self, day):
        """Agreed, begun on or before `day` and not over by then (R35)."""
        begun = self.exclude(agreed_on=None).filter(starts_on__lte=day)
        return begun.filter(Q(ends_on=None) | Q(ends_on__gt=day))

    def with_people(self):
        """With both organisations of each."""
        return self.select_related("helped", "helper")

    def unended(self):
        """Proposed or agreed."""
        return self.exclude(state=TwinningState.ENDED)


class Twinning(models.Model):
    """Help for one branch, by a branch, a leader or a department.

    In force on the days [starts_on, ends_on) once `agreed_on` is known; agreed late, it starts on the day both sides
    have agreed. `helper`: the helping branch, None of a leader or a department, who are called `helper_name`. A
    proposal that was declined or withdrawn is ended and has a `reason`, no `agreed_on`, no `result`. `proposed_as`: the
    role in which `proposed_by` did it; "" when a command did. `state_before`: where
    it stood when an organisation of it was closed.
    """

    scope_paths = ("helped", "helper")

    helped = models.ForeignKey(Organisation, models.PROTECT, related_name="twinnings", verbose_name=_("helped branch"))
    helper_kind = models.CharField(_("kind of helper"), max_length=10, choices=HelperKind)
    helper = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="helping", verbose_name=_("helping branch")
    )
    helper_name = models.CharField(_("name of the helper"), max_length=LINE, blank=True)
    helper_post = models.CharField(_("post"), max_length=LINE, blank=True)
    starts_on = models.DateField(_("starts on"), validators=[PLAUSIBLE_DAY])
    ends_on = models.DateField(_("ends on"), null=True, blank=True, validators=[PLAUSIBLE_DAY])
    goal = models.TextField(pgettext_lazy("twinning", "goal"), max_length=TEXT, blank=True)
    fields = models.JSONField(_("what is done together"), default=list, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=TwinningState, default=TwinningState.PROPOSED)
    state_before = models.CharField(max_length=10, choices=TwinningState, blank=True, editable=False)
    proposed_by = user_key(_("proposed by"))
    proposed_as = models.CharField(_("proposed as"), max_length=12, choices=Role, blank=True)
    proposed_at = models.DateTimeField(_("proposed at"), auto_now_add=True)
    helped_agreed_by = user_key(_("agreed for the helped branch by"))
    helped_agreed_at = models.DateTimeField(_("agreed for the helped branch at"), null=True, blank=True)
    helper_agreed_by = user_key(_("agreed for the helper by"))
    helper_agreed_at = models.DateTimeField(_("agreed for the helper at"), null=True, blank=True)
    agreed_on = models.DateField(_("agreed on"), null=True, blank=True)
    result = models.CharField(_("result"), max_length=10, choices=TwinningResult, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    objects = TwinningQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("twinning")
        verbose_name_plural = _("twinnings")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["helped", "starts_on"], name="twinning_of_helped"),
            models.Index(fields=["helper", "starts_on"], name="twinning_of_helper"),
        ]
        constraints = [
            models.CheckConstraint(
                name="twinning_helper_branch_or_named",
                condition=Q(helper_kind=HelperKind.BRANCH, helper__isnull=False)
                | ~Q(helper_kind=HelperKind.BRANCH) & Q(helper=None) & ~Q(helper_name=""),
            ),
            models.CheckConstraint(
                name="twinning_not_of_oneself",
                condition=Q(helper=None) | ~Q(helper=F("helped")),
                violation_error_message=_("A branch cannot help itself."),
            ),
            models.CheckConstraint(
                name="twinning_ends_after_it_began",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("It ends before it starts."),
            ),
            models.CheckConstraint(
                name="twinning_agreed_has_day",
                condition=Q(state=TwinningState.PROPOSED, agreed_on=None)
                | Q(state=TwinningState.AGREED, agreed_on__isnull=False)
                | Q(state=TwinningState.ENDED),
            ),
            models.CheckConstraint(
                name="twinning_ended_has_day",
                condition=~Q(state=TwinningState.ENDED) & Q(result="")
                | Q(state=TwinningState.ENDED, ends_on__isnull=False),
            ),
        ]

    def __str__(self):
        return str(_("Twinning for %(name)s") % {"name": self.helped.name})

    def get_absolute_url(self):
        return reverse("pledges:twinning", args=[self.pk])

    @property
    def came_to_nothing(self) -> bool:
        """Whether it was declined or withdrawn, and so never was in force."""
        return self.state == TwinningState.ENDED and self.agreed_on is None

    @property
    def helper_called(self) -> str:
        """Who helps, in words: the branch, or the leader with the post in front, or the department."""
        return self.helper.name if self.helper else f"{self.helper_post}{self.helper_name}"


class HelpRecord(models.Model):
    """What was done on a day to help; the helped side confirms it, never who noted it.

    `reported_as`: the role in which `by` noted it; "" when it was taken over from a ledger.
    """

    scope_paths = ("twinning__helped", "twinning__helper")

    twinning = models.ForeignKey(Twinning, models.CASCADE, related_name="records", verbose_name=_("twinning"))
    on = models.DateField(_("on"), validators=[PLAUSIBLE_DAY])
    place = models.CharField(_("place"), max_length=LINE, blank=True)
    people = models.CharField(_("who took part"), max_length=LINE, blank=True)
    text = models.TextField(_("what was done"), max_length=TEXT)
    solved = models.TextField(_("problem solved"), max_length=TEXT, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=RecordState, default=RecordState.REPORTED)
    reason = models.CharField(_("reason for the return"), max_length=300, blank=True)
    by = user_key(_("by"))
    reported_as = models.CharField(_("reported as"), max_length=12, choices=Role, blank=True)
    at = models.DateTimeField(_("at"), auto_now_add=True)
    confirmed_by = user_key(_("confirmed by"))
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("record of help")
        verbose_name_plural = _("records of help")
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="help_record_confirmed_by_another",
                condition=Q(confirmed_by=None) | Q(by=None) | ~Q(confirmed_by=F("by")),
            ),
        ]

    def __str__(self):
        return f"{self.twinning_id} {self.on}"


class HelpPicture(KeptFile):
    """A picture or a file that shows the help of a record."""

    scope_paths = ("record__twinning__helped", "record__twinning__helper")

    record = models.ForeignKey(HelpRecord, models.CASCADE, related_name="pictures", verbose_name=_("record of help"))

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("picture of help")
        verbose_name_plural = _("pictures of help")
        ordering = ["record", "pk"]

    def __str__(self):
        return self.name
