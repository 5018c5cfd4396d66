"""What the annual report keeps of its own: the words of a year, what an officer accepted, the frozen editions (N27)."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from branches.models import Organisation
from core.attachments.models import KeptFile
from core.models import LINE, PERSON, user_key
from ratings.models import Campaign

PARAGRAPH = 5000  # characters
TELEPHONE = 40
REASON = 300
SHA256 = 64
COVER = ("document", "responsible", "person", "telephone")
PARAGRAPHS = ("situation", "measures", "results", "problems", "further")


def _paragraph(verbose_name):
    return models.TextField(verbose_name, max_length=PARAGRAPH, blank=True)


class AnnualReport(models.Model):
    """What is written for the report of a `campaign` on a `year` and kept from edition to edition: what stands on its
    cover, and its five paragraphs. Of the university, or of a base organisation for its part."""

    scope_paths = ("organisation",)

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="annual_reports", verbose_name=_("campaign"))
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="annual_reports", verbose_name=_("organisation")
    )
    year = models.PositiveSmallIntegerField(_("year"))
    document = models.CharField(_("document number"), max_length=PERSON, blank=True)
    responsible = models.CharField(_("person responsible"), max_length=PERSON, blank=True)
    person = models.CharField(_("filled in by"), max_length=PERSON, blank=True)
    telephone = models.CharField(_("telephone"), max_length=TELEPHONE, blank=True)
    situation = _paragraph(_("basic situation"))
    measures = _paragraph(_("main measures"))
    results = _paragraph(_("results"))
    problems = _paragraph(_("problems"))
    further = _paragraph(_("next steps"))

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("annual report")
        verbose_name_plural = _("annual reports")
        ordering = ["-year", "campaign", "organisation"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "year", "organisation"], name="annual_report_one_per_year"),
        ]

    def __str__(self):
        return f"{self.campaign_id} {self.year} {self.organisation_id}"


class AcceptedCheck(models.Model):
    """A finding of the checklist that an officer accepted with a reason; `fingerprint`: of the facts it held then, so
    that another fact asks again."""

    scope_paths = ("report__organisation",)

    report = models.ForeignKey(AnnualReport, models.PROTECT, related_name="accepted", verbose_name=_("annual report"))
    key = models.CharField(_("check"), max_length=30)
    fingerprint = models.CharField(_("fingerprint"), max_length=SHA256)
    reason = models.CharField(_("reason"), max_length=REASON)
    by = user_key(_("by"))
    at = models.DateTimeField(_("at"), auto_now=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("accepted check")
        verbose_name_plural = _("accepted checks")
        ordering = ["report", "key"]
        constraints = [models.UniqueConstraint(fields=["report", "key"], name="accepted_check_one_per_key")]

    def __str__(self):
        return f"{self.report_id} {self.key}"


class AnnualEdition(KeptFile):
    """A final edition of a report: its workbook as it was handed over, never written again.

    `on`: the as-of day; `rules`: those it was counted by; `why`: what was corrected since the edition before, whose
    differences are `changes` (queries.annual.compared.told); `facts_sha256`: of the rows of its 明细.
    """

    scope_paths = ("report__organisation",)

    report = models.ForeignKey(AnnualReport, models.PROTECT, related_name="editions", verbose_name=_("annual report"))
    number = models.PositiveSmallIntegerField(_("edition"))
    on = models.DateField(_("as of"))
    rules = models.CharField(_("rules"), max_length=LINE)
    why = models.CharField(_("what was corrected"), max_length=REASON, blank=True)
    changes = models.JSONField(_("changes"), default=list, blank=True)
    facts_sha256 = models.CharField(_("SHA-256 of the facts"), max_length=SHA256, blank=True)

    class Meta:
        verbose_name = _("edition of an annual report")
        verbose_name_plural = _("editions of an annual report")
        ordering = ["report", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="annual_edition_one_per_number"),
            models.CheckConstraint(
                name="annual_edition_says_what_was_corrected", condition=Q(number__lte=1) | ~Q(why="")
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("reports:annual_edition", args=[self.pk])
