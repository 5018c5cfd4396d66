"""What an organisation was rated in a round, and how far the decision is."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from branches.models import Organisation
from ratings.choices import State, Tier
from ratings.models.campaigns import Round
from ratings.querysets import RatingQuerySet

TYPED = ("score", "tier", "remark")
TYPISTS = ("score_by", "tier_by", "remark_by")


def _person(name, **options):
    options |= {"null": True, "blank": True, "related_name": "+", "verbose_name": name}
    return models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, **options)


class Rating(models.Model):
    """What one organisation was rated in one round.

    `unit`: the base organisation it belonged to when it was rated (itself when it is one).
    `cohort_unit`: set when a baseline rating is first approved, and kept (R5).
    `score_by`, `tier_by`, `remark_by`: who typed the value that stands; `entered_by`: who typed last.
    """

    scope_paths = ("organisation", "cohort_unit")

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="ratings", verbose_name=_("organisation")
    )
    round = models.ForeignKey(  # the index below begins with it
        Round, models.PROTECT, related_name="ratings", db_index=False, verbose_name=_("round")
    )
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
    score_by = _person(_("score typed by"), db_index=False)
    tier_by = _person(_("tier typed by"), db_index=False)
    remark_by = _person(_("remark typed by"), db_index=False)
    entered_by = _person(_("entered by"))
    entered_at = models.DateTimeField(_("entered at"), null=True, blank=True)
    submitted_by = _person(_("submitted by"))
    submitted_at = models.DateTimeField(_("submitted at"), null=True, blank=True)
    approved_by = _person(_("approved by"))
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
        indexes = [
            models.Index(fields=["round", "state", "unit", "tier", "score", "organisation"], name="rating_in_round")
        ]

    def __str__(self):
        return f"{self.organisation_id} · {self.round_id}"

    def type(self, values: dict, *, by) -> None:
        """Set those of `values` ({name of TYPED: value}), of which each that changes has `by` as its typist."""
        for name, value in values.items():
            if getattr(self, name) != value:
                setattr(self, name, value)
                setattr(self, f"{name}_by", by)
