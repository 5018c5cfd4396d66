"""What benchmarks were on a day, and in words why one did not count (R35); what their items said then."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from branches.as_of import called_on, names_on
from branches.models import Organisation
from core.history import as_of
from pledges.choices import BenchmarkStanding, ExceptionState
from pledges.models import Benchmark, BenchmarkItem
from pledges.queries.benchmarks.followings import Followings
from pledges.rules.benchmarks import Lapse
from ratings.choices import Tier
from ratings.models import Campaign

EXCEPTED = (Lapse.FALLEN, Lapse.ELSEWHERE)  # what an exception may remedy
WHY_NOT = {
    Lapse.AHEAD: _("It begins on %(start)s."),
    Lapse.ENDED: _("It ended on %(end)s."),
    Lapse.CLOSED: _("%(closed)s was closed on %(closing)s."),
    Lapse.FALLEN: _("%(followed)s stands at %(tier)s since %(since)s."),
    Lapse.ELSEWHERE: _("%(followed)s belongs to another unit, and no exception is approved."),
    ExceptionState.ASKED: _("The exception waits for approval by the organisation department."),
    ExceptionState.RETURNED: _("The organisation department sent the exception back."),
}
ENDED_BY_CLOSING = _("It ended on %(end)s, when %(closed)s was closed.")
NOWHERE = _("%(followed)s has no official tier.")


@dataclass(frozen=True)
class BenchmarkOnDay:
    """A benchmark on a day: why it does not count (None: it does), how its `exception` stood, what both branches and
    their units were called (`own_called` and `own_unit` are the follower's), the tier at which the followed one stood
    and `since` when (None once the benchmark has ended: that is not the follower's to read any more); `excepted`:
    whether it counts, or would with an exception."""

    benchmark: Benchmark
    lapse: Lapse | None
    exception: ExceptionState
    own_called: str
    called: str
    own_unit: str
    unit: str
    tier: Tier | None
    since: date | None
    excepted: bool

    @property
    def is_pending(self) -> bool:
        """Whether it does not count only because its exception is asked for or came back."""
        waits = self.exception in (ExceptionState.ASKED, ExceptionState.RETURNED)
        return self.lapse in EXCEPTED and self.excepted and waits

    @property
    def is_lost(self) -> bool:
        """Whether the followed branch fell, went elsewhere or was closed, so that another one is to be chosen."""
        if self.lapse == Lapse.ENDED:
            return self._ended_by_closing
        return self.lapse in (Lapse.CLOSED, *EXCEPTED) and not self.is_pending

    @property
    def standing(self) -> BenchmarkStanding:
        """Whether it counts, in one word."""
        if self.lapse is None:
            return BenchmarkStanding.COUNTS
        return BenchmarkStanding.ENDED if self.lapse == Lapse.ENDED else BenchmarkStanding.LAPSED

    @property
    def why_not(self) -> str:
        """Why it does not count, in a sentence; "" when it does."""
        if self.lapse is None:
            return ""
        if self.lapse == Lapse.ENDED and self._ended_by_closing:
            sentence = ENDED_BY_CLOSING
        elif self.lapse == Lapse.FALLEN and not self.is_pending and self.tier is None:
            sentence = NOWHERE
        else:
            sentence = WHY_NOT[self.exception if self.is_pending else self.lapse]
        return str(sentence) % self._facts

    @property
    def _ended_by_closing(self):
        closed_on = self.benchmark.followed.closed_on
        return closed_on is not None and closed_on <= self.benchmark.ends_on

    @property
    def _facts(self):
        one = self.benchmark
        both = ((one.follower, self.own_called), (one.followed, self.called))
        closed, closed_called = min(both, key=lambda pair: pair[0].closed_on or date.max)
        days = {"start": one.starts_on, "end": one.ends_on, "closing": closed.closed_on, "since": self.since}
        names = {"closed": closed_called, "followed": self.called, "tier": self.tier.label if self.tier else ""}
        return {**names, **{name: date_format(day) for name, day in days.items() if day}}


def states(campaign: Campaign | None, benchmarks: Iterable[Benchmark], on: date) -> list[BenchmarkOnDay]:
    """Each of `benchmarks` (`with_people`) on day `on`, in their order: five queries, six for a day gone by."""
    following = Followings(campaign, benchmarks)
    exceptions = exceptions_on(following.benchmarks, on)
    both = {branch for one in following.benchmarks for branch in (one.follower, one.followed)}
    names, codes = names_on(both, on), {following.unit_of(branch, on) for branch in both}
    units = called_on(Organisation.objects.units().filter(code__in=codes).order_by(), on)
    units = dict(units.values_list("code", "called"))
    return [_state(following, one, on, exceptions, names, units) for one in following.benchmarks]


def _state(following, benchmark, on, exceptions, names, units):
    why = following.lapse(benchmark, on)
    since, tier = following.standing_of(benchmark.followed_id, on) if why != Lapse.ENDED else (None, None)
    return BenchmarkOnDay(
        benchmark,
        why,
        ExceptionState(exceptions.get(benchmark.pk, ExceptionState.NONE)),
        own_called=names[benchmark.follower_id],
        called=names[benchmark.followed_id],
        own_unit=units[following.unit_of(benchmark.follower, on)],
        unit=units[following.unit_of(benchmark.followed, on)],
        tier=Tier(tier) if tier else None,
        since=since,
        excepted=following.counts_excepted(benchmark, on),
    )


def exceptions_on(benchmarks: Iterable[Benchmark], on: date) -> dict[int, str]:
    """{primary key: state of its exception on day `on`}; one approved from a day on is so from that day: no query for
    today, else one."""
    if on >= timezone.localdate():
        return {one.pk: one.state for one in benchmarks}
    known = dict(as_of(Benchmark, on).filter(id__in=[one.pk for one in benchmarks]).values_list("id", "state"))
    approved = [one.pk for one in benchmarks if one.approved_on and one.approved_on <= on]
    return known | dict.fromkeys(approved, ExceptionState.APPROVED)


def pending(
    campaign: Campaign | None, rows: QuerySet[Benchmark], on: date, state: ExceptionState
) -> list[BenchmarkOnDay]:
    """Those of `rows` whose exception stood at `state`, asked for or returned, on day `on`, and would have made them
    count."""
    told = as_of(Benchmark, on).filter(state=state).order_by().values("id")
    held = rows.filter(pk__in=told).unended_on(on).with_people().order_by("pk")
    return [one for one in states(campaign, held, on) if one.is_pending]


def items_of(benchmark: Benchmark, on: date) -> QuerySet:
    """The items of `benchmark` (their history rows, of a day gone by) as they stood on day `on`, by number."""
    return as_of(BenchmarkItem, on).filter(benchmark=benchmark).order_by("number")


def items_done(benchmarks: Iterable[Benchmark], on: date) -> dict[int, tuple[int, int]]:
    """{primary key of a benchmark: (items with a result, items)} on day `on`, those without items left out: one
    query."""
    rows = as_of(BenchmarkItem, on).filter(benchmark__in=[one.pk for one in benchmarks]).order_by()
    counts = rows.values_list("benchmark").annotate(done=Count("id", filter=~Q(result="")), total=Count("id"))
    return {key: (done, total) for key, done, total in counts}
