"""How long a notice stands."""

from datetime import date

import pytest

from projects.rules.notices import last_day


@pytest.mark.parametrize(
    ("starts_on", "expected"),
    [
        (date(2012, 6, 4), date(2012, 6, 8)),  # Monday to Friday
        (date(2012, 6, 1), date(2012, 6, 7)),  # from Friday on, over the weekend
        (date(2012, 6, 2), date(2012, 6, 8)),  # Saturday counts no more than Sunday
    ],
)
def test_five_working_days(starts_on, expected):
    assert last_day(starts_on) == expected


def test_one_day():
    assert last_day(date(2012, 6, 1), 1) == date(2012, 6, 1)
