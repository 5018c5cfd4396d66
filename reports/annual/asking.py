"""What an address asks of the annual report: of which campaign and year, of the university or of which unit."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from branches.models import Organisation
from core.choices import Role
from core.scope import Scope
from core.validators import PLAUSIBLE_DAY
from ratings.models import Campaign
from ratings.query import BoardQuery, board_query
from reports.queries.annual.query import AnnualQuery, annual_query

READERS = (Role.DEPARTMENT, Role.VIEWER, Role.UNIT)
OVERSEERS = (Role.DEPARTMENT, Role.VIEWER)


@dataclass(frozen=True)
class AnnualAsked:
    """The report asked about; `query` None: there is nothing to report, `problems` say why. `organisation`: who
    reports, the university or a base organisation."""

    campaigns: list
    campaign: Campaign | None
    year: int
    organisation: Organisation
    query: AnnualQuery | None
    problems: list[str]
    status: int

    @property
    def is_final(self) -> bool:
        """Whether it is the university's, of which there are final editions."""
        return self.organisation.is_university

    @property
    def called(self) -> str:
        """What who reports was called on the day of the report, today without one."""
        return self.query.called if self.query else self.organisation.name

    @property
    def is_there(self) -> bool:
        """Whether there is a report to be built, and the address was understood."""
        return self.query is not None and self.status == 200

    @property
    def string(self) -> str:
        """What an address of the same report ends with."""
        campaign, unit = self.campaign.code if self.campaign else "", "" if self.is_final else self.organisation.code
        return _asking(campaign=campaign, year=self.year, unit=unit)

    @property
    def url(self) -> str:
        """The page of the report."""
        return reverse("reports:annual") + self.string

    def is_written_by(self, scope: Scope) -> bool:
        """Whether the person writes it: the department that of the university, a unit its own."""
        return (Role.DEPARTMENT if self.is_final else Role.UNIT) in scope.roles_at(self.organisation)

    @property
    def years(self) -> list[int]:
        """Those there may be a report of, the latest first."""
        begun, today = self.campaign.starts_on, timezone.localdate()
        return list(range(today.year, begun.year - 1, -1))


def _asking(**asked):
    query = urlencode({name: value for name, value in asked.items() if value})
    return f"?{query}" if query else ""


def annual_address(query: BoardQuery, unit: str = "") -> str:
    """The report of the university, or of the unit with that code, of the year that a page of `query` looks back at."""
    year = query.on.year if query.on < query.today else ""
    return reverse("reports:annual") + _asking(campaign=query.campaign_code, year=year, unit=unit)


def asked_of(request) -> AnnualAsked:
    """What `request` asks about. Raises: Http404 for a unit outside the scope."""
    board, organisation = board_query(request.GET, ahead=False), _organisation(request)
    year, wrong = _year(request.GET.get("year", "").strip())
    problems, status = [*board.problems, *wrong], 400 if wrong else board.status
    query = None
    if board.campaign:
        try:
            query = annual_query(board.campaign, year, None if organisation.is_university else organisation)
        except ValidationError as refused:
            problems += refused.messages
    return AnnualAsked(board.campaigns, board.campaign, year, organisation, query, problems, status)


def final_of(request) -> AnnualAsked:
    """The same for the report of the university. Raises: Http404 for another one, and where there is none."""
    asked = asked_of(request)
    if not (asked.is_there and asked.is_final):
        raise Http404
    return asked


def written_of(request) -> AnnualAsked:
    """The same for who writes it. Raises: PermissionDenied for others; Http404 where there is nothing to report."""
    asked = asked_of(request)
    if not asked.is_written_by(request.scope):
        raise PermissionDenied
    if not asked.is_there:
        raise Http404
    return asked


def _organisation(request):
    """The unit that is named; else the university for who looks at all of it, and one's own unit for others."""
    rows = request.scope.of(Organisation)
    if code := request.GET.get("unit", "").strip():
        return request.scope.get(rows.units(), code=code)
    own = rows.top() if request.scope.oversees(*OVERSEERS) else rows.units().order_by("code")
    if found := own.first():
        return found
    raise Http404


def _year(text):
    """The year that `text` asks about, this one without one; and what was wrong with it."""
    this = timezone.localdate().year
    if not text:
        return this, []
    if text.isascii() and text.isdigit() and PLAUSIBLE_DAY.least.year <= int(text[:5]) <= PLAUSIBLE_DAY.most.year:
        return int(text), []
    return this, [_("%(text)s is not a year. Write it as YYYY. You see this year instead.") % {"text": text}]
