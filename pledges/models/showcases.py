"""The showcase: what advanced branches show of their work (N06)."""

from pathlib import PurePath

from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from branches.models import Organisation
from core.attachments.models import KeptFile
from core.models import LINE, TEXT, user_key
from pledges.choices import IN_HAND, EntryState, ShowcaseKind
from ratings.choices import Tier
from ratings.queries.board import campaigns, chosen
from ratings.queries.cohort import standings_on


def tier_on(day) -> Subquery:
    """The tier at which the `organisation` of a row stands on `day` in the campaign on show, as an annotation."""
    standings = standings_on(chosen(campaigns(), day), day).filter(organisation=OuterRef("organisation"))
    return Subquery(standings.order_by().values("tier")[:1])


class ShowcaseQuerySet(models.QuerySet):
    """Named questions about entries of the showcase."""

    def with_tier(self, day):
        """Each with `tier`, at which its branch stands on `day` in the campaign on show; None without an official
        rating."""
        return self.annotate(tier=tier_on(day))

    def public_on(self, day):
        """Those anyone may read on `day` (N06): selected, of branches that are open and stand at advanced."""
        is_open = Q(organisation__closed_on=None) | Q(organisation__closed_on__gt=day)
        return self.with_tier(day).filter(is_open, state=EntryState.SELECTED, tier=Tier.ADVANCED)


class ShowcaseEntry(models.Model):
    """What an advanced branch shows; selected, anyone may read it while the branch stands at advanced and is open.

    `state_before`: where it stood when its branch was closed.
    """

    scope_paths = ("organisation",)

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="showcase_entries", verbose_name=_("branch")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=ShowcaseKind, default=ShowcaseKind.BRAND)
    title = models.CharField(_("title"), max_length=LINE)
    background = models.TextField(_("background"), max_length=TEXT, blank=True)
    practice = models.TextField(_("practice"), max_length=TEXT, blank=True)
    special = models.TextField(_("what is special"), max_length=TEXT, blank=True)
    results = models.TextField(_("results"), max_length=TEXT, blank=True)
    voices = models.TextField(_("what people say"), max_length=TEXT, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=EntryState, default=EntryState.DRAFT)
    state_before = models.CharField(max_length=10, choices=EntryState, blank=True, editable=False)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    submitted_by = user_key(_("submitted by"))
    submitted_at = models.DateTimeField(_("submitted at"), null=True, blank=True)
    supported_by = user_key(_("supported by"))
    supported_at = models.DateTimeField(_("supported at"), null=True, blank=True)
    selected_by = user_key(_("selected by"))
    selected_on = models.DateField(_("selected on"), null=True, blank=True)
    withdrawn_on = models.DateField(_("taken off on"), null=True, blank=True)

    objects = ShowcaseQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("entry of the showcase")
        verbose_name_plural = _("entries of the showcase")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["organisation", "state"], name="showcase_of_organisation")]
        constraints = [
            models.CheckConstraint(
                name="showcase_selected_has_day",
                condition=~Q(state=EntryState.SELECTED) | Q(selected_on__isnull=False),
            ),
            models.CheckConstraint(
                name="showcase_returned_has_reason", condition=~Q(state=EntryState.RETURNED) | ~Q(reason="")
            ),
            models.UniqueConstraint(
                name="showcase_one_in_hand",
                fields=["organisation"],
                condition=Q(state__in=IN_HAND),
                violation_error_message=_("An entry of this branch is in hand already: go on with that one."),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("pledges:showcase_entry", args=[self.pk])


class ShowcasePicture(KeptFile):
    """A picture of an entry with what it shows; of a public one anyone may see it at the address of its `token`."""

    scope_paths = ("entry__organisation",)

    entry = models.ForeignKey(ShowcaseEntry, models.CASCADE, related_name="pictures", verbose_name=_("entry"))
    caption = models.CharField(_("caption"), max_length=LINE)
    token = models.CharField(max_length=32, unique=True, editable=False)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("picture of the showcase")
        verbose_name_plural = _("pictures of the showcase")
        ordering = ["entry", "pk"]

    def __str__(self):
        return self.caption

    @property
    def address_name(self):
        """How its public address ends: nothing of it can be guessed, nothing of it was typed."""
        return f"{self.token}{PurePath(self.file.name).suffix}"
