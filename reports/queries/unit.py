"""The branches of a base organisation on a day: by tier, closed, moved away."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Case, Count, F, Q, When
from django.utils.functional import cached_property

from branches import as_of
from branches.models import Organisation
from core.lists import ReadRows
from ratings.choices import Tier
from ratings.models import Rating
from ratings.queries.census import with_standing
from ratings.queries.cohort import of_branches
from reports.queries.branch import aim
from reports.queries.place import NamedPlace, PathStep, Post, named_places, paths, posts, standing

FIRST_OWED = (Tier.ORDINARY, Tier.LAGGING)  # whose plans are told first


@dataclass(frozen=True)
class BranchRow:
    """One branch of the unit; `category` and `aim`, what the targets ask of it, in words; `gone`: it belongs to another
    unit today; `heir`: what it was merged into."""

    organisation: Organisation
    name: str
    category: str
    path: list
    post: Post
    aim: str
    gone: bool
    heir: NamedPlace | None

    @property
    def standing(self):
        """The last PathStep at which it had an official tier of its own."""
        return standing(self.path)


@dataclass(frozen=True)
class MovedRow:
    """A cohort branch that left the unit: no more is told than its code, its name and that of its unit on the day, its
    own last PathStep, and, once it is closed, on which day (R14)."""

    code: str
    name: str
    unit: str
    standing: PathStep | None
    closed_on: date | None


@dataclass(frozen=True)
class TierGroup:
    """Branches of one tier, None: not rated yet; `count`: how many there are, `rows`: those on the page."""

    tier: Tier | None
    count: int
    rows: list = field(default_factory=list)

    @property
    def metric(self):
        """What their number is called in the address of its explanation."""
        return f"tier-{self.tier.identifier}" if self.tier else "unrated"


class UnitBranches:
    """The branches that belonged to `unit` on the day of `query` (BoardQuery), as told to whoever has `scope`; read as
    they are shown.

    `targets`: of its campaign, as rules; none without one.
    """

    def __init__(self, unit, query, rounds, targets, scope):
        self._unit, self._query, self._rounds, self._targets, self._scope = unit, query, rounds, targets, scope
        self._known = {}  # what was read already: the pages of both lists are often of the same branches
        founded = Q(founded_on=None) | Q(founded_on__lte=query.on)
        self._rows = as_of.belonging(Organisation.objects.branches().filter(founded), unit, query.on)

    @property
    def open(self) -> ReadRows:
        """The BranchRows of the open ones, the best tier first, each by code."""
        rows = self._open.order_by(F("standing__tier").desc(nulls_last=True), "code")
        return ReadRows(rows, self._read, count=sum(self._counts.values()))

    @property
    def owing(self) -> ReadRows:
        """The same of those that owe something (R25), by what they owe: what ordinary ones do first."""
        order = Case(*(When(standing__tier=tier, then=place) for place, tier in enumerate(FIRST_OWED)), default=9)
        rows = self._open.filter(standing__tier__isnull=False)
        count = sum(count for tier, count in self._counts.items() if tier)
        return ReadRows(rows.order_by(order, "-standing__tier", "code"), self._read, count=count)

    @property
    def closed(self) -> ReadRows:
        """The BranchRows of the closed ones, by code."""
        return ReadRows(self._rows.filter(closed_on__lte=self._query.on).order_by("code"), self._read)

    def by_tier(self, rows) -> list[TierGroup]:
        """The BranchRows `rows` of open ones in TierGroups, in their order."""
        groups = {}
        for row in rows:
            tier = row.standing.tier if row.standing else None
            groups.setdefault(tier, TierGroup(tier, self._counts[tier])).rows.append(row)
        return list(groups.values())

    @property
    def _open(self):
        return with_standing(self._rows.open_on(self._query.on), self._query.campaign, self._query.on)

    @cached_property
    def _counts(self):
        """{tier, None: not rated yet: how many open ones}."""
        counts = self._open.order_by().values_list("standing__tier").annotate(count=Count("pk"))
        return Counter({tier and Tier(tier): count for tier, count in counts})

    def _read(self, members):
        new = [one for one in members if one.pk not in self._known]
        self._known |= {row.organisation.pk: row for row in self._rows_of(new)}
        return [self._known[one.pk] for one in members]

    def _rows_of(self, members):
        on = self._query.on
        steps, held, names = paths(members, self._rounds), posts(members, on), as_of.names_on(members, on)
        categories = as_of.categories_on(members, on)
        heirs = named_places({one.successor_id for one in members} - {None}, self._scope, on)
        asked_of = of_branches(self._query.campaign, self._targets, on, members) if self._targets else {}
        return [
            BranchRow(
                one,
                names[one.pk],
                as_of.category_word(categories[one.pk]),
                steps[one.pk],
                held[one.pk],
                aim(asked_of.get(one.pk, []), on),
                gone=not one.path.startswith(self._unit.path),
                heir=heirs.get(one.successor_id),
            )
            for one in members
        ]


def moved_away(unit, campaign, rounds, on) -> list[MovedRow]:
    """The MovedRows of the cohort branches of `unit` that belonged to another one on day `on`, by code."""
    if campaign is None:
        return []
    rows = Rating.objects.official().filter(round__campaign=campaign, round__is_baseline=True, cohort_unit=unit)
    here = as_of.belonging(Organisation.objects.order_by(), unit, on).values("pk")
    gone = Organisation.objects.filter(pk__in=rows.exclude(organisation__in=here).values("organisation"))
    gone = list(gone.order_by("code"))
    now = as_of.units_on(gone, on)
    steps, names = paths(gone, rounds), as_of.names_on({*gone, *(now[one.pk] for one in gone)}, on)
    return [
        MovedRow(
            one.code,
            names[one.pk],
            names[now[one.pk].pk],
            standing(steps[one.pk]),
            None if one.is_open_on(on) else one.closed_on,
        )
        for one in gone
    ]
