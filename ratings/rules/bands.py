"""Which tier a score falls into, and how a score is printed (R19).

Pure: scores are Decimals of points from 0 to 100, never rounded before they are compared.
"""

from decimal import ROUND_DOWN, Decimal

from ratings.choices import Tier

# The lowest score of each band, best first; a band reaches up to, but not into, the one above it.
BANDS: tuple[tuple[Decimal, Tier], ...] = (
    (Decimal(90), Tier.ADVANCED),
    (Decimal(75), Tier.GOOD),
    (Decimal(60), Tier.ORDINARY),
    (Decimal(0), Tier.LAGGING),
)


def band(score: Decimal) -> Tier:
    """The tier of an unrounded `score` in points (R19).

    Raises:
        ValueError: the score lies outside 0 to 100.
    """
    _check(score)
    return next(tier for lowest, tier in BANDS if score >= lowest)


def disagrees(score: Decimal, tier: int) -> bool:
    """Whether `tier` is another one than the band of `score`: worth a warning, the tier wins.

    Raises:
        ValueError: the score lies outside 0 to 100.
    """
    return band(score) != tier


def band_beside(score: Decimal | None, tier: Tier) -> Tier | None:
    """The band of `score` where `tier` is another one, which needs a reason (R21); None where they agree, and without
    a score.

    Raises:
        ValueError: the score lies outside 0 to 100.
    """
    return band(score) if score is not None and disagrees(score, tier) else None


def print_score(score: Decimal) -> str:
    """`score` in points as it is shown, truncated to one decimal: 89.96 prints "89.9" (R19).

    Raises:
        ValueError: the score lies outside 0 to 100.
    """
    _check(score)
    return str(score.quantize(Decimal("0.1"), rounding=ROUND_DOWN))


def _check(score: Decimal) -> None:
    if not (score.is_finite() and 0 <= score <= 100):
        raise ValueError(f"a score lies between 0 and 100, not at {score}")
