"""What is derived from official ratings: standings and how many are alike."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from branches.models import Organisation
from ratings.choices import Tier
from ratings.models.campaigns import Campaign
from ratings.models.ratings import Rating

STANDS = ("tier", "since", "until", "organisation")


class Standing(models.Model):
    """Derived: an official rating and the half-open days [since, until) on which it is the standing (R3).

    `unit` and `baseline` are the cohort's (R5), None outside every cohort; `approved_on`: when the rating was first
    approved; `before`, `before_on`: tier and first day of the standing before. Rebuilt by `ratings.standings`.
    """

    scope_paths = ("organisation", "unit")

    # indexes that look at more begin with it
    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="+", db_index=False)
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
            models.Index(fields=["campaign", *STANDS, "approved_on"], name="standing_tiers"),
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
