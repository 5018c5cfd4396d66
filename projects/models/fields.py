"""Money in the database: whole fen, so that it adds up to the fen on every database, also where the database adds."""

from decimal import Decimal, InvalidOperation

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import DecimalValidator
from django.db import models

DIGITS, DECIMALS = 12, 2
FEN = Decimal(1).scaleb(-DECIMALS)


class MoneyField(models.BigIntegerField):
    """An amount: a Decimal of yuan and fen in Python, a whole number of fen in the database (SQLite keeps decimals as
    binary fractions: there 0.7 + 0.1 is less than 0.8)."""

    def from_db_value(self, value, expression, connection) -> Decimal | None:
        """Yuan out of fen."""
        return None if value is None else Decimal(value) * FEN

    def to_python(self, value) -> Decimal | None:
        """What was typed or computed as a Decimal of fen. Raises: ValidationError for what is no such amount."""
        if value is None:
            return None
        try:
            amount = Decimal(value)
            DecimalValidator(DIGITS, DECIMALS)(amount)
        except (InvalidOperation, TypeError, ValueError):
            raise ValidationError(self.error_messages["invalid"], code="invalid", params={"value": value}) from None
        return amount.quantize(FEN)

    def get_prep_value(self, value):
        """Fen out of yuan; expressions as they are."""
        if value is None or hasattr(value, "resolve_expression"):
            return value
        return int(self.to_python(value) / FEN)

    def pre_save(self, model_instance, add):
        """What was given as a whole number or a text is a Decimal afterwards."""
        value = super().pre_save(model_instance, add)
        if value is not None and not hasattr(value, "resolve_expression"):
            value = self.to_python(value)
            setattr(model_instance, self.attname, value)
        return value

    def formfield(self, **kwargs):
        """A field of yuan with two decimals."""
        return super(models.IntegerField, self).formfield(
            **{"form_class": forms.DecimalField, "max_digits": DIGITS, "decimal_places": DECIMALS, **kwargs}
        )
