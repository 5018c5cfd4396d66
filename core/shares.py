"""What part of something is something else: cut off, never rounded up (R7). Pure."""

from decimal import Decimal

PLACES = 3  # of a share as a number: percent with one decimal


Amount = int | Decimal


class Share(Decimal):
    """A share as a number, as lists write it: in percent."""


def truncated(part: Amount, whole: Amount) -> Share | None:
    """`part` of `whole` as a number, cut off after three decimals (29.96 % is 0.299); None of nothing."""
    return Share(Decimal(int(10**PLACES * part // whole)).scaleb(-PLACES)) if whole else None


def percent(share: Share | None) -> str | None:
    """A truncated `share` in percent as it is printed ("29.9"); None of none."""
    return None if share is None else f"{share.scaleb(2):.1f}"
