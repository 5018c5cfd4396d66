"""What happened to organisations: dated changes, of which one that was entered in error stays, marked (R28)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from branches.choices import ChangeKind, ChangeState
from branches.models.organisations import Organisation


class ChangeManager(models.Manager):
    """The changes that hold: what was entered in error stands in no figure of no day (R28)."""

    def get_queryset(self):
        return super().get_queryset().exclude(state=ChangeState.VOID)


class Change(models.Model):
    """One dated event in the life of an organisation: the past of the tree is read here, never from the path.

    `along`: the merger or split that it is a part of. `trail`: what else was written with it, as
    `branches.actions.voiding.trails` keeps it; None of what was entered before that was kept. `void_reason`: why it is,
    or is asked to be, void.
    """

    scope_paths = ("organisation",)

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="changes", verbose_name=_("organisation")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=ChangeKind)
    on = models.DateField(_("on"))
    document = models.CharField(_("document number"), max_length=60, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    before = models.CharField(
        _("before"), max_length=100, blank=True, help_text=_("Former name or category, or code of the former unit.")
    )
    after = models.CharField(
        _("after"), max_length=100, blank=True, help_text=_("New name or category; code of the new unit or successor.")
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("by")
    )
    recorded_at = models.DateTimeField(_("recorded at"), auto_now_add=True)
    along = models.ForeignKey("self", models.RESTRICT, null=True, blank=True, related_name="parts", editable=False)
    trail = models.JSONField(default=list, null=True, blank=True, editable=False)
    state = models.CharField(
        pgettext_lazy("change of the tree", "state"),
        max_length=10,
        choices=ChangeState,
        default=ChangeState.IN_FORCE,
        editable=False,
    )
    void_reason = models.CharField(_("why it is void"), max_length=300, blank=True, editable=False)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("asked by"),
    )
    asked_at = models.DateTimeField(_("asked at"), null=True, blank=True, editable=False)
    voided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("made void by"),
    )
    voided_at = models.DateTimeField(_("made void at"), null=True, blank=True, editable=False)

    every = models.Manager()  # the first one is what lists and pages take: there it stands, marked
    objects = ChangeManager()
    history = HistoricalRecords(excluded_fields=["along", "trail"])

    class Meta:
        verbose_name = _("change of the tree")
        verbose_name_plural = _("changes of the tree")
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["kind", "on"], name="change_kind_on")]
        constraints = [
            models.CheckConstraint(
                name="change_void_by_two_persons",
                condition=Q(voided_by=None) | ~Q(voided_by=F("asked_by")),
            ),
        ]

    def __str__(self):
        return f"{self.organisation_id} {self.get_kind_display()} {self.on}"

    @property
    def is_void(self):
        """R28: it was never there."""
        return self.state == ChangeState.VOID
