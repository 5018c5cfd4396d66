"""What the tables of things that are reported and confirmed have in common, of their reports, and of proofs."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.attachments.models import KeptFile
from core.choices import Role
from core.models import TEXT, user_key
from core.reporting.choices import ReportedState
from core.validators import PLAUSIBLE_DAY


class Reportable(models.Model):
    """What is reported as done and confirmed by somebody else (R26); its Reports are its `updates`.

    `done_on`: the day of the report that was confirmed; `reported_by`: who asked for the confirmation last.
    """

    state = models.CharField(_("state"), max_length=10, choices=ReportedState, default=ReportedState.OPEN)
    reason = models.CharField(_("what is missing"), max_length=300, blank=True)
    reported_by = user_key(_("reported by"))
    confirmed_by = user_key(_("confirmed by"))
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True)
    done_on = models.DateField(_("done on"), null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_done_has_day",
                condition=Q(state=ReportedState.DONE, done_on__isnull=False)
                | ~Q(state=ReportedState.DONE) & Q(done_on=None),
            ),
            models.CheckConstraint(
                name="%(class)s_confirmed_by_another",
                condition=Q(confirmed_by=None) | Q(reported_by=None) | ~Q(confirmed_by=F("reported_by")),
            ),
        ]


class KeptProof(KeptFile):
    """A picture, a file or a link that shows something was done; it may serve several reports. Its address is where its
    file is handed out."""

    link = models.URLField(_("link"), max_length=500, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(name="%(class)s_file_or_link", condition=Q(file="") ^ Q(link="")),
        ]

    def __str__(self):
        return self.name or self.link


class Report(models.Model):
    """What was done on a day, with `proofs`; `value`: where something that is counted stands then.

    `reported_as`: the role in which `by` reported; "" when it was taken over from a ledger, which is nobody's report.
    """

    value = None

    on = models.DateField(_("on"), validators=[PLAUSIBLE_DAY])
    text = models.TextField(_("what was done"), max_length=TEXT)
    by = user_key(_("by"))
    reported_as = models.CharField(_("reported as"), max_length=12, choices=Role, blank=True)
    at = models.DateTimeField(_("at"), auto_now_add=True)

    class Meta:
        abstract = True
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        ordering = ["on", "pk"]
