"""The words of an annual report are written."""

from core import history
from core.choices import EventKind
from core.log.acts import logged
from ratings.models import Campaign
from reports.models import COVER, PARAGRAPHS, AnnualReport
from reports.queries.annual.editions import new_report, report_of
from reports.queries.annual.query import AnnualQuery


@logged("write_annual", EventKind.WRITE)
def save_report(*, query: AnnualQuery, words: dict, by) -> AnnualReport:
    """Keep the `words` of cover and paragraphs for the report of `query`. Returns it. Raises: ValidationError for words
    that are too long."""
    hold_reports(query.campaign)
    report = report_of(query) or new_report(query)
    for name in (*COVER, *PARAGRAPHS):
        setattr(report, name, words[name])
    report.full_clean()
    history.save(report, by=by)
    return report


def hold_reports(campaign: Campaign) -> None:
    """Until the transaction ends nobody else writes, accepts or freezes for a report of `campaign`."""
    Campaign.objects.select_for_update(no_key=True).filter(pk=campaign.pk).first()


def begun(query: AnnualQuery, by) -> AnnualReport:
    """The report of `query`, without words where nobody wrote any."""
    if found := report_of(query):
        return found
    report = new_report(query)
    history.save(report, by=by)
    return report
