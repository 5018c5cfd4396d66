"""Campaigns, their rounds and targets, the ratings, and what is derived from official ones."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, FilteredRelation, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from branches.models import Organisation
from core.validators import CODE, DAY_OF_YEAR, PLAUSIBLE_DAY, Between
from ratings.choices import State, Tier
from ratings.querysets import RatingQuerySet

STANDS = ("tier", "since", "until", "organisation")


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
        counted = Tally.objects.filter(campaign=OuterRef("pk"), unit=None).order_by("since")
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


class Rating(models.Model):
    """What one organisation was rated in one round.

    `unit`: the base organisation it belonged to when it was rated (itself when it is one).
    `cohort_unit`: set when a baseline rating is first approved, and kept (R5).
    """

    scope_paths = ("organisation", "cohort_unit")

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="ratings", verbose_name=_("organisation")
    )
    round = models.ForeignKey(Round, models.PROTECT, related_name="ratings", verbose_name=_("round"))
    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("rated by unit"))
    cohort_unit = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("cohort unit")
    )
    score = models.DecimalField(
        _("score"),
        max_digits=7,
        decimal_places=4,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )
    tier = models.PositiveSmallIntegerField(_("tier"), choices=Tier, null=True, blank=True)
    remark = models.CharField(_("remark"), max_length=300, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    reason = models.CharField(_("reason for the return"), max_length=300, blank=True)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("entered by")
    )
    entered_at = models.DateTimeField(_("entered at"), null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("submitted by"),
    )
    submitted_at = models.DateTimeField(_("submitted at"), null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("approved by")
    )
    approved_at = models.DateTimeField(_("approved at"), null=True, blank=True)

    objects = RatingQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("rating")
        verbose_name_plural = _("ratings")
        ordering = ["round", "organisation"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "round"], name="rating_one_per_round"),
            models.CheckConstraint(
                name="rating_score_0_to_100", condition=Q(score=None) | Q(score__gte=0, score__lte=100)
            ),
            models.CheckConstraint(
                name="rating_approved_has_tier_and_time",
                condition=~Q(state=State.APPROVED) | Q(tier__isnull=False, approved_at__isnull=False),
            ),
            models.CheckConstraint(
                name="rating_submitted_has_tier_and_time",
                condition=~Q(state=State.SUBMITTED) | Q(tier__isnull=False, submitted_at__isnull=False),
            ),
            models.CheckConstraint(
                name="rating_returned_has_reason", condition=~Q(state=State.RETURNED) | ~Q(reason="")
            ),
            models.CheckConstraint(
                name="rating_two_persons",
                condition=Q(approved_by=None) | Q(submitted_by=None) | ~Q(approved_by=F("submitted_by")),
            ),
        ]
        indexes = [models.Index(fields=["round", "state", "unit"], name="rating_round_state_unit")]

    def __str__(self):
        return f"{self.organisation_id} · {self.round_id}"


class Standing(models.Model):
    """Derived: an official rating and the half-open days [since, until) on which it is the standing (R3).

    `unit` and `baseline` are the cohort's (R5), None outside every cohort; `approved_on`: when the rating was first
    approved; `before`, `before_on`: tier and first day of the standing before. Rebuilt by `ratings.standings`.
    """

    scope_paths = ("organisation", "unit")

    campaign = models.ForeignKey(
        Campaign, models.CASCADE, related_name="+", db_index=False
    )  # two indexes begin with it
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="standings")
    rating = models.OneToOneField(Rating, models.CASCADE, related_name="standing")
    unit = models.ForeignKey(Organisation, models.CASCADE, null=True, related_name="+")
    baseline = models.PositiveSmallIntegerField(choices=Tier, null=True)
    tier = models.PositiveSmallIntegerField(choices=Tier)
    since = models.DateField()
    until = models.DateField(null=True)
    approved_on = models.DateField(null=True)
    before = models.PositiveSmallIntegerField(choices=Tier, null=True)
    before_on = models.DateField(null=True)

    class Meta:
        verbose_name = _("standing")
        verbose_name_plural = _("standings")
        indexes = [
            models.Index(fields=["campaign", "unit", "baseline", *STANDS], name="standing_covering"),
            models.Index(fields=["campaign", "baseline", *STANDS, "unit"], name="standing_by_baseline"),
            models.Index(fields=["organisation", "campaign", "since", "until", "tier"], name="standing_on_days"),
            models.Index(
                fields=["campaign", "tier", "until", "since", "approved_on", "organisation"], name="standing_tiers"
            ),
            models.Index(fields=["campaign", "before_on", "since", "before", "tier", "unit"], name="standing_flow"),
        ]
        constraints = [
            models.CheckConstraint(name="standing_in_order", condition=Q(until=None) | Q(until__gt=F("since"))),
        ]

    def __str__(self):
        return f"{self.organisation_id} {self.since}"


class Tally(models.Model):
    """Derived: how many cohort branches are alike in all a figure looks at (`progress.AlikeGroup`); `unit` None is the
    university's row.

    Kept in the same transaction as the standings and closings it counts, and proven equal to a recount by a test.
    """

    scope_paths = ("unit",)

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="+")
    unit = models.ForeignKey(Organisation, models.CASCADE, null=True, related_name="+")
    baseline = models.PositiveSmallIntegerField(choices=Tier)
    tier = models.PositiveSmallIntegerField(choices=Tier)
    rerated = models.BooleanField()
    left_out = models.BooleanField()
    since = models.DateField()
    until = models.DateField(null=True)
    count = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("tally")
        verbose_name_plural = _("tallies")
        indexes = [models.Index(fields=["campaign", "unit"], name="tally_campaign_unit")]

    def __str__(self):
        return f"{self.campaign_id} {self.unit_id}"
