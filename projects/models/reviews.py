"""Experts judge applications and results: who judges what until when, and what each one's sheet says (R37)."""

from functools import partial

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from branches.models import Organisation
from core.models import LINE, TEXT, user_key
from core.validators import PLAUSIBLE_DAY
from projects.choices import JUDGED_IN, PanelStage, SheetState
from projects.models.applications import Project, TeamMember
from projects.models.seeing import project_seen, seat_seen


class Expert(models.Model):
    """Somebody who judges projects; `unit`: the own unit, None for somebody from outside. Who holds the role of an
    expert and has no record here is assigned nothing."""

    scope_free = True

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, related_name="expert", verbose_name=_("user"))
    unit = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="experts", verbose_name=_("own unit")
    )
    field = models.CharField(_("field"), max_length=LINE, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = pgettext_lazy("projects", "expert")
        verbose_name_plural = pgettext_lazy("projects", "experts")
        ordering = ["user__name", "pk"]

    def __str__(self):
        return self.user.name


class PanelQuerySet(models.QuerySet):
    """Named questions about panels."""

    def standing(self):
        """Those by which it is decided: no re-check has taken their place."""
        return self.filter(former_since=None)


class Panel(models.Model):
    """The experts who judge one project at one stage. It is open until the end of its due day, or until it is closed
    earlier; then the sheets stand and it is decided.

    `former_since`: the project was sent back to be corrected then: the sheets stay readable, another panel judges the
    re-check.
    """

    scope_paths = ("project__organisation",)
    scope_seen = staticmethod(partial(project_seen, lookup="project"))

    project = models.ForeignKey(Project, models.CASCADE, related_name="panels", verbose_name=_("project"))
    stage = models.CharField(_("stage"), max_length=12, choices=PanelStage)
    due_on = models.DateField(_("open until"), validators=[PLAUSIBLE_DAY])
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    closed_by = user_key(_("closed by"))
    former_since = models.DateTimeField(pgettext_lazy("panel", "former since"), null=True, blank=True)

    objects = PanelQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = pgettext_lazy("projects", "panel")
        verbose_name_plural = pgettext_lazy("projects", "panels")
        ordering = ["project", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "stage"], condition=Q(former_since=None), name="panel_one_per_stage"
            ),
        ]

    def __str__(self):
        return f"{self.project_id} · {self.stage}"

    def is_open_on(self, day):
        """Whether sheets are still handed in and corrected on `day`."""
        return self.closed_at is None and self.due_on >= day


class SeatQuerySet(models.QuerySet):
    """Named questions about seats."""

    def on_duty(self, day):
        """Those whose experts judge on `day`: the project in review at that stage, the panel open, no conflict declared
        or known (R37)."""
        is_open = self.standing().filter(_judged_now(), panel__closed_at=None, panel__due_on__gte=day)
        return is_open.exclude(state=SheetState.RECUSED).exclude(conflict())

    def standing(self):
        """Those of panels that stand."""
        return self.filter(panel__former_since=None)

    def assigned(self):
        """Those that say who judges and who does not: of panels that stand, and every conflict that was declared."""
        return self.filter(Q(panel__former_since=None) | Q(state=SheetState.RECUSED))

    def counted(self):
        """Those that count as N of a panel: no conflict declared or known."""
        return self.exclude(state=SheetState.RECUSED).exclude(conflict())


def _judged_now():
    """Whether a project stands where the panel of a seat judges it, as a condition on seats."""
    return Q(
        *[Q(panel__stage=stage, panel__project__state=state) for stage, state in JUDGED_IN.items()], _connector=Q.OR
    )


def conflict() -> Q:
    """Whether an expert is of the unit or the team of the project to be judged, as a condition on seats (R37)."""
    own_unit = Q(expert__unit__isnull=False, panel__project__organisation__path__startswith=F("expert__unit__path"))
    team = TeamMember.objects.filter(project=OuterRef("panel__project"), user=OuterRef("expert__user"))
    leads = Q(panel__project__leader_user=F("expert__user"))
    return own_unit | leads | Q(Exists(team))


class Seat(models.Model):
    """An expert's seat on a panel and the sheet: `points` as [whole number or None, …] in the order of the call's
    criteria; None: not filled in yet. Former versions of a sheet handed in are its history.

    `reason`: of a declared conflict.
    """

    scope_paths = ("panel__project__organisation",)
    scope_seen = staticmethod(seat_seen)

    panel = models.ForeignKey(
        Panel, models.CASCADE, related_name="seats", verbose_name=pgettext_lazy("projects", "panel")
    )
    expert = models.ForeignKey(
        Expert, models.PROTECT, related_name="seats", verbose_name=pgettext_lazy("projects", "expert")
    )
    state = models.CharField(_("state"), max_length=10, choices=SheetState, default=SheetState.DRAFT)
    points = models.JSONField(_("points"), default=list, blank=True)
    remark = models.TextField(_("remark"), max_length=TEXT, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    submitted_at = models.DateTimeField(_("handed in at"), null=True, blank=True)
    assigned_by = user_key(_("assigned by"))

    objects = SeatQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("seat on a panel")
        verbose_name_plural = _("seats on a panel")
        ordering = ["panel", "pk"]
        constraints = [models.UniqueConstraint(fields=["panel", "expert"], name="seat_one_per_expert")]

    def __str__(self):
        return f"{self.panel_id} · {self.expert_id}"
