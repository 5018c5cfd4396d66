"""What a standing asks for, and by when (R25)."""

from datetime import date

import pytest

from pledges.choices import DutyKind, DutyState, PlanKind
from pledges.rules.duties import (
    begun,
    due,
    fulfilling,
    is_met,
    last_end,
    last_held,
    meeting_begun,
    owed_at,
    state,
    unit_plan_due,
)
from ratings.choices import Tier

PLEDGE, ACTIVITY, RECTIFICATION = PlanKind.PLEDGE, PlanKind.ACTIVITY, PlanKind.RECTIFICATION
APRIL, MAY, JUNE, JULY = (date(2012, month, 1) for month in (4, 5, 6, 7))


@pytest.mark.parametrize(
    ("tier", "kinds"),
    [
        (Tier.ADVANCED, (DutyKind.ACTIVITY,)),
        (Tier.GOOD, (DutyKind.ACTIVITY,)),
        (Tier.ORDINARY, (DutyKind.PLEDGE, DutyKind.BENCHMARK)),
        (Tier.LAGGING, (DutyKind.RECTIFICATION, DutyKind.HELPER)),
        (None, ()),
    ],
)
def test_standing_asks_for_its_duties(tier, kinds):
    assert owed_at(tier) == kinds


@pytest.mark.parametrize(
    ("fulfilled", "on", "found"),
    [
        (False, APRIL, DutyState.OWED),
        (False, MAY, DutyState.OWED),
        (False, date(2012, 5, 2), DutyState.LATE),
        (True, date(2012, 5, 2), DutyState.FULFILLED),
        (True, APRIL, DutyState.FULFILLED),
    ],
)
def test_duty_is_late_after_its_due_day_until_it_is_fulfilled(fulfilled, on, found):
    assert state(fulfilled=fulfilled, due=MAY, on=on) == found


@pytest.mark.parametrize(
    ("held_on", "since"), [(None, MAY), (APRIL, MAY), (MAY, MAY), (JUNE, JUNE), (date(2012, 5, 2), date(2012, 5, 2))]
)
def test_next_meeting_is_owed_since_the_first_approval_or_the_last_meeting(held_on, since):
    assert meeting_begun(MAY, held_on) == since


@pytest.mark.parametrize(
    ("held_on", "met"), [(None, False), (JULY, True), (date(2012, 6, 21), True), (date(2012, 6, 20), False)]
)
def test_meeting_holds_for_so_many_days(held_on, met):
    assert is_met(held_on, JULY, days=10) is met


@pytest.mark.parametrize(
    ("kind", "kinds"),
    [
        (PLEDGE, {PLEDGE}),
        (RECTIFICATION, {RECTIFICATION}),
        (ACTIVITY, {ACTIVITY, PLEDGE}),
        (PlanKind.UNIT, {PlanKind.UNIT}),
    ],
)
def test_pledge_fulfils_the_duty_of_an_activity_plan_too(kind, kinds):
    assert fulfilling(kind) == kinds


@pytest.mark.parametrize(
    ("approved_on", "fulfilled_until", "since"),
    [
        (APRIL, None, APRIL),
        (MAY, None, MAY),
        (MAY, JUNE, JUNE),
        (JULY, JUNE, JULY),
        (date(2012, 3, 1), date(2012, 3, 20), APRIL),
        (None, None, APRIL),
    ],
)
def test_duty_begins_with_the_latest_of_three_days(approved_on, fulfilled_until, since):
    assert begun(APRIL, approved_on, fulfilled_until) == since


@pytest.mark.parametrize(("days", "day"), [(30, date(2012, 5, 1)), (1, date(2012, 4, 2)), (365, date(2013, 4, 1))])
def test_plan_is_due_some_days_after_the_duty_began(days, day):
    assert due(APRIL, days=days) == day


@pytest.mark.parametrize(
    ("year", "starts_on", "day"),
    [
        (2012, date(2012, 1, 1), date(2012, 3, 31)),
        (2012, date(2012, 3, 1), date(2012, 3, 31)),
        (2012, date(2012, 3, 2), date(2012, 4, 1)),
        (2012, date(2012, 9, 1), date(2012, 10, 1)),
        (2013, date(2012, 9, 1), date(2013, 3, 31)),
    ],
)
def test_unit_plan_is_due_on_its_day_and_never_before_thirty_days_of_campaign(year, starts_on, day):
    assert unit_plan_due(year, starts_on, by="03-31", days=30) == day


@pytest.mark.parametrize(
    ("counted", "on", "expected"),
    [
        ((), 9, None),
        ((1, 2, 3), 3, None),
        ((1, 2), 9, 3),
        ((1, 4, 5), 9, 6),
        ((1, 4, 5), 4, 2),
    ],
)
def test_last_end(counted, on, expected):
    days = [date(2012, 6, number) for number in range(1, 10)]
    found = last_end(days, lambda day: day.day in counted, date(2012, 6, on))
    assert found == (expected and date(2012, 6, expected))


@pytest.mark.parametrize(
    ("spells", "on", "expected"),
    [
        ([], 9, None),
        ([(1, None)], 9, None),
        ([(1, 4)], 3, None),
        ([(1, 4)], 4, 4),
        ([(1, 9), (3, 5)], 6, None),
        ([(1, 5), (3, 7)], 8, 7),
        ([(1, 4), (4, 7)], 6, None),
        ([(1, 4), (6, None)], 9, 4),
        ([(4, 4)], 9, None),
    ],
)
def test_last_held(spells, on, expected):
    dated = [(date(2012, 6, start), end and date(2012, 6, end)) for start, end in spells]
    assert last_held(dated, date(2012, 6, on)) == (expected and date(2012, 6, expected))
