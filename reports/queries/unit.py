"""The branches of a base organisation on a day: by tier, closed, moved away."""

from dataclasses import dataclass, field

from branches import as_of
from branches.models import Organisation
from ratings.choices import Tier
from ratings.models import Rating
from ratings.queries.cohort import of_branches
from reports.queries.branch import aim
from reports.queries.place import Post, paths, posts, standing


@dataclass(frozen=True)
class BranchRow:
    """One branch of the unit; `category` and `aim`, what the targets ask of it, in words; `gone`: it belongs to another
    unit today."""

    organisation: Organisation
    name: str
    category: str
    path: list
    post: Post
    aim: str
    gone: bool


@dataclass(frozen=True)
class TierGroup:
    """Branches of one tier, None: not rated yet."""

    tier: Tier | None
    rows: list = field(default_factory=list)

    @property
    def metric(self):
        """What their number is called in the address of its explanation."""
        return f"tier-{self.tier.identifier}" if self.tier else "unrated"


def branches(unit, query, rounds, targets) -> tuple[list[TierGroup], list[BranchRow]]:
    """(TierGroups best first, closed ones): the unit's branches of the day in `query` (BoardQuery).

    `targets`: of its campaign, as rules; none without one.
    """
    rows = _rows(unit, query, rounds, targets)
    groups = {tier: TierGroup(tier) for tier in (*reversed(Tier), None)}
    for row in rows:
        if row.organisation.is_open_on(query.on):
            last = standing(row.path)
            groups[last.tier if last else None].rows.append(row)
    closed = [row for row in rows if not row.organisation.is_open_on(query.on)]
    return [group for group in groups.values() if group.rows], closed


def _rows(unit, query, rounds, targets):
    members, on = _members(unit, query.on), query.on
    steps, held, names = paths(members, rounds), posts(members, on), as_of.names_on(members, on)
    categories = as_of.categories_on(members, on)
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
        )
        for one in members
    ]


def _members(unit, on):
    """The branches that belonged to `unit` on day `on`, founded by then."""
    rows = as_of.belonging(Organisation.objects.branches(), unit, on).select_related("successor").order_by("code")
    return [row for row in rows if not _founded_later(row, on)]


def _founded_later(organisation, on):
    return organisation.founded_on is not None and organisation.founded_on > on


def moved_away(unit, campaign, rounds, on) -> list[tuple]:
    """(branch, its unit on day `on`, its last PathStep) of cohort branches that left: no more than that (R14)."""
    if campaign is None:
        return []
    rows = Rating.objects.official().filter(round__campaign=campaign, round__is_baseline=True, cohort_unit=unit)
    rows = rows.exclude(organisation=unit).select_related("organisation").order_by("organisation__code")
    members = [row.organisation for row in rows]
    now = as_of.units_on(members, on)
    gone = [one for one in members if now[one.pk].pk != unit.pk]
    steps = paths(gone, rounds)
    return [(one, now[one.pk], standing(steps[one.pk])) for one in gone]
