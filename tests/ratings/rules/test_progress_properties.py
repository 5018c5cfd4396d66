"""The rules of the figures against a count made branch by branch (R3, R5–R13).

A drawn `World` is a log of what happened. `by_the_book` reads the log in the words of the rules and shares nothing with
`ratings.rules.progress`; `Stored` holds the same log as the courses and tallies that a figure is made from.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from ratings.rules.progress import AlikeGroup, Figure, TargetRule, figure, group_of, members
from ratings.rules.succession import ChainClosing, Interval, course

RATED = (None, 1, 1, 2, 2, 3, 4)  # the tier a round gives a branch, None: none that is official
UNITS = ("A", "B", "C")
LAST_DAY = 12
BASELINE_DAY = 0
quick = settings(deadline=None, max_examples=100)


def on(day):
    """The date of a world's day; the baseline's reference date is day 0."""
    return date(2012, 4, 1) + timedelta(days=day)


DAYS = [on(day) for day in range(-2, LAST_DAY + 3)]


@dataclass
class World:
    """What happened, day by day; branches are numbered from 0."""

    rounds: list[int]  # reference dates, the baseline first
    branches: int
    ratings: dict[tuple[int, int], int] = field(default_factory=dict)  # (branch, reference date) → tier, official only
    closed: dict[int, int] = field(default_factory=dict)  # branch → day
    merged_into: dict[int, int] = field(default_factory=dict)  # branch → branch; closed but not here: dissolved
    units: dict[int, list[tuple[int, str]]] = field(default_factory=dict)  # branch → (from day, unit), latest last
    approved: dict[int, int] = field(default_factory=dict)  # branch → day on which its baseline rating was approved


@st.composite
def worlds(draw):
    days = st.integers(1, LAST_DAY)
    world = World([BASELINE_DAY, *sorted(draw(st.sets(days, min_size=1, max_size=6)))], draw(st.integers(1, 7)))
    for branch in range(world.branches):
        closed_on = draw(st.none() | st.integers(-1, LAST_DAY))
        if closed_on is not None:
            world.closed[branch] = closed_on
        moves = draw(st.lists(st.tuples(days, st.sampled_from(UNITS)), max_size=2))
        world.units[branch] = [(-LAST_DAY, draw(st.sampled_from(UNITS))), *sorted(moves)]
        world.approved[branch] = draw(st.integers(0, 4))
        for reference_date in world.rounds:
            tier = draw(st.sampled_from(RATED))
            if tier and world.closed.get(branch, LAST_DAY + 1) > reference_date:
                world.ratings[branch, reference_date] = tier
    for branch, day in world.closed.items():
        open_then = [other for other in range(world.branches) if world.closed.get(other, LAST_DAY + 1) > day]
        if open_then and draw(st.integers(0, 3)):  # else dissolved
            world.merged_into[branch] = draw(st.sampled_from(open_then))
    return world


@st.composite
def targets(draw):
    to_tier = draw(st.integers(2, 4))
    from_tiers = draw(st.frozensets(st.integers(1, to_tier - 1), min_size=1))
    deadline = on(draw(st.integers(-2, LAST_DAY + 2)))
    return TargetRule("any", from_tiers, to_tier, draw(st.integers(1, 100)), deadline)


# By the book


def by_the_book(world, target, unit, day):
    """The counts of `unit` (None: the university) on the date `day`: every branch looked at by itself."""
    counts = Counter()
    if day > target.deadline:
        day = target.deadline
    if day < on(BASELINE_DAY):
        return counts
    for branch in range(world.branches):
        baseline = world.ratings.get((branch, BASELINE_DAY))
        if baseline in target.from_tiers and unit in (None, unit_at_approval(world, branch)):
            counts[fate(world, target, branch, baseline, day)] += 1
            counts["left out, risen"] += left_out_risen(world, target, branch, day)
    return counts


def unit_at_approval(world, branch):
    """R5: the base organisation it belonged to when its baseline rating was first approved."""
    belonged = [unit for moved, unit in world.units[branch] if moved <= world.approved[branch]]
    return belonged[-1]


def fate(world, target, branch, baseline, day):
    """R6, R13 and what the board lists besides."""
    chain = chain_on(world, branch, day)
    if chain[-1] in world.closed and on(world.closed[chain[-1]]) <= day:
        return "left out"
    tier, rated_on = rating_that_counts(world, chain, day)
    if tier >= target.to_tier:
        return "risen"
    if tier > baseline:
        return "moved up, not counted"
    return "not yet re-rated" if rated_on == BASELINE_DAY else "stayed"


def left_out_risen(world, target, branch, day):
    """Left out by the day, and the tier that counted last before that was the one asked for or higher."""
    days = [on(number) for number in range(BASELINE_DAY, LAST_DAY + 3) if on(number) <= day]
    chains = [(each, chain_on(world, branch, each)) for each in days]
    there = [each for each, chain in chains if chain[-1] not in world.closed or on(world.closed[chain[-1]]) > each]
    if day in there:
        return False
    tier = rating_that_counts(world, chain_on(world, branch, there[-1]), there[-1])[0] if there else None
    return (tier or world.ratings[branch, BASELINE_DAY]) >= target.to_tier


def chain_on(world, branch, day):
    """R12: the branch, then whoever it merged into on or before the day, and so on."""
    if branch in world.merged_into and on(world.closed[branch]) <= day:
        return [branch, *chain_on(world, world.merged_into[branch], day)]
    return [branch]


def rating_that_counts(world, chain, day):
    """R12: the latest rating of the furthest one rated after the merger that led into it, else the branch's own."""
    for before, after in reversed(list(pairwise(chain))):
        since_merger = [
            r for r in world.rounds if r > world.closed[before] and on(r) <= day and (after, r) in world.ratings
        ]
        if since_merger:
            return world.ratings[after, max(since_merger)], max(since_merger)
    own = max(r for r in world.rounds if on(r) <= day and (chain[0], r) in world.ratings)
    return world.ratings[chain[0], own], own


# As it is stored


class Stored:
    """The world as a figure is made from it: intervals, and per unit a tally of the cohort branches that are alike."""

    def __init__(self, world):
        self.closings = {
            branch: ChainClosing(on(day), world.merged_into.get(branch)) for branch, day in world.closed.items()
        }
        self.standings = {branch: self.intervals(world, branch) for branch in range(world.branches)}
        self.cohort = {unit: [] for unit in (None, *UNITS)}
        for branch in range(world.branches):
            self.join_cohort(world, branch)

    @staticmethod
    def intervals(world, branch):
        found, until = [], None
        for reference_date in reversed(world.rounds):
            if (branch, reference_date) in world.ratings:
                found.append(Interval(world.ratings[branch, reference_date], on(reference_date), until))
                until = on(reference_date)
        return found

    def join_cohort(self, world, branch):
        baseline = world.ratings.get((branch, BASELINE_DAY))
        if baseline is None:
            return
        home = dict(sorted((moved, unit) for moved, unit in world.units[branch] if moved <= world.approved[branch]))
        for unit in (None, home[max(home)]):
            self.cohort[unit].append((branch, baseline))

    def figure(self, target, unit, day, closings=None):
        return figure(target, members(target, day, self.groups(unit, closings), on(BASELINE_DAY)))

    def groups(self, unit, closings=None) -> list[AlikeGroup]:
        closings = self.closings if closings is None else closings
        tally = Counter(
            group_of(baseline, stretch, on(BASELINE_DAY))
            for branch, baseline in self.cohort[unit]
            for stretch in course(branch, closings, self.standings)
        )
        return [group._replace(count=count) for group, count in tally.items()]


@settings(quick, max_examples=400)
@given(worlds(), targets())
def test_figure_equals_a_count_by_the_book_for_every_unit_and_day(world, target):
    stored = Stored(world)
    for unit in (None, *UNITS):
        for day in DAYS:
            counts = by_the_book(world, target, unit, day)
            assert stored.figure(target, unit, day) == Figure(
                percent=target.percent,
                cohort=counts.total() - counts["left out"] - counts["left out, risen"],
                risen=counts["risen"],
                moved_up_not_counted=counts["moved up, not counted"],
                not_rerated=counts["not yet re-rated"],
                left_out=counts["left out"],
                left_out_risen=counts["left out, risen"],
            ), (unit, day)


@quick
@given(worlds(), targets(), st.sampled_from(DAYS))
def test_units_add_up_to_the_university(world, target, day):
    stored = Stored(world)
    units = [stored.figure(target, unit, day) for unit in UNITS]
    assert sum(units, start=Figure(target.percent)) == stored.figure(target, None, day)


@quick
@given(worlds(), targets(), st.sampled_from(DAYS))
def test_figure_stays_what_it_was_on_the_deadline(world, target, day):
    stored = Stored(world)
    later = max(day, target.deadline)
    assert stored.figure(target, None, later) == stored.figure(target, None, target.deadline)


@quick
@given(worlds(), targets())
def test_merger_changes_no_figure_on_its_day(world, target):
    stored = Stored(world)
    for branch, closing in stored.closings.items():
        if closing.successor is not None:
            others = {key: other for key, other in stored.closings.items() if key != branch}
            merged = stored.figure(target, None, closing.on)
            assert merged == stored.figure(target, None, closing.on, closings=others)


@quick
@given(worlds(), targets())
def test_nobody_leaves_the_cohort_unlisted(world, target):
    stored = Stored(world)
    started = sum(world.ratings.get((branch, BASELINE_DAY)) in target.from_tiers for branch in range(world.branches))
    for day in DAYS:
        counts = stored.figure(target, None, day)
        there = min(day, target.deadline) >= on(BASELINE_DAY)
        assert counts.cohort + counts.left_out == (started if there else 0)
