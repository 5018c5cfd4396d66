"""Limits that say themselves in our own words, for fields of models, forms and columns of workbooks alike; and how a
check refuses."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, RegexValidator
from django.utils.deconstruct import deconstructible
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# A code becomes part of addresses.
CODE = RegexValidator(
    r"^\w[-\w.]*\Z", _("A code consists of letters, digits, dots and hyphens, and begins with a letter or digit.")
)

# A day that comes back every year, written MM-DD; 29 February does not.
DAY_OF_YEAR = RegexValidator(
    r"^(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|02-(?:0[1-9]|1\d|2[0-8]))\Z",
    _("Write month and day as MM-DD, such as 03-31."),
)


def at_most(characters: int) -> MaxLengthValidator:
    """A text of at most so many `characters`."""
    return MaxLengthValidator(characters, _("At most %(limit_value)s characters; there are %(show_value)s."))


@deconstructible
class Between:
    """A number or a day from `least` to `most`, both included."""

    message = _("%(value)s does not lie between %(least)s and %(most)s.")

    def __init__(self, least, most):
        self.least, self.most = least, most

    def __call__(self, value):
        if not self.least <= value <= self.most:
            raise ValidationError(self.message, params={"value": value, "least": self.least, "most": self.most})

    def __eq__(self, other):
        return isinstance(other, Between) and (self.least, self.most) == (other.least, other.most)

    def __hash__(self):
        return hash((self.least, self.most))


class Decimals:
    """A Decimal of at most `most` decimals."""

    message = _("At most %(most)s decimals; %(value)s has more. Round it in the workbook.")

    def __init__(self, most: int):
        self.most = most

    def __call__(self, value: Decimal):
        if -value.normalize().as_tuple().exponent > self.most:
            raise ValidationError(self.message, params={"value": value, "most": self.most})


# R32: outside lies a slip of the pen (12 for 2012).
FOUNDING_DAY = Between(date(1921, 7, 1), date(2100, 12, 31))
PLAUSIBLE_DAY = Between(date(1949, 1, 1), date(2100, 12, 31))


def refuse(field: str, sentence: str | Promise, **values) -> None:
    """Refuse with `sentence`, in which `values` stand. Raises: ValidationError at `field`."""
    shown = {name: date_format(value) if isinstance(value, date) else value for name, value in values.items()}
    raise ValidationError({field: ValidationError(sentence, params=shown)})


def told_at_once(*checks: Callable[[], object]) -> None:
    """Carry out all `checks`, so that whoever filled in a form reads everything at once. Raises: ValidationError by
    field with all that they refuse."""
    errors = {}
    for check in checks:
        try:
            check()
        except ValidationError as refused:
            refused.update_error_dict(errors)
    if errors:
        raise ValidationError(errors)
