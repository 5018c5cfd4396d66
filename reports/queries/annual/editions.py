"""What there is of an annual report: its row, its cover, its editions."""

from dataclasses import replace

from django.db.models import Q, QuerySet
from django.utils import timezone

from branches.models import Organisation
from reports.annual.cover import Cover
from reports.models import COVER, AnnualEdition, AnnualReport
from reports.queries.annual.query import AnnualQuery, annual_query

RULES_VERSION = "R1–R38"


def report_of(query: AnnualQuery) -> AnnualReport | None:
    """What is stored of the report; None while nobody wrote anything."""
    return AnnualReport.objects.filter(_is_of(query)).select_related("organisation", "campaign").first()


def new_report(query: AnnualQuery) -> AnnualReport:
    """The report with nothing written yet, not stored."""
    return AnnualReport(campaign=query.campaign, year=query.year, organisation=_reporter(query))


def words_written(query: AnnualQuery) -> QuerySet:
    """The history of what is stored of the report."""
    return AnnualReport.history.filter(_is_of(query))


def editions_of(report: AnnualReport | None) -> QuerySet[AnnualEdition]:
    """The final editions of `report`, the latest first."""
    return AnnualEdition.objects.filter(report=report).select_related("by", "report__campaign").order_by("-number")


def cover_of(query: AnnualQuery, edition: int | None = None) -> Cover:
    """The cover of the report as it stands today: of its final `edition`, or of a draft."""
    report = report_of(query) or new_report(query)
    words = {name: getattr(report, name) for name in COVER}
    return Cover(query.called, timezone.localdate(), **words, edition=edition)


def query_of(edition: AnnualEdition) -> AnnualQuery:
    """What the frozen `edition` was asked: the same campaign, year and as-of day."""
    return replace(annual_query(edition.report.campaign, edition.report.year), on=edition.on)


def _reporter(query):
    """Who reports: the unit asked about, else the university."""
    return query.unit or Organisation.objects.top().get()


def _is_of(query):
    """The report of `query` among others, as a condition."""
    whose = Q(organisation=query.unit) if query.unit else Q(organisation__depth=1)
    return whose & Q(campaign=query.campaign, year=query.year)
