"""Money of a project, entry by entry (R36): a wrong one is made void, never deleted, and then counts for nothing."""

from functools import partial

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from core.models import LINE, user_key
from core.validators import PLAUSIBLE_DAY
from projects.models.applications import BudgetLine, Project, ProjectFile
from projects.models.fields import MoneyField
from projects.models.seeing import project_seen


class EntryQuerySet(models.QuerySet):
    """Named questions about entries of money."""

    def standing(self):
        """Those that count."""
        return self.filter(voided_at=None)


class MoneyEntry(models.Model):
    """What advances and expenditures share: the day, the amount in yuan and fen, who entered it, whether it was made
    void."""

    on = models.DateField(_("day"), validators=[PLAUSIBLE_DAY])
    amount = MoneyField(_("amount (yuan)"))
    by = user_key(_("entered by"))
    at = models.DateTimeField(_("entered at"), auto_now_add=True)
    voided_by = user_key(_("made void by"))
    voided_at = models.DateTimeField(_("made void at"), null=True, blank=True)
    void_reason = models.CharField(_("why it is void"), max_length=300, blank=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="%(class)s_void_has_reason",
                condition=Q(voided_at=None, void_reason="") | Q(voided_at__isnull=False) & ~Q(void_reason=""),
            ),
        ]


class Advance(MoneyEntry):
    """Money of the host paid to a project (拨款); below zero: what went back (退回)."""

    scope_paths = ("project__organisation",)
    scope_seen = staticmethod(partial(project_seen, lookup="project"))

    project = models.ForeignKey(Project, models.PROTECT, related_name="advances", verbose_name=_("project"))
    note = models.CharField(_("note"), max_length=LINE, blank=True)

    history = HistoricalRecords()

    class Meta(MoneyEntry.Meta):
        verbose_name = pgettext_lazy("money", "advance")
        verbose_name_plural = pgettext_lazy("money", "advances")
        constraints = [
            *MoneyEntry.Meta.constraints,
            models.CheckConstraint(name="advance_not_zero", condition=~Q(amount=0)),
        ]

    def __str__(self):
        return f"{self.on} {self.amount}"


class Expenditure(MoneyEntry):
    """Money spent on a budget line, with its receipt."""

    scope_paths = ("project__organisation",)
    scope_seen = staticmethod(partial(project_seen, lookup="project"))

    project = models.ForeignKey(Project, models.PROTECT, related_name="expenditures", verbose_name=_("project"))
    line = models.ForeignKey(BudgetLine, models.PROTECT, related_name="expenditures", verbose_name=_("budget line"))
    use = models.CharField(_("use"), max_length=LINE, blank=True)
    receipt = models.ForeignKey(
        ProjectFile,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="expenditures",
        verbose_name=_("receipt"),
    )

    history = HistoricalRecords()

    class Meta(MoneyEntry.Meta):
        verbose_name = pgettext_lazy("money", "expenditure")
        verbose_name_plural = pgettext_lazy("money", "expenditures")
        constraints = [
            *MoneyEntry.Meta.constraints,
            models.CheckConstraint(name="expenditure_positive", condition=Q(amount__gt=0)),
        ]

    def __str__(self):
        return f"{self.on} {self.amount}"
