"""What happened to organisations: dated changes, of which one that was entered in error stays, marked (R28)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from branches.choices import ChangeKind
from branches.models.organisations import Organisation


class Change(models.Model):
    """One dated event in the life of an organisation: the past of the tree is read here, never from the path."""

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

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("change of the tree")
        verbose_name_plural = _("changes of the tree")
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["kind", "on"], name="change_kind_on")]

    def __str__(self):
        return f"{self.organisation_id} {self.get_kind_display()} {self.on}"
