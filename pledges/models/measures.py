"""What plans do, what is reported of it with which proof, and what is brought in."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from core.models import LINE, PERSON
from core.reporting.models import KeptProof, Report, Reportable
from core.validators import PLAUSIBLE_DAY
from pledges.models.plans import Plan


class Measure(Reportable):
    """One thing a plan does. `due_on` None: by the plan's due day; `person` empty: the plan's responsible person;
    `dropped_on`: the day a later version left it out."""

    scope_paths = ("plan__organisation",)

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="measures", verbose_name=_("plan"))
    number = models.PositiveSmallIntegerField(_("number"))
    text = models.CharField(_("measure"), max_length=LINE)
    start = models.DecimalField(_("start value"), max_digits=12, decimal_places=2, null=True, blank=True)
    goal_value = models.DecimalField(_("goal value"), max_digits=12, decimal_places=2, null=True, blank=True)
    due_on = models.DateField(_("due on"), null=True, blank=True, validators=[PLAUSIBLE_DAY])
    person = models.CharField(_("person"), max_length=PERSON, blank=True)
    dropped_on = models.DateField(_("left out since"), null=True, blank=True)

    history = HistoricalRecords()

    class Meta(Reportable.Meta):
        verbose_name = _("measure")
        verbose_name_plural = _("measures")
        ordering = ["plan", "number"]
        constraints = [
            *Reportable.Meta.constraints,
            models.UniqueConstraint(fields=["plan", "number"], name="measure_one_per_number"),
            models.CheckConstraint(
                name="measure_countable_has_both",
                condition=Q(start=None, goal_value=None) | Q(start__isnull=False, goal_value__isnull=False),
                violation_error_message=_("What is counted has a start value and a goal value."),
            ),
        ]

    def __str__(self):
        return f"{self.plan_id} · {self.number}"


class Proof(KeptProof):
    """What shows that something was done for a plan; it may serve several reports of it."""

    scope_paths = ("plan__organisation",)

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="proofs", verbose_name=_("plan"))

    history = HistoricalRecords()

    class Meta(KeptProof.Meta):
        verbose_name = _("proof")
        verbose_name_plural = _("proofs")
        ordering = ["plan", "pk"]

    def get_absolute_url(self):
        return reverse("pledges:proof", args=[self.pk])


class Update(Report):
    """What was done for a measure on a day; `value`: where a countable one stands then."""

    scope_paths = ("measure__plan__organisation",)

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="updates", verbose_name=_("measure"))
    value = models.DecimalField(_("value"), max_digits=12, decimal_places=2, null=True, blank=True)
    proofs = models.ManyToManyField(Proof, related_name="updates", blank=True, verbose_name=_("proofs"))

    history = HistoricalRecords()

    def __str__(self):
        return f"{self.measure_id} {self.on}"


class Resource(models.Model):
    """What is brought in for a rectification, from whom: an amount in yuan, or a person (整合各类资源)."""

    scope_paths = ("plan__organisation",)

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="resources", verbose_name=_("plan"))
    what = models.CharField(_("what"), max_length=LINE)
    source = models.CharField(_("from whom"), max_length=LINE, blank=True)
    amount = models.DecimalField(_("amount (yuan)"), max_digits=12, decimal_places=2, null=True, blank=True)
    person = models.CharField(_("person"), max_length=PERSON, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("resource")
        verbose_name_plural = _("resources")
        ordering = ["plan", "pk"]

    def __str__(self):
        return self.what
