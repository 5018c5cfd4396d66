"""The duties of organisations on a day, and how many there are of each kind."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from django.db.models import Count, QuerySet

from branches.as_of import belonging
from branches.models import Organisation
from core.scope import Scope
from pledges.choices import DutyKind, DutyState, ExceptionState, PlanState
from pledges.models import Benchmark, Reminder
from pledges.queries.benchmarks.on_day import pending
from pledges.queries.duties.alike import alike
from pledges.queries.duties.branches import of_branches
from pledges.queries.duties.duty import Duty, DutyCount, OwedAlike
from pledges.queries.duties.records import as_of
from pledges.queries.duties.units import alike_units, of_units
from ratings.models import Campaign

ORDER = {kind: number for number, kind in enumerate(DutyKind)}


def duties(campaign: Campaign, on: date, rows: QuerySet[Organisation]) -> list[Duty]:
    """The Duties of those among `rows` on day `on`, fulfilled ones too, in the order of DutyKind, each by code:
    eighteen queries at most, for a day gone by twenty-seven."""
    found = [*of_branches(campaign, on, rows), *of_units(campaign, on, rows)]
    return _with_reminders(sorted(found, key=lambda duty: (ORDER[duty.kind], duty.organisation.code)), on, rows)


def duties_below(unit: Organisation, campaign: Campaign, on: date, scope: Scope) -> list[Duty]:
    """The Duties of the branches that belonged to `unit` on day `on` as `scope` sees them, read once a request."""
    rows = scope.of(Organisation).branches()
    return scope.once(
        ("duties below", unit.pk, campaign.pk, on), lambda: duties(campaign, on, belonging(rows, unit, on))
    )


def told_together(campaign: Campaign, on: date, scope: Scope) -> list[OwedAlike]:
    """The duties of everybody whom `scope` sees on day `on`, those that are alike together, read once a request."""

    def read():
        rows = scope.of(Organisation)
        return [*alike(campaign, on, None if scope.is_whole else rows), *alike_units(campaign, on, rows)]

    return scope.once(("duties alike", campaign.pk, on), read)


def owed_by(campaign: Campaign, on: date, rows: QuerySet[Organisation]) -> list[Duty]:
    """Those of the `duties` that are open on day `on`."""
    return [duty for duty in duties(campaign, on, rows) if duty.is_open]


def counts(
    found: Iterable[Duty | OwedAlike], campaign: Campaign, on: date, rows: QuerySet[Organisation]
) -> list[DutyCount]:
    """The DutyCount of each kind among the Duties `found` of `rows` on day `on`, with what is in review: a constant
    number of queries."""
    review = _in_review(campaign, on, rows)
    followed = Benchmark.objects.filter(follower__in=rows.order_by().values("pk"))
    review[DutyKind.BENCHMARK] = len(pending(campaign, followed, on, ExceptionState.ASKED))
    return [replace(count, in_review=review[count.kind]) for count in counted(found)]


def counted(found: Iterable[Duty | OwedAlike]) -> list[DutyCount]:
    """The DutyCount of each kind among the Duties `found`; what is in review aside."""
    states = Counter()
    for duty in found:
        states[duty.kind, duty.state] += duty.count
    return [
        DutyCount(
            kind,
            fulfilled=states[kind, DutyState.FULFILLED],
            expected=sum(states[kind, state] for state in DutyState),
            late=states[kind, DutyState.LATE],
        )
        for kind in DutyKind
    ]


def _in_review(campaign, on, rows):
    """{kind: plans that were submitted and not decided on day `on`, for whatever year}."""
    found = as_of(campaign, on, rows).filter(state=PlanState.SUBMITTED)
    return Counter(dict(found.order_by().values_list("kind").annotate(count=Count("pk"))))


def _with_reminders(found, on, rows):
    """The open ones among the Duties `found` with their last reminder: one query."""
    reminders = Reminder.objects.filter(organisation__in=rows.order_by().values("pk"), on__lte=on)
    last = {(one.organisation_id, one.kind): one for one in reminders.select_related("by").order_by("on", "pk")}
    return [_reminded(duty, last.get((duty.organisation.pk, duty.kind))) for duty in found]


def _reminded(duty, reminder):
    """A reminder of what was fulfilled since is none of this duty."""
    return replace(duty, reminder=reminder) if duty.is_open and reminder and reminder.on >= duty.begun else duty
