"""What fulfils the duties of branches on a day, what fulfilled them before, what is in writing for them (R25, R35)."""

from collections import defaultdict
from datetime import date
from typing import NamedTuple

from django.db.models import QuerySet
from django.utils import timezone

from branches.as_of import names_on
from branches.models import Organisation
from pledges.choices import BEFORE_ADOPTION, BRANCH_PLANS, DutyKind, ExceptionState
from pledges.models import Benchmark, Plan, Twinning
from pledges.queries.benchmarks.followings import followings
from pledges.queries.benchmarks.on_day import exceptions_on
from pledges.queries.duties.duty import Paper
from pledges.queries.plans.on_day import as_stood, plans_as_of
from pledges.queries.twinnings.on_day import as_told, coming_on, running_on
from pledges.rules.duties import fulfilling, last_held
from ratings.models import Campaign

WAITING_EXCEPTIONS = (ExceptionState.ASKED, ExceptionState.RETURNED)


class Record(NamedTuple):
    """What is `held` for a duty and fulfils it, the day it was last fulfilled `until`, what is `written` for it; both
    with the state and the names of the day (R34), never to be saved."""

    held: Paper | None = None
    until: date | None = None
    written: Paper | None = None


Records = dict[tuple[int, str], Record]  # by the primary key of a branch and the kind of its duty


def as_of(campaign: Campaign, on: date, organisations: QuerySet[Organisation]) -> QuerySet[Plan]:
    """The plans of `organisations` as they were on day `on`."""
    return plans_as_of(on).filter(campaign=campaign, organisation__in=_keys(organisations))


def in_writing(campaign: Campaign, on: date, organisations: QuerySet[Organisation]) -> dict[tuple[int, str], Plan]:
    """{(primary key of an organisation, kind): its plan that was not adopted yet on day `on`}; of plans of units that
    for the year of the day: one query."""
    found = as_of(campaign, on, organisations).filter(state__in=BEFORE_ADOPTION, year__in=(0, on.year))
    return {(plan.organisation_id, plan.kind): plan for plan in found.order_by("id")}


def states_in_writing(campaign: Campaign, branches: QuerySet[Organisation]) -> dict[tuple[str, str], str]:
    """{(code of one of `branches`, kind of its duty): the state of what is in writing for it today and fulfils nothing
    yet}: three queries, seven where exceptions wait."""
    today, keys = timezone.localdate(), _keys(branches)
    plans = as_of(campaign, today, branches).filter(state__in=BEFORE_ADOPTION, year__in=(0, today.year)).order_by("id")
    found = {(code, kind): state for code, kind, state in plans.values_list("organisation__code", "kind", "state")}
    helpers = coming_on(Twinning.objects.filter(helped__in=keys), today).order_by("starts_on", "pk")
    found |= {(code, DutyKind.HELPER): state for code, state in helpers.values_list("helped__code", "state")}
    excepted = Benchmark.objects.filter(follower__in=keys, state__in=WAITING_EXCEPTIONS).order_by()
    followers = dict(excepted.values_list("follower", "follower__code"))
    if followers:
        records = of_benchmarks(campaign, today, Organisation.objects.filter(pk__in=followers))
        written = {key: record.written for key, record in records.items() if record.written}
        found |= {(followers[key], kind): one.state for (key, kind), one in written.items()}
    return found


def of_plans(campaign: Campaign, on: date, branches: QuerySet[Organisation]) -> Records:
    """The Records of the plans of `branches`: two queries, three for a day gone by."""
    adopted, written = defaultdict(list), in_writing(campaign, on, branches)
    rows = Plan.objects.filter(campaign=campaign, organisation__in=_keys(branches), published_on__lte=on)
    for plan in rows.order_by("published_on", "pk"):
        adopted[plan.organisation_id].append(plan)
    keys = {*adopted, *(key for key, _kind in written)}
    found = {
        (key, kind): _of_plans(adopted[key], kind, on, written.get((key, kind)))
        for key in keys
        for kind in BRANCH_PLANS
    }
    as_stood((record.held for record in found.values() if record.held), on)
    return found


def _of_plans(adopted, kind, on, written):
    found = [plan for plan in adopted if plan.kind in fulfilling(kind)]
    held = next((plan for plan in found if plan.ended_on is None or plan.ended_on > on), None)
    return Record(held, last_held(((plan.published_on, plan.ended_on) for plan in found), on), written)


def of_benchmarks(campaign: Campaign, on: date, branches: QuerySet[Organisation]) -> Records:
    """The Records of the benchmarks that `branches` follow: four queries, six for a day gone by."""
    found = followings(campaign, branches)
    _as_stood(found.benchmarks, on)
    return {
        (key, DutyKind.BENCHMARK): Record(
            next(iter(found.counting(key, on)), None),
            found.until(key, on),
            next((one for one in found.of(key) if _waits(found, one, on)), None),
        )
        for key in {one.follower_id for one in found.benchmarks}
    }


def _as_stood(benchmarks, on):
    """Give `benchmarks` the state of their exception and the name of the followed branch on day `on`."""
    if on < timezone.localdate() and benchmarks:
        states, names = exceptions_on(benchmarks, on), names_on({one.followed for one in benchmarks}, on)
        for one in benchmarks:
            one.state = states.get(one.pk, ExceptionState.NONE)
            one.followed.name = names[one.followed_id]


def _waits(found, benchmark, on):
    """Whether it does not count only because its exception is asked for or came back."""
    waits = benchmark.state in WAITING_EXCEPTIONS
    return waits and found.lapse(benchmark, on) is not None and found.counts_excepted(benchmark, on)


def of_helpers(on: date, branches: QuerySet[Organisation]) -> Records:
    """The Records of the twinnings that help `branches`: three queries, eight for a day gone by."""
    rows = Twinning.objects.filter(helped__in=_keys(branches)).with_people().order_by("-starts_on", "-pk")
    spells = defaultdict(list)
    for helped, *spell in rows.filter(agreed_on__isnull=False).order_by().values_list("helped", "starts_on", "ends_on"):
        spells[helped].append(spell)
    running, coming = list(running_on(rows, on)), list(coming_on(rows, on).order_by("starts_on", "pk"))
    as_told([*running, *coming], on)
    held = {one.helped_id: one for one in running}
    proposed = {one.helped_id: one for one in coming}  # the last wins
    until = {key: last_held(own, on) for key, own in spells.items()}
    keys = {*held, *proposed, *until}
    return {(key, DutyKind.HELPER): Record(held.get(key), until.get(key), proposed.get(key)) for key in keys}


def _keys(organisations):
    return organisations.order_by().values("pk")
