"""The rules of the figures against a count made branch by branch, and facts that hold for any numbers (R3, R5–R13).

A drawn `World` is a log of what happened. `by_the_book` reads the log in the words of the rules and shares nothing with
`ratings.progress`; `Stored` holds the same log as the intervals and tallies that a figure is made from.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from ratings.progress import Closed, Closing, Figure, Group, Interval, Target, figure, members, needed, share

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
    return Target("any", from_tiers, to_tier, draw(st.integers(1, 100)), deadline)


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
            branch: Closing(on(day), world.merged_into.get(branch)) for branch, day in world.closed.items()
        }
        self.standings = {branch: self.intervals(world, branch) for branch in range(world.branches)}
        self.tallies = {unit: Counter() for unit in (None, *UNITS)}
        self.closed = {unit: [] for unit in (None, *UNITS)}
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
            self.tallies[unit].update((baseline, i.tier, i.since, i.until) for i in self.standings[branch])
            if branch in world.closed:
                self.closed[unit].append(Closed(branch, baseline))

    def figure(self, target, unit, day, closings=None):
        groups = [Group(*alike, count) for alike, count in self.tallies[unit].items()]
        closings = self.closings if closings is None else closings
        closed = [branch for branch in self.closed[unit] if branch.key in closings]
        return figure(target, members(target, day, groups, closed, closings, self.standings, on(BASELINE_DAY)))


@settings(quick, max_examples=400)
@given(worlds(), targets())
def test_figure_equals_a_count_by_the_book_for_every_unit_and_day(world, target):
    stored = Stored(world)
    for unit in (None, *UNITS):
        for day in DAYS:
            counts = by_the_book(world, target, unit, day)
            assert stored.figure(target, unit, day) == Figure(
                percent=target.percent,
                cohort=counts.total() - counts["left out"],
                risen=counts["risen"],
                moved_up_not_counted=counts["moved up, not counted"],
                not_rerated=counts["not yet re-rated"],
                left_out=counts["left out"],
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


# Facts about numbers

PERCENT = st.integers(1, 100)
SOME = st.integers(1, 100_000)


@st.composite
def figures(draw, percent=PERCENT):
    """A figure whose counts fit together."""
    risen, moved_up, not_rerated, stayed, left_out = (draw(st.integers(0, 50)) for _ in range(5))
    return Figure(draw(percent), risen + moved_up + not_rerated + stayed, risen, moved_up, not_rerated, left_out)


@quick
@given(SOME, PERCENT)
def test_needed_is_the_smallest_number_that_is_the_percentage(cohort, percent):
    enough = needed(cohort, percent)
    assert Fraction(enough - 1, cohort) < Fraction(percent, 100) <= Fraction(enough, cohort)


@quick
@given(SOME, PERCENT)
def test_needed_never_falls_with_a_larger_cohort_or_percentage(cohort, percent):
    assert needed(cohort - 1, percent) <= needed(cohort, percent) <= needed(cohort, percent + 1)


@quick
@given(st.integers(0, 10_000))
def test_needed_of_whole_hundreds_is_exact(hundreds):
    assert [needed(100 * hundreds, percent) for percent in range(101)] == [hundreds * percent for percent in range(101)]


@quick
@given(figures())
def test_met_means_no_gap_and_follows_the_exact_share(counts):
    if counts.cohort == 0:
        assert (counts.met, counts.share, counts.needed, counts.gap) == (None, None, 0, 0)
    else:
        exact = Fraction(counts.risen, counts.cohort) >= Fraction(counts.percent, 100)
        assert (counts.met, counts.gap == 0) == (exact, exact)


@quick
@given(figures())
def test_one_more_rise_never_widens_the_gap(counts):
    more = Figure(counts.percent, counts.cohort + 1, counts.risen + 1)
    assert more.gap <= counts.gap
    assert more.met >= bool(counts.met)


@quick
@given(figures())
def test_met_thanks_to_closings_is_met_now_and_short_with_those_left_out(counts):
    undone = Figure(counts.percent, counts.cohort + counts.left_out, counts.risen)
    assert counts.thanks_to_closings == (counts.met is True and undone.gap > 0)


@quick
@given(SOME, st.data())
def test_share_is_at_most_a_tenth_below_the_exact_one(cohort, data):
    risen = data.draw(st.integers(0, cohort))
    exact = Fraction(100 * risen, cohort)
    assert 0 <= exact - Fraction(share(risen, cohort)) < Fraction(1, 10)


@quick
@given(PERCENT, st.data())
def test_sum_asks_for_no_more_than_its_units_together(percent, data):
    units = data.draw(st.lists(figures(st.just(percent)), max_size=6))
    university = sum(units, start=Figure(percent))
    assert university == sum(reversed(units), start=Figure(percent))
    assert university.needed <= sum(unit.needed for unit in units)
    assert university.gap <= sum(unit.gap for unit in units)
