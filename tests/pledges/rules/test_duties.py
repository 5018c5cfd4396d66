"""Which plan a standing asks for, and by when (R25)."""

from datetime import date

import pytest

from pledges.choices import PlanKind
from pledges.rules.duties import begun, due, fulfilling, kind_for, months_after, unit_plan_due
from ratings.choices import Tier

PLEDGE, ACTIVITY, RECTIFICATION = PlanKind.PLEDGE, PlanKind.ACTIVITY, PlanKind.RECTIFICATION
APRIL, MAY, JUNE, JULY = (date(2012, month, 1) for month in (4, 5, 6, 7))


@pytest.mark.parametrize(
    ("tier", "kind"),
    [
        (Tier.ADVANCED, ACTIVITY),
        (Tier.GOOD, ACTIVITY),
        (Tier.ORDINARY, PLEDGE),
        (Tier.LAGGING, RECTIFICATION),
        (None, None),
    ],
)
def test_standing_asks_for_a_kind_of_plan(tier, kind):
    assert kind_for(tier) == kind


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
    ("day", "months", "later"),
    [
        (date(2012, 1, 15), 3, date(2012, 4, 15)),
        (date(2012, 11, 30), 3, date(2013, 2, 28)),
        (date(2011, 8, 31), 6, date(2012, 2, 29)),
        (date(2012, 12, 31), 12, date(2013, 12, 31)),
        (date(2012, 6, 30), 6, date(2012, 12, 30)),
    ],
)
def test_months_later_is_the_same_day_or_the_last_of_its_month(day, months, later):
    assert months_after(day, months) == later
