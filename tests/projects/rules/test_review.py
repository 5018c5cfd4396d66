"""R37: what the sheets of a panel come to."""

from decimal import Decimal
from fractions import Fraction

import pytest

from projects.choices import ResultRule
from projects.rules.review import PanelResult, panel_result, total

MEAN, TRIMMED, MEDIAN = ResultRule.MEAN, ResultRule.TRIMMED, ResultRule.MEDIAN


@pytest.mark.parametrize(
    ("rule", "totals", "applied", "value"),
    [
        (MEAN, [80, 90], MEAN, Decimal(85)),
        (TRIMMED, [0, 80, 90, 100], MEAN, Decimal("67.5")),
        (TRIMMED, [0, 80, 85, 90, 100], TRIMMED, Decimal(85)),
        (TRIMMED, [100, 100, 80, 80, 90], TRIMMED, Decimal(90)),
        (MEDIAN, [70, 100, 90], MEDIAN, Decimal(90)),
        (MEDIAN, [70, 75, 90, 100], MEDIAN, Decimal("82.5")),
    ],
)
def test_result(rule, totals, applied, value):
    of = len(totals) + 1
    expected = PanelResult(applied, len(totals), of, value, Decimal(min(totals)), Decimal(max(totals)))
    assert panel_result(rule, totals, of) == expected


def test_nothing_handed_in():
    assert panel_result(MEAN, [], 3) == PanelResult(MEAN, 0, 3, None, None, None)


def test_result_is_not_rounded():
    """Two results that print alike keep their order."""
    one, other = panel_result(MEAN, [90, 90, 91], 3).value, panel_result(MEAN, [90, 90, 90], 3).value
    assert one > other
    assert abs(Fraction(one) - Fraction(271, 3)) < Fraction(1, 10**20)


@pytest.mark.parametrize(
    ("points", "expected"), [([30, 30, 40], 100), ([0, 0, 0], 0), ([30, None, 40], None), ([], None)]
)
def test_total_of_a_sheet(points, expected):
    assert total(points) == expected
