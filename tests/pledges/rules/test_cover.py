"""R24 as a table: what a plan promises day by day, and the days on which a branch is covered."""

from datetime import date

import pytest

from pledges.rules.cover import CoveredDays, Promise, covered_days, covers, is_late, promises
from tests.ratings.figures import ADVANCED, BASELINE, GOOD, LAGGING, LAGGING_1, ORDINARY, ORDINARY_1, YEAR_1, rated

MAY, JUNE, JULY, AUTUMN = date(2012, 5, 1), date(2012, 6, 1), date(2012, 7, 1), date(2012, 10, 1)
AFTER = date(2013, 1, 1)  # the day after the deadline
LATE = date(2013, 3, 1)


@pytest.mark.parametrize(
    ("ended_on", "goals", "dues", "promised"),
    [
        (None, [(MAY, ADVANCED)], [(MAY, YEAR_1)], [(ADVANCED, YEAR_1, MAY, None)]),
        (JULY, [(MAY, ADVANCED)], [(MAY, YEAR_1)], [(ADVANCED, YEAR_1, MAY, JULY)]),
        (MAY, [(MAY, ADVANCED)], [(MAY, YEAR_1)], []),
        # a further version: its goal from the day it was adopted
        (
            None,
            [(MAY, GOOD), (JUNE, ADVANCED)],
            [(MAY, YEAR_1)],
            [(GOOD, YEAR_1, MAY, JUNE), (ADVANCED, YEAR_1, JUNE, None)],
        ),
        # of two on a day the last
        (None, [(MAY, GOOD), (MAY, ADVANCED)], [(MAY, YEAR_1)], [(ADVANCED, YEAR_1, MAY, None)]),
        # a moved due day: from the day it was moved
        (
            JULY,
            [(MAY, ADVANCED)],
            [(date.min, YEAR_1), (JUNE, LATE)],
            [(ADVANCED, YEAR_1, MAY, JUNE), (ADVANCED, LATE, JUNE, JULY)],
        ),
        # what is dated before the publication holds from it on, what is dated after the end never
        (JUNE, [(BASELINE, ADVANCED)], [(MAY, YEAR_1), (JULY, LATE)], [(ADVANCED, YEAR_1, MAY, JUNE)]),
    ],
)
def test_plan_promises_goal_and_due_day_as_they_hold(ended_on, goals, dues, promised):
    assert promises(MAY, ended_on, goals, dues) == [Promise(*one) for one in promised]


@pytest.mark.parametrize(
    ("kind", "due_on", "last_deadline", "expected"),
    [
        ("pledge", AFTER, YEAR_1, True),
        ("pledge", YEAR_1, YEAR_1, False),
        ("rectification", AFTER, YEAR_1, True),
        ("activity", AFTER, YEAR_1, False),
        ("unit", AFTER, YEAR_1, False),
        ("pledge", AFTER, None, False),
    ],
)
def test_plan_is_late_for_every_target_after_the_last_deadline(kind, due_on, last_deadline, expected):
    assert is_late(kind, due_on, last_deadline) is expected


PLEDGE = Promise(ADVANCED, YEAR_1, MAY, AUTUMN)


@pytest.mark.parametrize(
    ("promise", "target", "day", "expected"),
    [
        (PLEDGE, ORDINARY_1, date(2012, 4, 30), False),
        (PLEDGE, ORDINARY_1, MAY, True),
        (PLEDGE, ORDINARY_1, date(2012, 9, 30), True),
        (PLEDGE, ORDINARY_1, AUTUMN, False),
        (PLEDGE._replace(goal=GOOD), ORDINARY_1, JUNE, False),
        (PLEDGE._replace(goal=GOOD), LAGGING_1, JUNE, True),
        (PLEDGE._replace(due=JUNE), ORDINARY_1, JUNE, True),
        (PLEDGE._replace(due=JUNE), ORDINARY_1, date(2012, 6, 2), False),
        (PLEDGE._replace(due=AFTER), ORDINARY_1, JUNE, False),
    ],
)
def test_promise_covers_in_force_high_enough_and_in_time(promise, target, day, expected):
    assert covers(promise, target, day) == expected


OPEN = Promise(ADVANCED, YEAR_1, MAY, None)
STAYS = rated((BASELINE, ORDINARY))


@pytest.mark.parametrize(
    ("promised", "standings", "closed_on", "expected"),
    [
        ([], STAYS, None, []),
        ([OPEN], STAYS, None, [(MAY, AFTER)]),
        ([OPEN], STAYS, JULY, [(MAY, JULY)]),
        ([OPEN], STAYS, MAY, []),
        # risen: not any more; fallen again: again
        ([OPEN], rated((BASELINE, ORDINARY), (JULY, ADVANCED)), None, [(MAY, JULY)]),
        (
            [OPEN],
            rated((BASELINE, ORDINARY), (JUNE, ADVANCED), (JULY, GOOD)),
            None,
            [(MAY, JUNE), (JULY, AFTER)],
        ),
        ([OPEN], rated((BASELINE, ORDINARY), (JULY, LAGGING)), None, [(MAY, AFTER)]),
        # overdue covers nothing, and nothing is due beyond the deadline
        ([OPEN._replace(due=JUNE)], STAYS, None, [(MAY, date(2012, 6, 2))]),
        ([OPEN._replace(due=AFTER)], STAYS, None, []),
        # several plans are one cover; those apart stay apart
        ([OPEN._replace(until=JULY), OPEN._replace(since=JUNE)], STAYS, None, [(MAY, AFTER)]),
        ([OPEN._replace(until=JUNE), OPEN._replace(since=JUNE, until=JULY)], STAYS, None, [(MAY, JULY)]),
        ([OPEN._replace(until=JUNE), OPEN._replace(since=JULY)], STAYS, None, [(MAY, JUNE), (JULY, AFTER)]),
        ([OPEN._replace(goal=GOOD)], STAYS, None, []),
    ],
)
def test_covered_days_of_a_branch(promised, standings, closed_on, expected):
    days = covered_days(ORDINARY_1, promised, standings, closed_on)
    assert days == [CoveredDays(*one) for one in expected]
