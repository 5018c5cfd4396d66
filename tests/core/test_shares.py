"""Shares are cut off and never rounded up, as numbers and as they are printed (R7)."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.shares import percent, truncated


@pytest.mark.parametrize(
    ("part", "whole", "share", "printed"),
    [
        (19, 86, "0.220", "22.0"),
        (2996, 10000, "0.299", "29.9"),
        (9999, 10000, "0.999", "99.9"),
        (3, 3, "1.000", "100.0"),
        (0, 7, "0.000", "0.0"),
        (Decimal("1200.00"), Decimal("2000.00"), "0.600", "60.0"),
    ],
)
def test_share_is_cut_off(part, whole, share, printed):
    assert (truncated(part, whole), percent(truncated(part, whole))) == (Decimal(share), printed)


def test_share_of_nothing_is_none():
    assert (truncated(0, 0), percent(None)) == (None, None)


@given(whole=st.integers(1, 10**9), part=st.integers(0, 10**9))
def test_share_never_says_more_than_there_is(whole, part):
    assert 0 <= Fraction(part, whole) - Fraction(truncated(part, whole)) < Fraction(1, 1000)
