"""What a base organisation's page gathers: what it must do, its figures, its branches by tier."""

from dataclasses import dataclass, field

from django.utils import timezone

from branches import as_of
from branches.models import Organisation
from ratings.choices import BOARD_STATES, State, Tier
from ratings.models import Rating, Round
from ratings.queries import board, completion, rateable
from ratings.queries.cohort import of_branches
from reports.department.page import target_groups
from reports.organisations.branch import aim
from reports.organisations.place import Post, paths, posts, standing


@dataclass(frozen=True)
class Task:
    """A round that is open, or in which something came back: how far the unit is, and why it came back."""

    round: Round
    completion: completion.UnitCompletion
    open: bool
    reasons: list

    @property
    def typable(self):
        """Whether something can be typed: while the round is open, and what came back also afterwards."""
        return bool(self.completion.left if self.open else self.completion.returned)


@dataclass(frozen=True)
class BranchRow:
    """One branch of the unit; `aim`: what the targets ask of it, in words; `gone`: it belongs to another unit today."""

    organisation: Organisation
    name: str
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


def tasks(unit):
    """Rounds the unit has to do something in, or waits for: oldest first."""
    today = timezone.localdate()
    returned = _returned(unit)
    rounds = [row for row in Round.objects.order_by("reference_date") if row.is_open_on(today) or row.pk in returned]
    found = [
        Task(row, completion.by_unit(row, [unit])[0], row.is_open_on(today), returned.get(row.pk, [])) for row in rounds
    ]
    return [task for task in found if task.completion.expected]


def _returned(unit):
    """{round: reasons} of the ratings of the unit's branches that came back, whoever handed them in."""
    rows = Rating.objects.filter(organisation__in=rateable.of(unit).order_by(), state=State.RETURNED).order_by("pk")
    found = {}
    for round_, reason in rows.values_list("round", "reason"):
        reasons = found.setdefault(round_, [])
        if reason not in reasons:
            reasons.append(reason)
    return found


def figures(query, unit):
    """The unit's row of the board and its targets; nothing without a campaign."""
    if query.campaign is None:
        return {}
    units = board.units_of(query.campaign, Organisation.objects.filter(pk=unit.pk))
    shown = board.board(query.campaign, query.on, units)
    row = shown.units[0]
    return {"board": shown, "row": row, "state_label": BOARD_STATES[row.state], "groups": target_groups(shown, row)}


def branches(unit, query, rounds, targets):
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
    asked_of = of_branches(query.campaign, targets, on, members) if targets else {}
    return [
        BranchRow(
            one,
            names[one.pk],
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


def moved_away(unit, campaign, rounds, on):
    """(branch, its unit on day `on`, its last Step) of cohort branches that left the unit: no more than that (R14)."""
    if campaign is None:
        return []
    rows = Rating.objects.official().filter(round__campaign=campaign, round__is_baseline=True, cohort_unit=unit)
    rows = rows.exclude(organisation=unit).select_related("organisation").order_by("organisation__code")
    members = [row.organisation for row in rows]
    now = as_of.units_on(members, on)
    gone = [one for one in members if now[one.pk].pk != unit.pk]
    steps = paths(gone, rounds)
    return [(one, now[one.pk], standing(steps[one.pk])) for one in gone]
