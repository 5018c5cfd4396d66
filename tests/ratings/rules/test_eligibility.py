"""Who is too new or already closed for a round (R13, R16)."""

from datetime import date

import pytest

from ratings.rules.eligibility import is_closed, is_new, old_enough_on


@pytest.mark.parametrize(
    ("founded_on", "reference_date", "new"),
    [
        (None, date(2012, 4, 1), False),
        (date(2011, 4, 1), date(2012, 4, 1), False),
        (date(2011, 4, 2), date(2012, 4, 1), True),
        (date(2012, 5, 1), date(2012, 4, 1), True),
        (date(2012, 2, 29), date(2013, 2, 28), True),
        (date(2012, 2, 29), date(2013, 3, 1), False),
        (date(2011, 2, 28), date(2012, 2, 29), False),
        (date(2011, 3, 1), date(2012, 2, 29), True),
    ],
)
def test_is_new_for_less_than_a_year(founded_on, reference_date, new):
    assert is_new(founded_on, reference_date) is new


def test_is_new_never_for_a_merger_s_successor():
    assert is_new(date(2012, 3, 1), date(2012, 4, 1), is_successor=True) is False


@pytest.mark.parametrize("founded_on", [date(2011, 4, 1), date(2012, 2, 29), date(2012, 12, 31)])
def test_old_enough_on_is_the_first_day_that_is_not_new(founded_on):
    first = old_enough_on(founded_on)
    assert (is_new(founded_on, first), is_new(founded_on, date.fromordinal(first.toordinal() - 1))) == (False, True)


@pytest.mark.parametrize(
    ("closed_on", "closed"),
    [(None, False), (date(2012, 3, 31), True), (date(2012, 4, 1), True), (date(2012, 4, 2), False)],
)
def test_is_closed_from_the_closing_day_on(closed_on, closed):
    assert is_closed(closed_on, date(2012, 4, 1)) is closed
