"""The branches of a base organisation on a day: by tier, closed, moved away."""

from dataclasses import dataclass, field
from datetime import date

from branches import as_of
from branches.models import Organisation
from ratings.choices import Tier
from ratings.models import Rating
from ratings.queries.cohort import of_branches
from reports.queries.branch import aim
from reports.queries.place import NamedPlace, PathStep, Post, named_places, paths, posts, standing


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
    """Branches of one tier, None: not rated yet."""

    tier: Tier | None
    rows: list = field(default_factory=list)

    @property
    def metric(self):
        """What their number is called in the address of its explanation."""
        return f"tier-{self.tier.identifier}" if self.tier else "unrated"


def branches(unit, query, rounds, targets, scope) -> tuple[list[TierGroup], list[BranchRow]]:
    """(TierGroups best first, closed ones): the unit's branches of the day in `query` (BoardQuery), as told to whoever
    has `scope`.

    `targets`: of its campaign, as rules; none without one.
    """
    rows = _rows(unit, query, rounds, targets, scope)
    groups = {tier: TierGroup(tier) for tier in (*reversed(Tier), None)}
    for row in rows:
        if row.organisation.is_open_on(query.on):
            groups[row.standing.tier if row.standing else None].rows.append(row)
    closed = [row for row in rows if not row.organisation.is_open_on(query.on)]
    return [group for group in groups.values() if group.rows], closed


def _rows(unit, query, rounds, targets, scope):
    members, on = _members(unit, query.on), query.on
    steps, held, names = paths(members, rounds), posts(members, on), as_of.names_on(members, on)
    categories = as_of.categories_on(members, on)
    heirs = named_places({one.successor_id for one in members} - {None}, scope, on)
    asked_of = of_branches(query.campaign, targets, on, members) if targets else {}
    return [
        BranchRow(
            one,
            names[one.pk],
            as_of.category_word(categories[one.pk]),
            steps[one.pk],
            held[one.pk],
            aim(asked_of.get(one.pk, []), on),
            gone=not one.path.startswith(unit.path),
            heir=heirs.get(one.successor_id),
        )
        for one in members
    ]


def _members(unit, on):
    """The branches that belonged to `unit` on day `on`, founded by then."""
    rows = as_of.belonging(Organisation.objects.branches(), unit, on).order_by("code")
    return [row for row in rows if not _founded_later(row, on)]


def _founded_later(organisation, on):
    return organisation.founded_on is not None and organisation.founded_on > on


def moved_away(unit, campaign, rounds, on) -> list[MovedRow]:
    """The MovedRows of the cohort branches of `unit` that belonged to another one on day `on`, by code."""
    if campaign is None:
        return []
    rows = Rating.objects.official().filter(round__campaign=campaign, round__is_baseline=True, cohort_unit=unit)
    rows = rows.exclude(organisation=unit).select_related("organisation").order_by("organisation__code")
    members = [row.organisation for row in rows]
    now = as_of.units_on(members, on)
    gone = [one for one in members if now[one.pk].pk != unit.pk]
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
