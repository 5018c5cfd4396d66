"""Projects: what is applied for, who carries it out, in which steps, with which money (N19, R36)."""

from functools import partial

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from branches.models import Organisation
from core.models import LINE, PERSON, TEXT, user_key
from core.reporting.models import KeptProof
from core.validators import PLAUSIBLE_DAY
from projects.choices import (
    ENDED,
    UNFINISHED,
    FileUse,
    Grade,
    Level,
    MidtermResult,
    ProjectClass,
    ProjectState,
    Verdict,
)
from projects.models.calls import Call
from projects.models.fields import MoneyField
from projects.models.seeing import project_seen


class ProjectQuerySet(models.QuerySet):
    """Named questions about projects."""

    def unfinished(self):
        """Handed in and not ended: they bar a second one of their level."""
        return self.filter(state__in=UNFINISHED)

    def ended(self):
        """At their end, whatever it was."""
        return self.filter(state__in=ENDED)

    def with_people(self):
        """With the call and the organisation of each."""
        return self.select_related("call", "call__host", "organisation", "supporting")


class Project(models.Model):
    """A project of `organisation`, a branch or a base organisation. `leader`: 直接责任人, by name; `leader_user`: the
    person's account where there is one. `first_responsible`: 第一责任人, the unit's secretary.

    `own_part`: what the applicant adds to what is applied for: the budget lines hold both. `granted` (of the host) and
    `own_granted` are empty before approval (R36); `offered` and `own_offered` are what becomes of them once the changes
    that were asked for are confirmed. `advanced` and `spent` are sums of the entries that stand, written by
    the verbs in the statement that refuses too much. `number` is given with the start. Days and limits are the call's
    until they are changed here; a project taken over from a ledger may have no `call`.
    """

    scope_paths = ("organisation",)
    scope_seen = staticmethod(project_seen)

    call = models.ForeignKey(
        Call,
        models.PROTECT,
        related_name="projects",
        null=True,
        blank=True,
        verbose_name=pgettext_lazy("projects", "call"),
    )
    level = models.CharField(_("level"), max_length=10, choices=Level)
    project_class = models.CharField(_("class"), max_length=10, choices=ProjectClass, default=ProjectClass.GENERAL)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="projects", verbose_name=_("organisation")
    )
    supporting = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="supported_projects",
        null=True,
        blank=True,
        verbose_name=_("supporting branch"),
    )
    title = models.CharField(_("title"), max_length=LINE)
    leader = models.CharField(_("leader"), max_length=PERSON, blank=True)
    leader_user = user_key(_("account of the leader"))
    leader_post = models.CharField(_("post of the leader"), max_length=PERSON, blank=True)
    first_responsible = models.CharField(_("first responsible person"), max_length=PERSON, blank=True)
    starts_on = models.DateField(_("begins on"), null=True, blank=True, validators=[PLAUSIBLE_DAY])
    ends_on = models.DateField(_("ends on"), null=True, blank=True, validators=[PLAUSIBLE_DAY])
    background = models.TextField(_("background"), max_length=TEXT, blank=True)
    goals = models.TextField(_("goals and content"), max_length=TEXT, blank=True)
    innovation = models.TextField(_("what is new"), max_length=TEXT, blank=True)
    method = models.TextField(_("method"), max_length=TEXT, blank=True)
    expected = models.TextField(_("expected result"), max_length=TEXT, blank=True)
    conditions = models.TextField(_("conditions"), max_length=TEXT, blank=True)
    own_part = MoneyField(_("own part (yuan)"), default=0)

    state = models.CharField(_("state"), max_length=12, choices=ProjectState, default=ProjectState.DRAFT)
    state_before = models.CharField(max_length=12, choices=ProjectState, blank=True, editable=False)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    created_by = user_key(_("created by"))
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    submitted_by = user_key(_("submitted by"))
    submitted_at = models.DateTimeField(_("submitted at"), null=True, blank=True)
    verdict = models.CharField(_("verdict"), max_length=15, choices=Verdict, blank=True)
    message = models.CharField(_("message to the applicant"), max_length=300, blank=True)
    decided_by = user_key(_("decided by"))
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    number = models.CharField(_("project number"), max_length=40, blank=True)
    offered = MoneyField(_("offered (yuan)"), null=True, blank=True)
    own_offered = MoneyField(_("own part offered (yuan)"), null=True, blank=True)
    granted = MoneyField(_("granted (yuan)"), null=True, blank=True)
    own_granted = MoneyField(_("own part granted (yuan)"), null=True, blank=True)
    advanced = MoneyField(_("advanced (yuan)"), default=0, editable=False)
    spent = MoneyField(_("spent (yuan)"), default=0, editable=False)
    midterm_on = models.DateField(_("mid-term report by"), null=True, blank=True)
    final_on = models.DateField(_("final report by"), null=True, blank=True)
    midterm_result = models.CharField(_("mid-term result"), max_length=10, choices=MidtermResult, blank=True)
    correct_by = models.DateField(_("to be corrected by"), null=True, blank=True)
    grade = models.CharField(_("grade"), max_length=10, choices=Grade, blank=True)
    graded_by = user_key(_("graded by"))
    award = models.CharField(_("award"), max_length=LINE, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)

    objects = ProjectQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["organisation", "state"], name="project_of_organisation"),
            models.Index(fields=["call", "state"], name="project_of_call"),
        ]
        constraints = [
            models.UniqueConstraint(
                name="project_one_per_number",
                fields=["number"],
                condition=~Q(number=""),
                violation_error_message=_("Another project has this number."),
            ),
            models.CheckConstraint(
                name="project_granted_both",
                condition=Q(granted=None, own_granted=None) | Q(granted__gte=0, own_granted__gte=0),
                violation_error_message=_("The granted money has both parts, neither below zero."),
            ),
            models.CheckConstraint(
                name="project_offered_both",
                condition=Q(offered=None, own_offered=None) | Q(offered__gte=0, own_offered__gte=0),
            ),
            models.CheckConstraint(
                name="project_advanced_within",
                condition=Q(advanced=0) | Q(advanced__gt=0, granted__isnull=False, advanced__lte=F("granted")),
                violation_error_message=_("More would be advanced than is granted (R36)."),
            ),
            models.CheckConstraint(
                name="project_spent_within",
                condition=Q(spent=0)
                | Q(spent__gt=0, granted__isnull=False, spent__lte=F("granted") + F("own_granted")),
                violation_error_message=_("More would be spent than is approved (R36)."),
            ),
            models.CheckConstraint(
                name="project_ended_has_day",
                condition=Q(state__in=ENDED, ended_on__isnull=False) | ~Q(state__in=ENDED) & Q(ended_on=None),
            ),
            models.CheckConstraint(
                name="project_days_in_order",
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("The project ends before it begins."),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("projects:project", args=[self.pk])

    @property
    def approved(self):
        """The approved sum in yuan, both parts; None before approval (R36)."""
        return None if self.granted is None else self.granted + self.own_granted

    @property
    def offer(self):
        """What the budget lines shall sum to before the changes are confirmed, in yuan; None where none were asked."""
        return None if self.offered is None else self.offered + self.own_offered


class TeamMember(models.Model):
    """Somebody of the team besides the leader; `user`: the person's account where there is one."""

    scope_paths = ("project__organisation",)
    scope_seen = staticmethod(partial(project_seen, lookup="project"))

    project = models.ForeignKey(Project, models.CASCADE, related_name="members", verbose_name=_("project"))
    number = models.PositiveSmallIntegerField(_("number"))
    name = models.CharField(_("name"), max_length=PERSON)
    user = user_key(_("account"))
    post = models.CharField(_("post, title or year"), max_length=PERSON, blank=True)
    unit = models.CharField(_("unit"), max_length=LINE, blank=True)
    task = models.CharField(_("part in the project"), max_length=LINE, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("member of a team")
        verbose_name_plural = _("members of a team")
        ordering = ["project", "number"]
        constraints = [models.UniqueConstraint(fields=["project", "number"], name="member_one_per_number")]

    def __str__(self):
        return self.name


class Step(models.Model):
    """A step of the project as it was applied for: the tasks begin with these."""

    scope_paths = ("project__organisation",)
    scope_seen = staticmethod(partial(project_seen, lookup="project"))

    project = models.ForeignKey(Project, models.CASCADE, related_name="steps", verbose_name=_("project"))
    number = models.PositiveSmallIntegerField(_("number"))
    text = models.CharField(_("step"), max_length=LINE)
    starts_on = models.DateField(_("from"), null=True, blank=True, validators=[PLAUSIBLE_DAY])
    ends_on = models.DateField(_("until"), null=True, blank=True, validators=[PLAUSIBLE_DAY])
    deliverable = models.CharField(_("what comes out"), max_length=LINE, blank=True)
    person = models.CharField(_("person"), max_length=PERSON, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("step of a project")
        verbose_name_plural = _("steps of a project")
        ordering = ["project", "number"]
        constraints = [models.UniqueConstraint(fields=["project", "number"], name="step_one_per_number")]

    def __str__(self):
        return self.text


class BudgetLine(models.Model):
    """What money is for: every expenditure is on a line (R36). Once approved the lines sum to the approved sum."""

    scope_paths = ("project__organisation",)
    scope_seen = staticmethod(partial(project_seen, lookup="project"))

    project = models.ForeignKey(Project, models.CASCADE, related_name="lines", verbose_name=_("project"))
    number = models.PositiveSmallIntegerField(_("number"))
    use = models.CharField(_("use"), max_length=PERSON)
    amount = MoneyField(_("amount (yuan)"))
    basis = models.CharField(_("basis"), max_length=LINE, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("budget line")
        verbose_name_plural = _("budget lines")
        ordering = ["project", "number"]
        constraints = [
            models.UniqueConstraint(fields=["project", "number"], name="budget_line_one_per_number"),
            models.CheckConstraint(name="budget_line_positive", condition=Q(amount__gt=0)),
        ]

    def __str__(self):
        return self.use


class ProjectFile(KeptProof):
    """A file or a link that belongs to a project: a proof of the application or of a task, a part of a report, a
    receipt."""

    scope_paths = ("project__organisation",)
    scope_seen = staticmethod(partial(project_seen, lookup="project"))

    project = models.ForeignKey(Project, models.CASCADE, related_name="files", verbose_name=_("project"))
    use = models.CharField(_("belongs to"), max_length=12, choices=FileUse)

    history = HistoricalRecords()

    class Meta(KeptProof.Meta):
        verbose_name = _("file of a project")
        verbose_name_plural = _("files of a project")
        ordering = ["project", "pk"]

    def get_absolute_url(self):
        return reverse("projects:file", args=[self.pk])
