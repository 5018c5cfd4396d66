"""The duties of organisations on a day, and how many there are of each kind."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from itertools import chain

from django.db.models import Count, QuerySet
from django.utils import timezone

from branches.as_of import belonging
from branches.choices import Kind
from branches.models import Organisation
from core.scope import Scope
from pledges.choices import DutyKind, DutyState, ExceptionState, PlanState
from pledges.models import Benchmark, Reminder
from pledges.queries.benchmarks.on_day import pending
from pledges.queries.duties.alike import alike
from pledges.queries.duties.branches import of_branches
from pledges.queries.duties.duty import Duty, DutyCount, Owed, OwedAlike
from pledges.queries.duties.records import as_of
from pledges.queries.duties.units import alike_units, of_units
from ratings.models import Campaign, Standing

EVERYBODY = "duties of everybody alike"  # the name of what is read once
ORDER = {kind: number for number, kind in enumerate(DutyKind)}


def duties(campaign: Campaign, on: date, rows: QuerySet[Organisation]) -> list[Duty]:
    """The Duties of those among `rows` on day `on`, fulfilled ones too, in the order of DutyKind, each by code:
    eighteen queries at most, for a day gone by twenty-seven."""
    found = [*of_branches(campaign, on, rows), *of_units(campaign, on, rows)]
    return _with_reminders(sorted(found, key=lambda duty: (ORDER[duty.kind], duty.organisation.code)), on, rows)


def told(
    campaign: Campaign,
    on: date,
    rows: QuerySet[Organisation] | None,
    *,
    by_unit: bool = False,
    named: bool = False,
    late: bool = False,
) -> list[OwedAlike]:
    """The duties of those among `rows` (None: of all) on day `on`, those that are alike together, as `alike` tells
    them; `late`: the late ones alone."""
    asked = {"by_unit": by_unit, "named": named, "late": late}
    standings, units = Standing.objects.all(), Organisation.objects.all()
    if rows is not None:
        standings, units = _of(rows), rows
    found = chain(alike(campaign, on, standings, **asked), alike_units(campaign, on, units, **asked))
    return [one for one in found if not late or one.state == DutyState.LATE]


def told_together(campaign: Campaign, on: date, scope: Scope) -> list[OwedAlike]:
    """The duties of everybody whom `scope` sees on day `on`, those that are alike together, read once a request."""
    return scope.once((EVERYBODY, campaign.pk, on), lambda: told(campaign, on, _seen(scope)))


def late_together(campaign: Campaign, on: date, scope: Scope) -> list[OwedAlike]:
    """The late ones among them, asked for alone unless all were read already."""
    known = scope.known((EVERYBODY, campaign.pk, on))
    if known is None:
        return told(campaign, on, _seen(scope), late=True)
    return [one for one in known if one.state == DutyState.LATE]


def _seen(scope):
    return None if scope.is_whole else scope.of(Organisation)


def told_below(unit: Organisation, campaign: Campaign, on: date, scope: Scope) -> list[OwedAlike]:
    """The duties, with their codes, of the branches that belonged to `unit` on day `on` as `scope` sees them, those
    that are alike together, read once a request."""
    if on < timezone.localdate():
        standings = _of(belonging(scope.of(Organisation).branches(), unit, on))
    else:  # along the path: of 20,000 branches no list is made
        standings = scope.below(Standing, unit).filter(organisation__kind=Kind.BRANCH)
    key = "duties below", unit.pk, campaign.pk, on
    return scope.once(key, lambda: [*alike(campaign, on, standings, named=True)])


def _of(rows):
    return Standing.objects.filter(organisation__in=rows.order_by().values("pk"))


def in_order(found: Iterable[OwedAlike]) -> list[Owed]:
    """Each of `found`, in the order of DutyKind, those of a kind by code."""
    each = (one for alike in found for one in alike.each())
    return sorted(each, key=lambda one: (ORDER[one.kind], one.code))


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


def reminders(on: date, rows: QuerySet[Organisation]) -> Callable[[str, DutyKind, date], Reminder | None]:
    """The last reminder by day `on` of the duty that the organisation with a code, one of `rows`, has of a kind since a
    day; a reminder of what was fulfilled before is none of it: one query."""
    found = Reminder.objects.filter(organisation__in=rows.order_by().values("pk"), on__lte=on).order_by("on", "pk")
    last = {(one.organisation.code, one.kind): one for one in found.select_related("by", "organisation")}

    def reminder(code, kind, begun):
        one = last.get((code, kind))
        return one if one and one.on >= begun else None

    return reminder


def _with_reminders(found, on, rows):
    """The open ones among the Duties `found` with their last reminder: one query."""
    reminder = reminders(on, rows)
    return [
        replace(duty, reminder=reminder(duty.organisation.code, duty.kind, duty.begun)) if duty.is_open else duty
        for duty in found
    ]
