"""How amounts and points are written in sentences."""

from decimal import ROUND_HALF_UP, Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from projects.rules.money import yuan

HUNDREDTH = Decimal("0.01")


def in_yuan(amount: Decimal) -> str:
    """An amount to the fen with its unit, such as "1,200.00 yuan"."""
    return _("%(amount)s yuan") % {"amount": yuan(amount)}


def points(value: Decimal) -> str:
    """Points with two decimals, such as 84.67; what is counted with stays as exact as it is."""
    return number_format(value.quantize(HUNDREDTH, ROUND_HALF_UP), 2)
