"""Numbers as they are typed: with a Chinese keyboard, with what a copy brings along."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from core.forms import NumberField


@pytest.mark.parametrize("typed", ["85.5", "８５．５", " 85.5 ", "85.5\u200b", "８５.５"])
def test_number_is_the_same_in_any_width(typed):
    assert NumberField(decimal_places=1).clean(typed) == Decimal("85.5")


@pytest.mark.parametrize("typed", ["八十五", "85，5", "85.5%"])
def test_what_is_no_number_is_refused(typed):
    with pytest.raises(ValidationError):
        NumberField().clean(typed)
