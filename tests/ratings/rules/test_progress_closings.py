"""What closings make of the figures (R12, R13) and the worked cases of the rules, as tables."""

from datetime import date

import pytest

from ratings.rules.progress import Figure, figure, members
from ratings.rules.succession import ChainClosing, CountedStanding, Stretch, course, heir, resolve
from tests.ratings.figures import (
    ADVANCED,
    AUTUMN,
    BASELINE,
    GOOD,
    LAGGING,
    LAGGING_1,
    LAST,
    NEXT_AUTUMN,
    ORDINARY,
    ORDINARY_1,
    ORDINARY_2,
    YEAR_1,
    YEAR_2,
    X,
    Y,
    Z,
    counted,
    groups_of,
    one,
    rated,
)

# R12, R13: what a closed branch stands at

MERGED = date(2012, 6, 1)
MERGED_AGAIN = date(2012, 11, 1)
MERGED_LAST = date(2013, 3, 1)
OWN = CountedStanding(ORDINARY, BASELINE)
GONE = CountedStanding(None, None, left_out=True)


@pytest.mark.parametrize(
    ("reference_date", "expected"),
    [
        (date(2012, 5, 31), OWN),
        (MERGED, OWN),  # strictly after
        (date(2012, 6, 2), CountedStanding(ADVANCED, date(2012, 6, 2), via=Y)),
        (YEAR_1, CountedStanding(ADVANCED, YEAR_1, via=Y)),
        (date(2013, 1, 1), OWN),  # not by that day
    ],
)
def test_merged_branch_takes_the_successors_rating_of_after_the_merger(reference_date, expected):
    standings = {X: rated((BASELINE, ORDINARY)), Y: rated((reference_date, ADVANCED))}
    assert resolve(X, YEAR_1, {X: ChainClosing(MERGED, Y)}, standings) == expected


@pytest.mark.parametrize(
    ("closings", "day", "expected"),
    [
        ({}, YEAR_1, X),
        ({X: ChainClosing(MERGED, Y)}, date(2012, 5, 31), X),
        ({X: ChainClosing(MERGED, Y)}, MERGED, Y),
        ({X: ChainClosing(MERGED, Y), Y: ChainClosing(MERGED_AGAIN, Z)}, YEAR_1, Z),
        ({X: ChainClosing(MERGED, Y), Y: ChainClosing(MERGED_LAST, Z)}, YEAR_1, Y),
        ({X: ChainClosing(MERGED, None)}, YEAR_1, X),
        ({X: ChainClosing(MERGED, Y), Y: ChainClosing(MERGED_AGAIN, None)}, YEAR_1, Y),
    ],
)
def test_heir_is_the_last_open_or_the_one_that_was_dissolved(closings, day, expected):
    assert heir(X, day, closings) == expected


def test_merged_branch_keeps_its_own_last_rating_not_its_baseline():
    standings = {X: rated((BASELINE, ORDINARY), (date(2012, 5, 20), GOOD)), Y: rated((BASELINE, ADVANCED))}
    assert resolve(X, YEAR_1, {X: ChainClosing(MERGED, Y)}, standings) == CountedStanding(GOOD, date(2012, 5, 20))


def test_merged_branch_follows_the_successors_later_ratings():
    standings = {X: rated((BASELINE, ORDINARY)), Y: rated((BASELINE, GOOD), (AUTUMN, ADVANCED), (NEXT_AUTUMN, LAGGING))}
    closings = {X: ChainClosing(MERGED, Y)}
    assert resolve(X, date(2013, 10, 30), closings, standings) == CountedStanding(ADVANCED, AUTUMN, via=Y)
    assert resolve(X, NEXT_AUTUMN, closings, standings) == CountedStanding(LAGGING, NEXT_AUTUMN, via=Y)


def test_merged_branch_stands_for_itself_until_the_merger():
    standings = {X: rated((BASELINE, ORDINARY)), Y: rated((BASELINE, GOOD), (AUTUMN, ADVANCED))}
    assert resolve(X, AUTUMN, {X: ChainClosing(date(2012, 11, 1), Y)}, standings) == OWN


def test_branch_merged_into_one_without_ratings_keeps_its_own():
    assert resolve(X, YEAR_1, {X: ChainClosing(MERGED, Y)}, {X: rated((BASELINE, ORDINARY))}) == OWN


CHAIN = {X: ChainClosing(MERGED, Y), Y: ChainClosing(MERGED_AGAIN, Z), Z: ChainClosing(MERGED_LAST, LAST)}
Y_RATED = [(BASELINE, LAGGING), (AUTUMN, GOOD)]  # after X merged into it
Z_RATED = [(BASELINE, LAGGING), (date(2013, 1, 15), ADVANCED)]  # after Y merged into it
LAST_RATED = [(BASELINE, LAGGING), (date(2013, 6, 30), LAGGING)]  # after Z merged into it
UNRATED = [(BASELINE, ADVANCED)]


@pytest.mark.parametrize(
    ("day", "y", "z", "last", "expected"),
    [
        (date(2012, 5, 31), Y_RATED, Z_RATED, LAST_RATED, OWN),
        (MERGED, Y_RATED, Z_RATED, LAST_RATED, OWN),
        (AUTUMN, Y_RATED, Z_RATED, LAST_RATED, CountedStanding(GOOD, AUTUMN, via=Y)),
        (MERGED_AGAIN, Y_RATED, Z_RATED, LAST_RATED, CountedStanding(GOOD, AUTUMN, via=Y)),
        (date(2013, 1, 15), Y_RATED, Z_RATED, LAST_RATED, CountedStanding(ADVANCED, date(2013, 1, 15), via=Z)),
        (date(2013, 6, 29), Y_RATED, Z_RATED, LAST_RATED, CountedStanding(ADVANCED, date(2013, 1, 15), via=Z)),
        (date(2013, 6, 30), Y_RATED, Z_RATED, LAST_RATED, CountedStanding(LAGGING, date(2013, 6, 30), via=LAST)),
        (YEAR_2, Y_RATED, Z_RATED, UNRATED, CountedStanding(ADVANCED, date(2013, 1, 15), via=Z)),
        (YEAR_2, Y_RATED, UNRATED, UNRATED, CountedStanding(GOOD, AUTUMN, via=Y)),
        (YEAR_2, UNRATED, UNRATED, UNRATED, OWN),
        (YEAR_2, UNRATED, Z_RATED, UNRATED, CountedStanding(ADVANCED, date(2013, 1, 15), via=Z)),
        (YEAR_2, UNRATED, UNRATED, LAST_RATED, CountedStanding(LAGGING, date(2013, 6, 30), via=LAST)),
        # rated after X merged, but before Y merged into it: Z does not count
        (YEAR_2, UNRATED, [(BASELINE, LAGGING), (AUTUMN, ADVANCED)], UNRATED, OWN),
        (YEAR_2, UNRATED, [(BASELINE, LAGGING), (MERGED_AGAIN, ADVANCED)], UNRATED, OWN),
    ],
)
def test_chain_counts_the_furthest_organisation_rated_after_the_merger_into_it(day, y, z, last, expected):
    standings = {X: rated((BASELINE, ORDINARY)), Y: rated(*y), Z: rated(*z), LAST: rated(*last)}
    assert resolve(X, day, CHAIN, standings) == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2012, 8, 31), OWN),
        (date(2012, 9, 1), GONE),
        (date(2012, 9, 2), GONE),
    ],
)
def test_dissolved_branch_is_left_out_from_the_day_itself(day, expected):
    assert resolve(X, day, {X: ChainClosing(date(2012, 9, 1), None)}, {X: rated((BASELINE, ORDINARY))}) == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (AUTUMN, CountedStanding(GOOD, AUTUMN, via=Y)),
        (date(2013, 2, 28), CountedStanding(ADVANCED, date(2013, 1, 15), via=Z)),
        (MERGED_LAST, GONE),
        (YEAR_2, GONE),
    ],
)
def test_chain_that_ends_in_a_dissolved_organisation_is_left_out(day, expected):
    standings = {X: rated((BASELINE, ORDINARY)), Y: rated(*Y_RATED), Z: rated(*Z_RATED)}
    assert resolve(X, day, CHAIN | {Z: ChainClosing(MERGED_LAST, None)}, standings) == expected


@pytest.mark.parametrize(
    "closings", [{X: ChainClosing(MERGED, X)}, {X: ChainClosing(MERGED, Y), Y: ChainClosing(MERGED, X)}]
)
def test_chain_in_a_circle_comes_to_an_end(closings):
    standings = {X: rated((BASELINE, ORDINARY)), Y: rated((BASELINE, ADVANCED))}
    assert resolve(X, YEAR_1, closings, standings) == OWN


def test_organisation_without_rating_or_closing_has_no_standing():
    assert resolve(X, YEAR_1, {}, {}) == CountedStanding(None, None)


# R12, R13: what that makes of the figures


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2013, 5, 31), one(50, not_rerated=1)),
        (date(2013, 6, 1), Figure(50, left_out=1)),
        (date(2014, 6, 1), Figure(50, left_out=1)),
    ],
)
def test_dissolved_branch_leaves_numerator_and_denominator(day, expected):
    standings = {X: rated((BASELINE, ORDINARY))}
    assert counted(ORDINARY_2, day, standings, {X: ChainClosing(date(2013, 6, 1), None)}) == expected


@pytest.mark.parametrize(
    ("closed_on", "expected"),
    [(YEAR_1, Figure(30, left_out=1)), (date(2013, 1, 1), one(30, not_rerated=1))],
)
def test_deadline_binds_closings(closed_on, expected):
    assert counted(ORDINARY_1, YEAR_2, {X: rated((BASELINE, ORDINARY))}, {X: ChainClosing(closed_on, None)}) == expected


def test_course_changes_only_where_something_counts_differently():
    standings = {X: rated((BASELINE, ORDINARY)), Y: rated((BASELINE, GOOD), (AUTUMN, GOOD), (NEXT_AUTUMN, ADVANCED))}
    dissolved = date(2013, 12, 1)
    assert course(X, {X: ChainClosing(MERGED, Y), Y: ChainClosing(dissolved, None)}, standings) == [
        Stretch(OWN, ORDINARY, BASELINE, AUTUMN),  # being absorbed changes nothing
        Stretch(CountedStanding(GOOD, AUTUMN, via=Y), GOOD, AUTUMN, NEXT_AUTUMN),
        Stretch(CountedStanding(ADVANCED, NEXT_AUTUMN, via=Y), ADVANCED, NEXT_AUTUMN, dissolved),
        Stretch(GONE, ADVANCED, dissolved, None),  # with the tier it had
    ]


def test_course_of_a_branch_dissolved_before_its_first_rating_is_one_stretch():
    closings = {X: ChainClosing(date(2012, 3, 1), None)}
    assert course(X, closings, {X: rated((BASELINE, LAGGING), (AUTUMN, GOOD))}) == [
        Stretch(GONE, LAGGING, BASELINE, None)
    ]


@pytest.mark.parametrize(("tier", "risen"), [(GOOD, 0), (ADVANCED, 1)])
def test_left_out_branch_is_remembered_as_what_it_stood_at(tier, risen):
    standings = {X: rated((BASELINE, ORDINARY), (AUTUMN, tier))}
    found = counted(ORDINARY_1, YEAR_1, standings, {X: ChainClosing(date(2012, 12, 1), None)})
    assert found == Figure(30, left_out=1, left_out_risen=risen)


# The five worked cases

CASE_1 = {X: rated((BASELINE, ORDINARY), (AUTUMN, ADVANCED), (NEXT_AUTUMN, GOOD))}


@pytest.mark.parametrize(
    ("target", "day", "expected"),
    [
        (ORDINARY_1, YEAR_1, one(30, risen=1)),
        (ORDINARY_2, YEAR_2, one(50, moved_up_not_counted=1)),
        (ORDINARY_1, date(2014, 6, 1), one(30, risen=1)),
        (ORDINARY_2, date(2014, 6, 1), one(50, moved_up_not_counted=1)),
    ],
)
def test_case_1_each_target_is_judged_at_its_own_deadline(target, day, expected):
    assert counted(target, day, CASE_1) == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2012, 5, 31), one(30, not_rerated=1)),
        (MERGED, one(30, not_rerated=1)),
        (date(2012, 10, 30), one(30, not_rerated=1)),
        (AUTUMN, one(30, risen=1)),
    ],
)
def test_case_2_being_absorbed_is_no_rise(day, expected):
    standings = {X: rated((BASELINE, ORDINARY)), Y: rated((date(2012, 5, 20), ADVANCED), (AUTUMN, ADVANCED))}
    assert counted(ORDINARY_1, day, standings, {X: ChainClosing(MERGED, Y)}) == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [(date(2012, 8, 31), one(50, not_rerated=1)), (date(2012, 9, 1), Figure(50, left_out=1))],
)
def test_case_3_dissolution_counts_from_its_day(day, expected):
    standings = {X: rated((BASELINE, LAGGING))}
    assert counted(LAGGING_1, day, standings, {X: ChainClosing(date(2012, 9, 1), None)}) == expected


def test_case_4_a_rise_counts_for_the_unit_of_the_cohort_wherever_the_branch_was_rated():
    of_unit_a = groups_of(X, {X: rated((BASELINE, LAGGING), (AUTUMN, ORDINARY))})
    found = {unit: members(LAGGING_1, YEAR_1, groups, BASELINE) for unit, groups in {"A": of_unit_a, "B": []}.items()}
    assert {unit: figure(LAGGING_1, each) for unit, each in found.items()} == {"A": one(50, risen=1), "B": Figure(50)}


@pytest.mark.parametrize(
    ("official", "expected"),
    [
        (rated((BASELINE, LAGGING)), one(50, not_rerated=1)),
        (rated((BASELINE, LAGGING), (YEAR_1, ORDINARY)), one(50, risen=1)),
    ],
)
def test_case_5_an_official_rating_counts_from_its_reference_date_whenever_it_was_approved(official, expected):
    assert counted(LAGGING_1, date(2013, 1, 20), {X: official}) == expected
