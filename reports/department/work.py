"""Work in motion, as the overview tells it: plans, done of expected, late, under review (R25)."""

from dataclasses import dataclass

from pledges.addresses import listed
from pledges.choices import PlanState
from pledges.queries.duties import DutyCount, counts


@dataclass(frozen=True)
class WorkLine:
    """The plans of one kind; `url`: their list, `review_url`: of those under review; empty on another day than today,
    of which the list tells nothing."""

    count: DutyCount
    url: str
    review_url: str


def work(query, organisations):
    """The WorkLines of `organisations` (a queryset) on the day of `query` (BoardQuery), of kinds that anybody owes."""
    found = counts(query.campaign, query.on, organisations)
    return [_line(count, query) for count in found if count.expected or count.in_review]


def _line(count, query):
    if query.as_of:
        return WorkLine(count, "", "")
    return WorkLine(count, listed(kind=count.kind), listed(kind=count.kind, state=PlanState.SUBMITTED))
