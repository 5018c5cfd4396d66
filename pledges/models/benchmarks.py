"""Benchmarks: which branch follows which, item by item (N07)."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from branches.models import Organisation
from core.models import LINE, PERSON, TEXT, user_key
from core.validators import PLAUSIBLE_DAY
from pledges.choices import ExceptionState


class BenchmarkQuerySet(models.QuerySet):
    """Named questions about benchmarks."""

    def unended_on(self, day):
        """Not ended by `day`, begun or still to begin."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gt=day))

    def known_on(self, day):
        """Begun on or before `day`; today those that lie ahead as well."""
        return self if day >= timezone.localdate() else self.filter(starts_on__lte=day)

    def with_people(self):
        """With both branches of each."""
        return self.select_related("follower", "followed")


class Benchmark(models.Model):
    """One branch follows another one, on the days [starts_on, ends_on).

    Whether it counts on a day is computed (R35). An exception is approved by the department and holds from
    `approved_on` on.
    """

    scope_paths = ("follower", "followed")

    follower = models.ForeignKey(
        Organisation, models.PROTECT, related_name="benchmarks", verbose_name=_("branch that follows")
    )
    followed = models.ForeignKey(
        Organisation, models.PROTECT, related_name="followers", verbose_name=_("branch that is followed")
    )
    starts_on = models.DateField(_("starts on"), validators=[PLAUSIBLE_DAY])
    ends_on = models.DateField(_("ends on"), null=True, blank=True, validators=[PLAUSIBLE_DAY])
    exception_reason = models.CharField(_("reason for the exception"), max_length=300, blank=True)
    state = models.CharField(_("exception"), max_length=10, choices=ExceptionState, default=ExceptionState.NONE)
    reason = models.CharField(_("reason for the return"), max_length=300, blank=True)
    approved_by = user_key(_("approved by"))
    approved_on = models.DateField(_("approved on"), null=True, blank=True, validators=[PLAUSIBLE_DAY])
    chosen_by = user_key(_("chosen by"))
    chosen_at = models.DateTimeField(_("chosen at"), auto_now_add=True)

    objects = BenchmarkQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("benchmark")
        verbose_name_plural = _("benchmarks")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["follower", "starts_on"], name="benchmark_of_follower"),
            models.Index(fields=["followed", "starts_on"], name="benchmark_of_followed"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["follower", "followed"],
                condition=Q(ends_on=None),
                name="benchmark_one_of_a_pair",
                violation_error_message=_("It follows this branch already."),
            ),
            models.CheckConstraint(
                name="benchmark_not_of_oneself",
                condition=~Q(follower=F("followed")),
                violation_error_message=_("A branch cannot follow itself."),
            ),
            models.CheckConstraint(
                name="benchmark_ends_after_it_began",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("It ends before it starts."),
            ),
            models.CheckConstraint(
                name="benchmark_approved_has_day",
                condition=Q(state=ExceptionState.APPROVED, approved_on__isnull=False)
                | ~Q(state=ExceptionState.APPROVED) & Q(approved_on=None),
            ),
            models.CheckConstraint(
                name="benchmark_exception_has_reason",
                condition=Q(state=ExceptionState.NONE) | ~Q(exception_reason=""),
            ),
        ]

    def __str__(self):
        names = {"follower": self.follower.name, "followed": self.followed.name}
        return str(_("%(follower)s follows %(followed)s") % names)

    def get_absolute_url(self):
        return reverse("pledges:benchmark", args=[self.pk])


class BenchmarkItem(models.Model):
    """One thing in which the follower compares itself, and what it does about the gap."""

    scope_paths = ("benchmark__follower", "benchmark__followed")
    row_name = "item"

    benchmark = models.ForeignKey(Benchmark, models.CASCADE, related_name="items", verbose_name=_("benchmark"))
    number = models.PositiveSmallIntegerField(_("number"))
    item = models.CharField(_("item"), max_length=LINE)
    level = models.CharField(_("level of the benchmark"), max_length=LINE, blank=True)
    own_level = models.CharField(_("own level"), max_length=LINE, blank=True)
    gap = models.CharField(_("gap"), max_length=LINE, blank=True)
    measure = models.TextField(_("measure"), max_length=TEXT, blank=True)
    person = models.CharField(_("person"), max_length=PERSON, blank=True)
    due_on = models.DateField(_("due on"), null=True, blank=True, validators=[PLAUSIBLE_DAY])
    result = models.TextField(_("result"), max_length=TEXT, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("benchmark item")
        verbose_name_plural = _("benchmark items")
        ordering = ["benchmark", "number"]
        constraints = [
            models.UniqueConstraint(fields=["benchmark", "number"], name="benchmark_item_one_per_number"),
            models.UniqueConstraint(
                fields=["benchmark", "item"],
                name="benchmark_item_named_once",
                violation_error_message=_("This item stands there already."),
            ),
        ]

    def __str__(self):
        return self.item
