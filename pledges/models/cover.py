"""Derived: which branches are covered on which days (R24)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from branches.models import Organisation
from ratings.models import Target


class CoverSpan(models.Model):
    """Derived by `pledges.covering`: the days [since, until) on which a cohort branch is covered for a target (R24)."""

    scope_paths = ("organisation", "unit")

    target = models.ForeignKey(Target, models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    unit = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    since = models.DateField()
    until = models.DateField()

    class Meta:
        verbose_name = _("cover")
        verbose_name_plural = _("cover")
        indexes = [
            models.Index(fields=["target", "unit", "since", "until", "organisation"], name="cover_covering"),
            models.Index(fields=["organisation", "target"], name="cover_of_organisation"),
        ]
        constraints = [models.CheckConstraint(name="cover_in_order", condition=Q(until__gt=F("since")))]

    def __str__(self):
        return f"{self.organisation_id} {self.since}"


class CoverStep(models.Model):
    """Derived: by how many branches the cover of a unit (None: the university) for a target changes on a day."""

    scope_paths = ("unit",)

    target = models.ForeignKey(Target, models.CASCADE, related_name="+")
    unit = models.ForeignKey(Organisation, models.CASCADE, null=True, related_name="+")
    day = models.DateField()
    change = models.IntegerField()

    class Meta:
        verbose_name = _("step of the cover")
        verbose_name_plural = _("steps of the cover")
        indexes = [models.Index(fields=["target", "unit", "day", "change"], name="coverstep_covering")]

    def __str__(self):
        return f"{self.unit_id} {self.day}"
