"""What an annual report is of: a campaign, a year, the whole university or one base organisation; and its day."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils import timezone
from django.utils.translation import gettext as _

from branches.as_of import name_on
from branches.models import Organisation
from core.choices import Role
from core.scope import Place, Scope
from core.validators import refuse
from ratings.models import Campaign, Rating


@dataclass(frozen=True)
class AnnualQuery:
    """`on`: the as-of day, the end of the `year` or, while that lies ahead, today; `unit` None: the whole
    university."""

    campaign: Campaign
    year: int
    on: date
    unit: Organisation | None = None

    @cached_property
    def called(self) -> str:
        """What who reports was called on that day, the university or the unit (R34)."""
        return name_on(self.unit or Organisation.objects.top().get(), self.on)

    @property
    def first(self) -> date:
        """The first day of the year."""
        return date(self.year, 1, 1)

    @cached_property
    def scope(self) -> Scope:
        """What a report sees, which nobody in particular asks for: everything below the top of the tree."""
        top = Organisation.objects.top().get()
        return Scope(None, [Place(Role.DEPARTMENT, top.path, top.code, top.name)])

    @property
    def year_ago(self) -> date:
        """The end of the year before, which 两年对比表 compares with."""
        return date(self.year - 1, 12, 31)


def annual_query(campaign: Campaign, year: int, unit: Organisation | None = None) -> AnnualQuery:
    """The AnnualQuery of today.

    Raises: ValidationError for a year that has not begun, and for one by whose day nothing is rated officially (R1).
    """
    today, begins = timezone.localdate(), date(year, 1, 1)
    if today < begins:
        refuse("year", _("The year %(year)s begins on %(day)s: there is nothing to report yet."), year=year, day=begins)
    on = min(today, date(year, 12, 31))
    if not campaign.rounds.filter(reference_date__lte=on).exists():
        sentence = _("“%(campaign)s” has no round by %(day)s. Add a round, or report a later year.")
        refuse("year", sentence, campaign=campaign, day=on)
    if not Rating.objects.official().filter(round__campaign=campaign, round__reference_date__lte=on).exists():
        sentence = _("“%(campaign)s” has no approved rating by %(day)s (R1). Approve the ratings of a round first.")
        refuse("year", sentence, campaign=campaign, day=on)
    return AnnualQuery(Campaign.objects.with_baseline().get(pk=campaign.pk), year, on, unit)
