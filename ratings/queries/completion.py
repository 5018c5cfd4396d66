"""How far a round is: by unit, by state, by tier. Set-based, a constant number of queries.

A submitted or approved rating belongs to the unit that handed it in, everything else to the unit of today; what came
back of a closed unit to the one that corrects it (R30).
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import NamedTuple

from django.db.models import Case, Count, Exists, F, FilteredRelation, Max, Min, OuterRef, Q, Value, When
from django.db.models.functions import Substr
from django.db.models.lookups import Exact
from django.utils import timezone

from branches.models import UNIT_PATH, Organisation
from core.choices import Role
from core.lists import ReadRows
from core.scope import within
from ratings.choices import Completion, Phase, State, Tier
from ratings.models import Rating, Round
from ratings.queries import rateable
from ratings.rules.spread import Spread

HANDED_IN = (State.SUBMITTED, State.APPROVED)
LEFT = Q(state=None) | Q(state__in=(State.DRAFT, State.RETURNED))  # still to be handed in
NAMED_ONE_BY_ONE = 100  # for more units than that everything is counted; SQLite refuses a condition of 1,000 parts


@dataclass(frozen=True)
class UnitCompletion:
    """Where one unit stands in a round; `unit` None is the university, which rates the base organisations (N01)."""

    unit: Organisation | None
    expected: int
    typed: int
    submitted: int
    returned: int
    approved: int

    @property
    def handed_in(self):
        return self.submitted + self.approved

    @property
    def left(self):
        """How many still have to be handed in."""
        return self.expected - self.handed_in

    @property
    def state(self):
        """The furthest behind of its ratings."""
        if not self.expected:
            return Completion.NOTHING
        if self.left:
            return _behind(returned=self.returned, begun=self.typed or self.handed_in)
        return Completion.SUBMITTED if self.submitted else Completion.APPROVED

    @property
    def next_role(self) -> Role | None:
        """Whose turn it is; None where nothing is left to do."""
        if self.state in (Completion.NOTHING, Completion.APPROVED):
            return None
        has_secretary = self.unit is not None and self.unit.closed_on is None
        return Role.DEPARTMENT if not has_secretary or self.state == Completion.SUBMITTED else Role.UNIT


def by_unit(round_, units) -> list[UnitCompletion]:
    """The UnitCompletion of each of `units` (organisations), in their order: two queries."""
    if not units:
        return []
    left, counts, heirs = _rated(Organisation.objects.branches(), round_).filter(LEFT), {}, rateable.heirs()
    handed_in, asked = _handed_in(round_), {unit.path for unit in units}
    paths = asked | {path for path, heir in heirs.items() if heir in asked}
    if len(paths) <= NAMED_ONE_BY_ONE:
        handed_in = handed_in.filter(unit__in=units)
        # the days of closing beside what is asked would make the database read every branch
        below = Organisation.objects.order_by().filter(reduce(or_, (within("", path) for path in paths)))
        left = left.filter(pk__in=below.values("pk"))
    for path, state, has_tier, count in handed_in.union(left, all=True):
        rater = _rater(path, state, heirs)
        counts.setdefault(rater, Counter())[_column(state, has_tier)] += count
    return [_completion(unit, counts.get(unit.path, Counter())) for unit in units]


def behind(round_, units) -> Counter[Completion]:
    """How many of `units` (a queryset of organisations) stand where, of those that have not handed in everything: two
    queries where there are none, else four."""
    rows, heirs = _rated(Organisation.objects.branches(), round_), rateable.heirs()
    found = defaultdict(set)
    for path, state, has_tier, _count in rows.filter(LEFT):
        rater = _rater(path, state, heirs)
        found[rater].add(_column(state, has_tier))
    if not found:
        return Counter()
    begun = {rater for rater, *_ in rows.filter(state__in=HANDED_IN)}
    asked = found.keys() & set(units.order_by().values_list("path", flat=True))
    return Counter(
        _behind(returned=State.RETURNED in found[path], begun="typed" in found[path] or path in begun) for path in asked
    )


class Freshness(NamedTuple):
    """Of how many units that rate branches in `round` everything is approved."""

    round: Round
    approved: int
    units: int


def freshness(campaign, on) -> Freshness | None:
    """How much of the last round whose reference date has come by day `on` is official by now; None before the first
    one, and where nobody is rated: three queries."""
    round_ = campaign.rounds.filter(reference_date__lte=on).order_by("-reference_date").first()
    if round_ is None:
        return None
    heirs, open_, units = rateable.heirs(), set(), set()
    for path, state, _has_tier, _count in _rated(Organisation.objects.branches(), round_):
        rater = _rater(path, state, heirs)
        units.add(rater)
        if state != State.APPROVED:
            open_.add(rater)
    return Freshness(round_, len(units - open_), len(units)) if units else None


def of_university(round_) -> UnitCompletion:
    """The university's own ratings of the base organisations: one query."""
    counts = Counter()
    for _rater, state, has_tier, count in _rated(rateable.of(None), round_):
        counts[_column(state, has_tier)] += count
    return _completion(None, counts)


def newcomers(round_) -> ReadRows:
    """The Aparts of organisations that are too new for the round and open on its date, each with the reason (R16)."""
    return rateable.newcomers(Organisation.objects.exclude(depth=1), round_)


@dataclass(frozen=True)
class TierRow:
    """How many official ratings are in each tier; `unit` None: a sum. `counts`: (tier, count), best first."""

    unit: Organisation | None
    counts: list

    @property
    def total(self):
        return sum(count for _, count in self.counts)


def tiers_by_unit(round_, units) -> list[TierRow]:
    """The TierRow of the branches that each of `units` rated, in their order: one query."""
    rows = _official(round_).of_branches().filter(unit__in=units)
    found = {}
    for unit, tier, count in rows.values_list("unit", "tier").annotate(count=Count("pk")):
        found.setdefault(unit, Counter())[tier] = count
    return [_tier_row(unit, found.get(unit.pk, Counter())) for unit in units]


def tiers_of_university(round_) -> list[TierRow]:
    """The TierRow of all branches, and that of the base organisations the university rated (N01): two queries."""
    official = _official(round_)
    return [_tier_row(None, _tiers(rows)) for rows in (official.of_branches(), official.of_base())]


def handed_in(round_, units) -> dict[int, Spread]:
    """{primary key of a unit: what was handed in for its branches} (R23): one query."""
    rows = Rating.objects.of_branches().unsettled().filter(round=round_, unit__in=units, state__in=HANDED_IN)
    told = {
        "whole": Count("pk"),
        "advanced": Count("pk", filter=Q(tier=Tier.ADVANCED)),
        "has_one_tier": Exact(Min("tier"), Max("tier")),
        "has_one_score": Exact(Min("score"), Max("score")),
        "scored": Count("score"),
    }
    found = defaultdict(Spread)
    judged = rows.order_by().values("unit").annotate(**told)
    for unit, whole, advanced, has_one_tier, has_one_score, scored in judged.values_list("unit", *told):
        found[unit] = Spread(whole, advanced, has_one_tier, bool(has_one_score) and scored == whole)
    return found


def submitted_since(round_, unit) -> date | None:
    """The day on which the oldest of the ratings of the unit's branches was submitted that waits in the round: one
    query. None when none waits."""
    waiting = Rating.objects.of_branches().unsettled().filter(round=round_, unit=unit, state=State.SUBMITTED)
    oldest = waiting.order_by().aggregate(oldest=Min("submitted_at"))["oldest"]
    return oldest and timezone.localdate(oldest)


def first_left(round_, unit, *, is_open) -> str | None:
    """The code of the first row of the unit's grid that is still to be handed in while the round is open, or else came
    back: one query where that is one of its own, else three."""
    ratings = Rating.objects.filter(organisation=OuterRef("pk"), round=round_).order_by()
    left = ~Exists(ratings.filter(state__in=HANDED_IN)) if is_open else Exists(ratings.filter(state=State.RETURNED))
    own = rateable.rateable(rateable.of(unit), round_).filter(left).order_by("code").values_list("code", flat=True)
    return own.first() or rateable.inherited(unit, round_).filter(left).values_list("code", flat=True).first()


def states(rows) -> list[tuple[State, int]]:
    """(state, count) of the ratings `rows`, settled ones left out (R30), in the order of the life-cycle: one query."""
    counts = dict(rows.unsettled().order_by().values_list("state").annotate(count=Count("pk")))
    return [(state, counts.get(state, 0)) for state in State]


def _official(round_):
    return Rating.objects.official().filter(round=round_).order_by()


def _tiers(rows):
    return Counter(dict(rows.values_list("tier").annotate(count=Count("pk"))))


def _tier_row(unit, counts):
    return TierRow(unit, [(tier, counts[tier]) for tier in reversed(Tier)])


def phase(round_, day=None) -> Phase:
    """Whether ratings can be typed: planned, open, closed."""
    day = day or timezone.localdate()
    if round_.is_open_on(day):
        return Phase.OPEN
    return Phase.PLANNED if round_.opens_on and day < round_.opens_on else Phase.CLOSED


def _rated(organisations, round_):
    """Rows of (rater path, state, has a tier, count) over those of `organisations` that are rated in `round_`."""
    handed_in = When(rated__state__in=HANDED_IN, then=F("rated__unit__path"))
    return (
        rateable.rateable(organisations, round_)
        .annotate(rated=FilteredRelation("ratings", condition=Q(ratings__round=round_)))
        .annotate(rater=Case(handed_in, default=Substr("path", 1, UNIT_PATH)))
        .annotate(has_tier=Case(When(rated__tier__isnull=False, then=Value(True)), default=Value(False)))
        .annotate(state=F("rated__state"))
        .order_by()
        .values_list("rater", "state", "has_tier")
        .annotate(count=Count("pk"))
    )


def _rater(path, state, heirs):
    """The path of who acts: what came back of a closed unit is its heir's (R30)."""
    return heirs.get(path, path) if state == State.RETURNED else path


def _handed_in(round_):
    """Rows of (rater path, state, whether it has a tier, count) over the branches rated in `round_` that were handed
    in: what has a row and is open is rated (R13, R16)."""
    there = Rating.objects.of_branches().filter(round=round_, state__in=HANDED_IN, organisation__void=False)
    rows = there.exclude(organisation__closed_on__lte=round_.reference_date).order_by()
    return rows.values_list("unit__path", "state", Value(True)).annotate(count=Count("pk"))


def _behind(*, returned, begun):
    """Where a unit stands that has not handed in everything."""
    if returned:
        return Completion.RETURNED
    return Completion.DRAFTED if begun else Completion.NOT_STARTED


def _column(state, has_tier):
    if state in (None, State.DRAFT):
        return "typed" if has_tier else "untouched"
    return state


def _completion(unit, counts):
    return UnitCompletion(
        unit,
        expected=counts.total(),
        typed=counts["typed"],
        submitted=counts[State.SUBMITTED],
        returned=counts[State.RETURNED],
        approved=counts[State.APPROVED],
    )
