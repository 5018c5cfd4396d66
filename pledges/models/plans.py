"""Plans: what one organisation sets out to do."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from branches.models import Organisation
from core.models import PERSON, TEXT, user_key
from core.validators import PLAUSIBLE_DAY
from pledges.choices import BEFORE_ADOPTION, RUNNING, PlanKind, PlanOutcome, PlanState, kind_label
from pledges.querysets import PlanQuerySet
from ratings.choices import Tier
from ratings.models import Campaign


class Plan(models.Model):
    """What one organisation sets out to do in a campaign: a pledge, an activity plan, a rectification, a unit plan.

    Its text is the one in force; before its adoption the one being written. In force on the days
    [published_on, ended_on); `due_on` is the due day that holds today, `goal` the tier that is promised (R24).
    `responsible` empty: the secretary is the first responsible person. `previous`: the rectification of which this
    one is the relapse (R27b). `state_before`: where it stood when its organisation was closed. `year`: the one a unit
    plan is for, that of its first due day (`rules.duties.year_of`); 0 for other kinds.
    """

    scope_paths = ("organisation",)

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="plans", verbose_name=_("campaign"))
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="plans", verbose_name=_("organisation"))
    kind = models.CharField(_("kind"), max_length=15, choices=PlanKind)
    state = models.CharField(_("state"), max_length=10, choices=PlanState, default=PlanState.DRAFT)
    state_before = models.CharField(max_length=10, choices=PlanState, blank=True, editable=False)
    goal = models.PositiveSmallIntegerField(_("goal tier"), choices=Tier, null=True, blank=True)
    due_on = models.DateField(_("due on"), validators=[PLAUSIBLE_DAY])
    year = models.PositiveSmallIntegerField(pgettext_lazy("plan", "year"), default=0, editable=False)
    responsible = models.CharField(_("first responsible person"), max_length=PERSON, blank=True)
    problem_types = models.JSONField(_("types of problems"), default=list, blank=True)
    problems = models.TextField(_("problems"), max_length=TEXT, blank=True)
    causes = models.TextField(_("causes"), max_length=TEXT, blank=True)
    leader = models.CharField(_("responsible leader"), max_length=PERSON, blank=True)
    contact = models.CharField(_("contact leader"), max_length=PERSON, blank=True)
    previous = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="relapses", verbose_name=_("relapse of")
    )
    reason = models.CharField(_("reason for the return"), max_length=300, blank=True)
    published_on = models.DateField(_("published on"), null=True, blank=True, validators=[PLAUSIBLE_DAY])
    ended_on = models.DateField(pgettext_lazy("plan", "ended on"), null=True, blank=True, validators=[PLAUSIBLE_DAY])
    outcome = models.CharField(_("outcome"), max_length=10, choices=PlanOutcome, blank=True)
    proposed = models.CharField(_("proposed outcome"), max_length=10, choices=PlanOutcome, blank=True)
    outcome_reason = models.CharField(_("reason for the outcome"), max_length=300, blank=True)
    explanation = models.TextField(_("public explanation"), max_length=TEXT, blank=True)
    assessment = models.TextField(_("self-assessment"), max_length=TEXT, blank=True)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    submitted_by = user_key(_("submitted by"))
    submitted_at = models.DateTimeField(_("submitted at"), null=True, blank=True)
    accepted_by = user_key(_("accepted by"))
    accepted_on = models.DateField(_("accepted on"), null=True, blank=True)

    objects = PlanQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("plan")
        verbose_name_plural = _("plans")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["campaign", "kind", "state"], name="plan_campaign_kind_state"),
            models.Index(fields=["state", "kind"], name="plan_state_kind"),
            models.Index(fields=["organisation", "campaign", "kind", "published_on"], name="plan_of_organisation"),
        ]
        constraints = [
            models.CheckConstraint(
                name="plan_published_once_adopted",
                condition=Q(state__in=BEFORE_ADOPTION, published_on=None)
                | Q(state__in=RUNNING, published_on__isnull=False)
                | Q(state=PlanState.ENDED),
            ),
            models.CheckConstraint(
                name="plan_ended_has_day",
                condition=Q(state=PlanState.ENDED, ended_on__isnull=False)
                | ~Q(state=PlanState.ENDED) & Q(ended_on=None, outcome=""),
            ),
            models.CheckConstraint(
                name="plan_ends_after_it_began",
                condition=Q(ended_on=None) | Q(published_on=None) | Q(ended_on__gte=F("published_on")),
                violation_error_message=_("It ends before it was published."),
            ),
            models.CheckConstraint(
                name="plan_returned_has_reason", condition=~Q(state=PlanState.RETURNED) | ~Q(reason="")
            ),
            models.UniqueConstraint(
                fields=["organisation", "campaign", "kind", "year"],
                condition=Q(state__in=BEFORE_ADOPTION),
                name="plan_one_in_writing",
                violation_error_message=_("A plan of this kind is being written already."),
            ),
            models.CheckConstraint(
                name="plan_not_kept_is_explained", condition=~Q(outcome=PlanOutcome.NOT_KEPT) | ~Q(explanation="")
            ),
        ]

    def __str__(self):
        return f"{self.kind_label} {self.pk}"

    def get_absolute_url(self):
        return reverse("pledges:plan", args=[self.pk])

    @property
    def kind_label(self):
        """Its kind in words, of a unit plan with its year."""
        return kind_label(self.kind, self.year)

    @property
    def is_relapse(self):
        """Whether it takes up a rectification that did not last."""
        return self.previous_id is not None

    @property
    def is_adopted(self):
        """Whether it has ever been published, filed or adopted."""
        return self.published_on is not None
