"""Days some months later."""

from datetime import date

import pytest

from core.days import months_after


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
