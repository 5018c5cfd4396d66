"""Work in motion, as the overview tells it: duties, done of expected, late, under review (R25)."""

from dataclasses import dataclass

from pledges.addresses import listed
from pledges.choices import DutyState, PlanKind, PlanState
from pledges.queries.duties import DutyCount, counts


@dataclass(frozen=True)
class WorkLine:
    """The duties of one kind; `url`: their list, `late_url`: of the late ones, on the same day; `review_url`: the plans
    under review, empty on another day than today, of which that list tells nothing."""

    count: DutyCount
    url: str
    late_url: str
    review_url: str


def work(query, organisations):
    """The WorkLines of `organisations` (a queryset) on the day of `query` (BoardQuery), of kinds that anybody owes."""
    found = counts(query.campaign, query.on, organisations)
    return [_line(count, query) for count in found if count.expected or count.in_review]


def _line(count, query):
    asked = {"kind": count.kind, "campaign": query.campaign_code, "on": query.as_of}
    names = listed("duties", **asked), listed("duties", state=DutyState.LATE, **asked)
    is_told = query.as_of is None and count.kind in PlanKind.values
    return WorkLine(count, *names, listed(kind=count.kind, state=PlanState.SUBMITTED) if is_told else "")
