"""What the page of the annual report shows."""

from functools import cached_property

from django.urls import reverse

from core.choices import Role
from core.scope import Scope
from reports.annual.asking import AnnualAsked
from reports.models import AnnualEdition, AnnualReport
from reports.queries.annual.checks import AnnualCheck, checks
from reports.queries.annual.editions import editions_of, report_of

NAMED = 20  # facts of a check that are named on the page; its list has all of them


class AnnualPage:
    """The report that is asked about, for who looks."""

    def __init__(self, asked: AnnualAsked, scope: Scope):
        self.asked = asked
        self.decides = asked.is_final and scope.has(Role.DEPARTMENT)
        self.writes = asked.is_written_by(scope)

    @cached_property
    def report(self) -> AnnualReport | None:
        """What is stored of it."""
        return report_of(self.asked.query)

    @cached_property
    def checks(self) -> list[AnnualCheck]:
        """The checklist."""
        return checks(self.asked.query, self.report)

    @property
    def lines(self) -> list["CheckLine"]:
        """The checklist as it is shown."""
        return [CheckLine(check, self) for check in self.checks]

    @property
    def stops(self) -> bool:
        """Whether something stands against a final edition."""
        return any(check.stops for check in self.checks)

    @cached_property
    def editions(self) -> list[AnnualEdition]:
        """The final ones, the latest first; of a unit there are none."""
        return list(editions_of(self.report)) if self.report and self.asked.is_final else []


class CheckLine:
    """A check in the list: what is named of it, and what may be done about it."""

    def __init__(self, check: AnnualCheck, page: AnnualPage):
        self.check, self.page = check, page

    @property
    def named(self):
        """The first facts."""
        return self.check.facts[:NAMED]

    @property
    def more(self) -> int:
        """How many further ones there are."""
        return max(0, self.check.count - NAMED)

    @property
    def accept_url(self) -> str:
        """Where it is accepted; "" where it cannot be, or not by who looks."""
        return self._url("annual_accept") if self.check.is_open else ""

    @property
    def withdraw_url(self) -> str:
        """Where it is accepted no longer."""
        return self._url("annual_withdraw") if self.check.accepted else ""

    def _url(self, name):
        return reverse(f"reports:{name}", args=[self.check.key]) + self.page.asked.string if self.page.decides else ""
