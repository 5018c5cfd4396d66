"""Campaigns, their rounds and targets."""

from django.apps import apps
from django.db import models
from django.db.models import F, FilteredRelation, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from core.validators import CODE, DAY_OF_YEAR, PLAUSIBLE_DAY, Between
from ratings.choices import Tier


class CampaignQuerySet(models.QuerySet):
    """Named questions about campaigns."""

    def with_baseline(self):
        """Each campaign, newest first, with `baseline_on`, the reference date of its baseline, `baseline_code` and
        `baseline_closes_on`; all None without a round."""
        return self.annotate(
            baseline=FilteredRelation("rounds", condition=Q(rounds__is_baseline=True)),
            baseline_on=F("baseline__reference_date"),
            baseline_code=F("baseline__code"),
            baseline_closes_on=F("baseline__closes_on"),
        ).order_by("-starts_on", "-pk")

    def with_figures(self):
        """Each of `with_baseline` with `figures_from`: from which day on its board counts anybody, None before its
        first branch is official in the baseline (R3, R5)."""
        tallies = apps.get_model("ratings", "Tally").objects  # which is made of campaigns
        counted = tallies.filter(campaign=OuterRef("pk"), unit=None).order_by("since")
        return self.with_baseline().annotate(figures_from=Subquery(counted.values("since")[:1]))


def _count(verbose_name, default, most, help_text=""):
    """A number of days or months, from 1 to `most`."""
    known = {"default": default, "validators": [Between(1, most)], "help_text": help_text}
    return models.PositiveSmallIntegerField(verbose_name, **known)


class Campaign(models.Model):
    """One activity of grading and raising, with its rounds and targets."""

    scope_free = True

    code = models.CharField(_("code"), max_length=20, unique=True, validators=[CODE])
    name = models.CharField(_("name"), max_length=100)
    starts_on = models.DateField(_("starts on"), validators=[PLAUSIBLE_DAY])
    counts_direct = models.BooleanField(
        _("directly affiliated branches count"),
        default=False,
        help_text=_("Whether a directly affiliated branch is counted among the branches (R11)."),
    )
    plan_days = _count(
        _("days to make a plan"), 30, 365, _("After a rating, or after the end of the plan before (R25).")
    )
    unit_plan_by = models.CharField(
        _("unit plans by"), max_length=5, default="03-31", validators=[DAY_OF_YEAR],
        help_text=_("Month and day of each year, such as 03-31 (R25)."),
    )  # fmt: skip
    report_months = _count(_("months between reports of a rectification"), 3, 12)
    look_back_months = _count(_("months until a settled rectification is looked back at"), 6, 24)
    meeting_days = _count(_("days between review meetings"), 90, 365, _("At most, with ordinary branches (R25)."))
    silent_days = _count(_("days without a record of help"), 60, 365, _("Afterwards a twinning is to be looked after."))

    objects = CampaignQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("campaign")
        verbose_name_plural = _("campaigns")
        ordering = ["-starts_on", "-pk"]

    def __str__(self):
        return self.name


class Round(models.Model):
    """One rating round; its reference date decides from when its ratings count (R2, R3)."""

    scope_free = True

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="rounds", verbose_name=_("campaign"))
    code = models.CharField(_("code"), max_length=20, unique=True, validators=[CODE])
    name = models.CharField(_("name"), max_length=100)
    reference_date = models.DateField(_("reference date"), validators=[PLAUSIBLE_DAY])
    is_baseline = models.BooleanField(_("baseline"), default=False)
    opens_on = models.DateField(_("opens on"), null=True, blank=True, validators=[PLAUSIBLE_DAY])
    closes_on = models.DateField(_("closes on"), null=True, blank=True, validators=[PLAUSIBLE_DAY])

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("round")
        verbose_name_plural = _("rounds")
        ordering = ["reference_date", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "reference_date"],
                name="round_one_per_date",
                violation_error_message=_("This campaign already has a round with that reference date."),
            ),
            models.UniqueConstraint(
                fields=["campaign"],
                condition=Q(is_baseline=True),
                name="round_one_baseline",
                violation_error_message=_("A campaign has one baseline."),
            ),
            models.CheckConstraint(
                name="round_opens_before_it_closes",
                condition=Q(opens_on=None) | Q(closes_on=None) | Q(closes_on__gte=F("opens_on")),
                violation_error_message=_("The round closes before it opens."),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("ratings:round", args=[self.code])

    def is_open_on(self, day):
        """Whether ratings may be entered on `day` (both ends included, an empty end is open)."""
        return (self.opens_on is None or self.opens_on <= day) and (self.closes_on is None or day <= self.closes_on)


class Target(models.Model):
    """From these tiers, this percentage reaches that tier by a day (N04)."""

    scope_free = True

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="targets", verbose_name=_("campaign"))
    code = models.SlugField(_("code"), max_length=30)
    from_tiers = models.JSONField(_("from tiers"))
    to_tier = models.PositiveSmallIntegerField(_("reaches"), choices=Tier)
    percent = models.PositiveSmallIntegerField(_("percent"))
    deadline = models.DateField(_("deadline"), validators=[PLAUSIBLE_DAY])

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("target")
        verbose_name_plural = _("targets")
        ordering = ["deadline", "-code"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "code"], name="target_one_per_code"),
            models.CheckConstraint(name="target_percent_1_to_100", condition=Q(percent__gte=1, percent__lte=100)),
        ]

    def __str__(self):
        return self.code
