"""Work in motion, as the overview tells it: duties, done of expected, late, under review (R25)."""

from dataclasses import dataclass

from branches.models import Organisation
from pledges.addresses import listed
from pledges.choices import BenchmarkWaits, DutyKind, DutyState, PlanKind, PlanState
from pledges.queries.duties import DutyCount, counts, told_together


@dataclass(frozen=True)
class WorkLine:
    """The duties of one kind; `url`: their list, `late_url`: of the late ones, on the same day; `review_url`: the plans
    under review, or the exceptions, empty on another day than today, of which that list tells nothing."""

    count: DutyCount
    url: str
    late_url: str
    review_url: str


def work(query, scope):
    """The WorkLines of whom `scope` sees on the day of `query` (BoardQuery), of kinds that anybody owes."""
    found = told_together(query.campaign, query.on, scope)
    counted = counts(found, query.campaign, query.on, scope.of(Organisation))
    return [_line(count, query) for count in counted if count.expected or count.in_review]


def _line(count, query):
    asked = {"kind": count.kind, "campaign": query.campaign_code, "on": query.as_of}
    names = listed("duties", **asked), listed("duties", state=DutyState.LATE, **asked)
    return WorkLine(count, *names, _review(count.kind) if query.as_of is None else "")


def _review(kind):
    if kind == DutyKind.BENCHMARK:
        return listed("benchmarks", waits=BenchmarkWaits.EXCEPTION)
    return listed(kind=kind, state=PlanState.SUBMITTED) if kind in PlanKind.values else ""
