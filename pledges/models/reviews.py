"""What is decided about plans: versions of their text, moved due days, the judgement of people, looking back."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from core.models import TEXT, user_key
from core.validators import PLAUSIBLE_DAY
from pledges.choices import LookBackResult, MoveState, VersionState
from pledges.models.measures import Measure
from pledges.models.plans import Plan
from ratings.choices import Tier


class Version(models.Model):
    """One version of a plan's text: `content` is `pledges.texts.PlanText` as plain values.

    An adopted one is never changed and stays readable; the next one is written, reviewed and adopted beside it.
    """

    scope_paths = ("plan__organisation",)

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="versions", verbose_name=_("plan"))
    number = models.PositiveSmallIntegerField(_("number"))
    state = models.CharField(_("state"), max_length=10, choices=VersionState, default=VersionState.DRAFT)
    goal = models.PositiveSmallIntegerField(_("goal tier"), choices=Tier, null=True, blank=True)
    content = models.JSONField(_("text"))
    reason = models.CharField(_("reason for the return"), max_length=300, blank=True)
    submitted_by = user_key(_("submitted by"))
    submitted_at = models.DateTimeField(_("submitted at"), null=True, blank=True)
    adopted_on = models.DateField(_("adopted on"), null=True, blank=True)
    adopted_by = user_key(_("adopted by"))

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        ordering = ["plan", "number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="version_one_per_number"),
            models.UniqueConstraint(
                fields=["plan"], condition=~Q(state=VersionState.ADOPTED), name="version_one_in_writing"
            ),
            models.CheckConstraint(
                name="version_adopted_has_day",
                condition=Q(state=VersionState.ADOPTED, adopted_on__isnull=False)
                | ~Q(state=VersionState.ADOPTED) & Q(adopted_on=None),
            ),
        ]

    def __str__(self):
        return f"{self.plan_id} · {self.number}"

    def get_absolute_url(self):
        return reverse("pledges:plan_version", args=[self.plan_id, self.number])


class DueMove(models.Model):
    """A due day that was asked to be moved, of a measure or (None) of the whole plan; it holds from `decided_on` on."""

    scope_paths = ("plan__organisation",)

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="moves", verbose_name=_("plan"))
    measure = models.ForeignKey(
        Measure, models.CASCADE, null=True, blank=True, related_name="moves", verbose_name=_("measure")
    )
    old_day = models.DateField(_("former due day"))
    new_day = models.DateField(_("new due day"), validators=[PLAUSIBLE_DAY])
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=MoveState, default=MoveState.ASKED)
    answer = models.CharField(_("answer"), max_length=300, blank=True)
    asked_by = user_key(_("asked by"))
    asked_at = models.DateTimeField(_("asked at"), auto_now_add=True)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    decided_by = user_key(_("decided by"))

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("move of a due day")
        verbose_name_plural = _("moves of due days")
        ordering = ["plan", "pk"]
        constraints = [
            models.CheckConstraint(
                name="move_decided_has_day",
                condition=Q(state=MoveState.ASKED, decided_on=None)
                | ~Q(state=MoveState.ASKED) & Q(decided_on__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.plan_id} {self.old_day} → {self.new_day}"


class Satisfaction(models.Model):
    """The counts of a meeting that judged a plan: people present, satisfied, fairly satisfied, not (评诺, 测评)."""

    scope_paths = ("plan__organisation",)

    plan = models.OneToOneField(Plan, models.CASCADE, related_name="satisfaction", verbose_name=_("plan"))
    on = models.DateField(_("on"), validators=[PLAUSIBLE_DAY])
    present = models.PositiveIntegerField(_("present"))
    satisfied = models.PositiveIntegerField(_("satisfied"))
    fairly = models.PositiveIntegerField(_("fairly satisfied"))
    dissatisfied = models.PositiveIntegerField(_("not satisfied"))

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("satisfaction")
        verbose_name_plural = _("satisfaction")
        constraints = [
            models.CheckConstraint(
                name="satisfaction_within_present",
                condition=Q(present__gte=F("satisfied") + F("fairly") + F("dissatisfied")),
                violation_error_message=_("More opinions than people present."),
            ),
        ]

    def __str__(self):
        return f"{self.plan_id} {self.on}"

    @property
    def content(self):
        """People satisfied or fairly so: whom the rate of satisfaction counts."""
        return self.satisfied + self.fairly


class LookBack(models.Model):
    """What became of a settled rectification some months later (回头看)."""

    scope_paths = ("plan__organisation",)

    plan = models.OneToOneField(Plan, models.CASCADE, related_name="look_back", verbose_name=_("plan"))
    on = models.DateField(_("on"), validators=[PLAUSIBLE_DAY])
    result = models.CharField(_("result"), max_length=10, choices=LookBackResult)
    note = models.TextField(_("what was found"), max_length=TEXT)
    by = user_key(_("by"))

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("look-back")
        verbose_name_plural = _("look-backs")

    def __str__(self):
        return f"{self.plan_id} {self.on}"
