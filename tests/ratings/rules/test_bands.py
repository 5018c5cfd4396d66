"""Bands of scores (R19)."""

from decimal import Decimal

import pytest

from ratings.choices import Tier
from ratings.rules.bands import BANDS, band, disagrees, print_score

OUTSIDE = ["-0.01", "-1", "100.01", "1000", "NaN", "Infinity", "-Infinity"]


@pytest.mark.parametrize(
    ("score", "tier"),
    [
        ("100", Tier.ADVANCED),
        ("90.00", Tier.ADVANCED),
        ("90", Tier.ADVANCED),
        ("89.96", Tier.GOOD),
        ("89.999999999999999999999999999999999999", Tier.GOOD),
        ("75", Tier.GOOD),
        ("74.99", Tier.ORDINARY),
        ("60", Tier.ORDINARY),
        ("59.9999", Tier.LAGGING),
        ("0.01", Tier.LAGGING),
        ("0", Tier.LAGGING),
    ],
)
def test_band_is_half_open_on_the_unrounded_score(score, tier):
    assert band(Decimal(score)) is tier


def test_bands_are_those_of_the_rule():
    assert BANDS == ((90, Tier.ADVANCED), (75, Tier.GOOD), (60, Tier.ORDINARY), (0, Tier.LAGGING))


@pytest.mark.parametrize(
    ("score", "tier", "differs"),
    [
        ("89.96", Tier.GOOD, False),
        ("89.96", Tier.ADVANCED, True),
        ("90", Tier.ADVANCED, False),
        ("90", Tier.GOOD, True),
        ("60", 2, False),
        ("60", 1, True),
    ],
)
def test_disagrees_when_the_tier_is_not_the_band(score, tier, differs):
    assert disagrees(Decimal(score), tier) is differs


@pytest.mark.parametrize(
    ("score", "printed"),
    [
        ("89.96", "89.9"),
        ("89.99999999999999999999999999999999999999", "89.9"),
        ("90", "90.0"),
        ("100", "100.0"),
        ("1E+2", "100.0"),
        ("60.05", "60.0"),
        ("0.09", "0.0"),
        ("0", "0.0"),
    ],
)
def test_print_score_truncates_to_one_decimal(score, printed):
    assert print_score(Decimal(score)) == printed


@pytest.mark.parametrize("score", OUTSIDE)
def test_band_refuses_a_score_outside_0_to_100(score):
    with pytest.raises(ValueError, match="between 0 and 100"):
        band(Decimal(score))


@pytest.mark.parametrize("score", OUTSIDE)
def test_disagrees_refuses_a_score_outside_0_to_100(score):
    with pytest.raises(ValueError, match="between 0 and 100"):
        disagrees(Decimal(score), Tier.GOOD)


@pytest.mark.parametrize("score", OUTSIDE)
def test_print_score_refuses_a_score_outside_0_to_100(score):
    with pytest.raises(ValueError, match="between 0 and 100"):
        print_score(Decimal(score))
