"""What plans do, what is reported of it with which proof, and what is brought in."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from core.attachments.models import KeptFile
from core.choices import Role
from core.models import LINE, PERSON, TEXT, user_key
from core.validators import PLAUSIBLE_DAY
from pledges.choices import MeasureState
from pledges.models.plans import Plan


class Measure(models.Model):
    """One thing a plan does. `due_on` None: by the plan's due day; `person` empty: the plan's responsible person.

    `dropped_on`: the day a later version left it out. `done_on`: the day of the report that was
    confirmed (R26); `reported_by`: who asked for the confirmation last.
    """

    scope_paths = ("plan__organisation",)

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="measures", verbose_name=_("plan"))
    number = models.PositiveSmallIntegerField(_("number"))
    text = models.CharField(_("measure"), max_length=LINE)
    start = models.DecimalField(_("start value"), max_digits=12, decimal_places=2, null=True, blank=True)
    goal_value = models.DecimalField(_("goal value"), max_digits=12, decimal_places=2, null=True, blank=True)
    due_on = models.DateField(_("due on"), null=True, blank=True, validators=[PLAUSIBLE_DAY])
    person = models.CharField(_("person"), max_length=PERSON, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=MeasureState, default=MeasureState.OPEN)
    reason = models.CharField(_("what is missing"), max_length=300, blank=True)
    reported_by = user_key(_("reported by"))
    confirmed_by = user_key(_("confirmed by"))
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True)
    done_on = models.DateField(_("done on"), null=True, blank=True)
    dropped_on = models.DateField(_("left out since"), null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("measure")
        verbose_name_plural = _("measures")
        ordering = ["plan", "number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="measure_one_per_number"),
            models.CheckConstraint(
                name="measure_done_has_day",
                condition=Q(state=MeasureState.DONE, done_on__isnull=False)
                | ~Q(state=MeasureState.DONE) & Q(done_on=None),
            ),
            models.CheckConstraint(
                name="measure_confirmed_by_another",
                condition=Q(confirmed_by=None) | Q(reported_by=None) | ~Q(confirmed_by=F("reported_by")),
            ),
            models.CheckConstraint(
                name="measure_countable_has_both",
                condition=Q(start=None, goal_value=None) | Q(start__isnull=False, goal_value__isnull=False),
                violation_error_message=_("What is counted has a start value and a goal value."),
            ),
        ]

    def __str__(self):
        return f"{self.plan_id} · {self.number}"


class Proof(KeptFile):
    """A picture, a file or a link that shows something was done; it may serve several reports of its plan."""

    scope_paths = ("plan__organisation",)

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="proofs", verbose_name=_("plan"))
    link = models.URLField(_("link"), max_length=500, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("proof")
        verbose_name_plural = _("proofs")
        ordering = ["plan", "pk"]
        constraints = [
            models.CheckConstraint(name="proof_file_or_link", condition=Q(file="") ^ Q(link="")),
        ]

    def __str__(self):
        return self.name or self.link


class Update(models.Model):
    """What was done for a measure on a day; `value`: where a countable one stands then.

    `reported_as`: the role in which `by` reported; "" when it was taken over from a ledger, which is nobody's report.
    """

    scope_paths = ("measure__plan__organisation",)

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="updates", verbose_name=_("measure"))
    on = models.DateField(_("on"), validators=[PLAUSIBLE_DAY])
    text = models.TextField(_("what was done"), max_length=TEXT)
    value = models.DecimalField(_("value"), max_digits=12, decimal_places=2, null=True, blank=True)
    proofs = models.ManyToManyField(Proof, related_name="updates", blank=True, verbose_name=_("proofs"))
    by = user_key(_("by"))
    reported_as = models.CharField(_("reported as"), max_length=12, choices=Role, blank=True)
    at = models.DateTimeField(_("at"), auto_now_add=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        ordering = ["on", "pk"]

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
