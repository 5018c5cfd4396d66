"""Which branches are merged, dissolved, moved and reclassified: those whose change teaches the most. Pure."""

from dataclasses import dataclass

from branches.choices import Category, Kind
from ratings.choices import Tier

FIRST_UNIT = 12  # further up everything stays as it was


@dataclass(frozen=True)
class Picks:
    """Codes: `merged` into `successor`, `dissolved`, `moved` to the unit `receiver`, and `reclassified`."""

    merged: str
    successor: str
    dissolved: str
    moved: str
    receiver: str
    reclassified: str


def pick(units, before, after):
    """An ordinary branch that merges into an advanced one, a lagging one dissolved, a lagging one that rises elsewhere,
    and a good one of an office that becomes one of teachers.

    Every one is of another unit; `units` are plan.Nodes, `before` and `after` their branches' tiers by code.
    """
    units = [unit for unit in units[FIRST_UNIT:] if unit.kind == Kind.PARTY_COMMITTEE]
    merging, merged, successor = next(pairs(units, before, after))
    losing, dissolved = next(found(units, lambda code: before[code] == Tier.LAGGING, {merging}))
    leaving, moved = next(found(units, lambda code: before[code] == Tier.LAGGING < after[code], {merging, losing}))
    receiver = next(unit.code for unit in units if unit.code not in {merging, losing, leaving})
    offices = {one.code for unit in units for one in unit.branches if one.category == Category.OFFICE}
    stays = {code for code in offices if before[code] == after[code] == Tier.GOOD}
    _unit, reclassified = next(found(units, stays.__contains__, {merging, losing, leaving}))
    return Picks(merged, successor, dissolved, moved, receiver, reclassified)


def pairs(units, before, after):
    """(unit, ordinary branch, advanced branch of its category that stays advanced)."""
    for unit in units:
        for weak in unit.branches:
            for strong in unit.branches:
                alike = weak.category == strong.category and before[weak.code] == Tier.ORDINARY
                if alike and before[strong.code] == after[strong.code] == Tier.ADVANCED:
                    yield unit.code, weak.code, strong.code


def found(units, fits, spared):
    """(unit, branch) for the branches that fit, the units of `spared` left out."""
    return ((unit.code, b.code) for unit in units if unit.code not in spared for b in unit.branches if fits(b.code))
