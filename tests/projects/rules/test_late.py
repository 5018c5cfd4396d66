"""R38: late, very late, how far an end moves."""

from datetime import date

import pytest

from projects.choices import Lateness
from projects.rules.late import latest_end, report_lateness, task_lateness

DUE = date(2013, 1, 15)


@pytest.mark.parametrize(
    ("day", "is_done", "expected"),
    [
        (date(2013, 1, 15), False, Lateness.NONE),
        (date(2013, 1, 16), False, Lateness.LATE),
        (date(2013, 1, 16), True, Lateness.NONE),
    ],
)
def test_task(day, is_done, expected):
    assert task_lateness(DUE, is_done=is_done, on=day) == expected


@pytest.mark.parametrize(
    ("day", "is_handed_in", "expected"),
    [
        (date(2013, 1, 15), False, Lateness.NONE),
        (date(2013, 1, 16), False, Lateness.LATE),
        (date(2013, 1, 29), False, Lateness.LATE),
        (date(2013, 1, 30), False, Lateness.VERY_LATE),
        (date(2013, 1, 30), True, Lateness.NONE),
    ],
)
def test_report(day, is_handed_in, expected):
    assert report_lateness(DUE, is_handed_in=is_handed_in, on=day, very_late_days=14) == expected


@pytest.mark.parametrize(
    ("ends_on", "expected"),
    [
        (date(2013, 8, 31), date(2013, 11, 30)),
        (date(2013, 11, 30), date(2014, 2, 28)),
        (date(2013, 5, 1), date(2013, 8, 1)),
    ],
)
def test_latest_end(ends_on, expected):
    assert latest_end(ends_on, 3) == expected
