"""Two things overlap when both last on one day; what came to nothing bars nothing."""

from datetime import date
from types import SimpleNamespace

import pytest

from pledges.rules.overlap import clash, overlap


def lasting(begin, end, *, nothing=False):
    """From and to a day of June; `end` None: no end yet."""
    ends_on = end and date(2012, 6, end)
    return SimpleNamespace(starts_on=date(2012, 6, begin), ends_on=ends_on, came_to_nothing=nothing)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((1, 10), (9, 20), True),
        ((1, 10), (10, 20), False),
        ((1, None), (9, 20), True),
        ((1, None), (9, None), True),
        ((15, None), (1, 15), False),
        ((5, 5), (1, 10), False),
        ((5, 6), (1, 10), True),
    ],
)
def test_overlap_is_of_half_open_days(one, other, expected):
    found = [overlap(lasting(*left), lasting(*right)) for left, right in ((one, other), (other, one))]
    assert found == [expected, expected]


@pytest.mark.parametrize(("first", "second"), [(True, False), (False, True)])
def test_what_came_to_nothing_clashes_with_nothing(first, second):
    assert clash(lasting(1, 10), lasting(5, 20))
    assert not clash(lasting(1, 10, nothing=first), lasting(5, 20, nothing=second))
