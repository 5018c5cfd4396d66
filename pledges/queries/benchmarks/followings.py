"""Which branch follows which on a day, and whether that counts (R35): set-based, in a constant number of queries."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Substr
from django.utils import timezone

from branches.choices import ChangeKind
from branches.models import UNIT_PATH, Change, Organisation
from pledges.models import Benchmark
from pledges.rules.benchmarks import BenchmarkFacts, Lapse, lapse, lowest
from pledges.rules.duties import last_end
from ratings.choices import Tier
from ratings.models import Campaign, Standing
from ratings.queries.cohort import standings_on


class Followings:
    """What benchmarks were on each day up to now: the standings of the followed branches in a campaign, and the units
    of both, read once (three queries)."""

    def __init__(self, campaign: Campaign, benchmarks: Iterable[Benchmark]):
        """`benchmarks`: with both branches (`with_people`)."""
        self.benchmarks = list(benchmarks)
        followed = {one.followed_id for one in self.benchmarks}
        both = {branch.pk: branch for one in self.benchmarks for branch in (one.follower, one.followed)}
        self._tiers = _tiers(campaign, followed)
        self._moves = _moves(both)
        self._units = _units(both.values())
        self._by_follower = defaultdict(list)
        for one in self.benchmarks:
            self._by_follower[one.follower_id].append(one)

    def lapse(self, benchmark: Benchmark, on: date) -> Lapse | None:
        """Why `benchmark` does not count on day `on`; None when it does."""
        return lapse(self.facts(benchmark, on), on)

    def counts_excepted(self, benchmark: Benchmark, on: date) -> bool:
        """Whether `benchmark` counts on day `on`, or would with an exception from that day."""
        return lapse(replace(self.facts(benchmark, on), approved_on=on), on) is None

    def facts(self, benchmark: Benchmark, on: date) -> BenchmarkFacts:
        """What the rule looks at on day `on`."""
        follower, followed = benchmark.follower, benchmark.followed
        return BenchmarkFacts(
            benchmark.starts_on,
            benchmark.ends_on,
            benchmark.approved_on,
            both_open=follower.is_open_on(on) and followed.is_open_on(on),
            same_unit=self.unit_of(follower, on) == self.unit_of(followed, on),
            tier=self.tier_of(followed.pk, on),
        )

    def of(self, follower: int) -> list[Benchmark]:
        """The benchmarks of a follower (primary key)."""
        return self._by_follower.get(follower, [])

    def counting(self, follower: int, on: date) -> list[Benchmark]:
        """Those of a follower (primary key) that count on day `on`."""
        return [one for one in self.of(follower) if self.lapse(one, on) is None]

    def until(self, follower: int, on: date) -> date | None:
        """The day by which the last one of a follower (primary key) ceased to count, None when none ever did."""
        held = self.of(follower)
        changes = {day for one in held for day in self._changes(one)}
        return last_end(changes, lambda day: bool(self.counting(follower, day)), on)

    def tier_of(self, organisation: int, on: date) -> int | None:
        """The tier at which a followed branch (primary key) stands on day `on`."""
        return self.standing_of(organisation, on)[1]

    def standing_of(self, organisation: int, on: date) -> tuple[date | None, int | None]:
        """(since when, tier) of a followed branch (primary key) on day `on`; (None, None) without a standing."""
        spells = self._tiers[organisation]
        found = ((since, tier) for since, until, tier in spells if since <= on and (not until or on < until))
        return next(found, (None, None))

    def unit_of(self, organisation: Organisation, on: date) -> str:
        """The code of the unit to which one of the branches belonged on day `on`."""
        moves = self._moves[organisation.pk]
        later = bisect_right([day for day, _before in moves], on)
        return moves[later][1] if later < len(moves) else self._units[organisation.unit_path]

    def _changes(self, benchmark):
        """The days on which it may begin or cease to count."""
        follower, followed = benchmark.follower, benchmark.followed
        moves = [day for key in (follower.pk, followed.pk) for day, _before in self._moves[key]]
        standings = [day for since, until, _tier in self._tiers[followed.pk] for day in (since, until)]
        own = [benchmark.starts_on, benchmark.ends_on, benchmark.approved_on, follower.closed_on, followed.closed_on]
        return filter(None, [*own, *standings, *moves])


def followings(campaign: Campaign, followers: QuerySet[Organisation]) -> Followings:
    """The Followings of all benchmarks of `followers`: four queries."""
    rows = Benchmark.objects.filter(follower__in=followers.order_by().values("pk")).with_people()
    return Followings(campaign, rows.order_by("starts_on", "pk"))


def counting_today(campaign: Campaign, rows: QuerySet[Benchmark]) -> QuerySet[Benchmark]:
    """Those of `rows` that count today, as `Followings` tells it of each: no query of its own."""
    today = timezone.localdate()
    tier = standings_on(campaign, today).filter(organisation=OuterRef("followed")).order_by().values("tier")[:1]
    rows = rows.unended_on(today).filter(starts_on__lte=today)
    for branch in ("follower", "followed"):
        rows = rows.filter(Q(**{f"{branch}__closed_on": None}) | Q(**{f"{branch}__closed_on__gt": today}))
    rows = rows.annotate(tier=Subquery(tier), own=_unit_of("follower"), other=_unit_of("followed"))
    excepted, own_unit = Q(approved_on__lte=today), Q(own=F("other"))
    low, high = Q(tier__gte=lowest(excepted=True)), Q(tier__gte=lowest(excepted=False))
    return rows.filter(own_unit & high | excepted & (own_unit & low | Q(tier=Tier.ADVANCED)))


def _unit_of(branch):
    return Substr(f"{branch}__path", 1, UNIT_PATH)


def _tiers(campaign, organisations):
    found = defaultdict(list)
    rows = Standing.objects.filter(campaign=campaign, organisation__in=organisations)
    for key, *spell in rows.values_list("organisation", "since", "until", "tier"):
        found[key].append(spell)
    return found


def _units(branches):
    """{path: code} of the units to which `branches` belong today."""
    paths = {branch.unit_path for branch in branches}
    return dict(Organisation.objects.filter(path__in=paths).order_by().values_list("path", "code"))


def _moves(organisations):
    """{primary key: [(day, code of the unit before)]}, in their order."""
    found = defaultdict(list)
    rows = Change.objects.filter(kind=ChangeKind.MOVED, organisation__in=organisations).order_by("on", "pk")
    for key, *move in rows.values_list("organisation", "on", "before"):
        found[key].append(move)
    return found
