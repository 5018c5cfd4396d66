"""The fields that forms of every app share: days in the browser's own picker, numbers of any width, folded text."""

import unicodedata

from django import forms
from django.db import models

from core.names import fold, fold_lines
from core.validators import FOUNDING_DAY, PLAUSIBLE_DAY, at_most


class DateField(forms.DateField):
    """A plausible day (R32), typed or picked; the browser's own picker wants YYYY-MM-DD whatever the language."""

    default_validators = [PLAUSIBLE_DAY]
    widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")


class FoundingField(DateField):
    """The day of a founding."""

    default_validators = [FOUNDING_DAY]


class NumberField(forms.DecimalField):
    """A number with or without decimals; what a Chinese keyboard makes of it (８５．５) is the same number."""

    def to_python(self, value):
        return super().to_python(unicodedata.normalize("NFKC", fold(value)) if isinstance(value, str) else value)


class LineField(forms.CharField):
    """One line of text, folded as it is typed (R33), of at most `max_length` characters afterwards.

    The browser is not told the limit: it would cut what is pasted without a word.
    """

    folding = staticmethod(fold)

    def __init__(self, *, max_length: int, **kwargs):
        super().__init__(**kwargs)
        self.validators.append(at_most(max_length))

    def to_python(self, value):
        return self.folding(super().to_python(value))


class TextField(LineField):
    """Text of several lines, each of them folded."""

    widget = forms.Textarea
    folding = staticmethod(fold_lines)


class LinkField(forms.URLField):
    """The address of a page, folded; without its beginning it is one of https."""

    def __init__(self, **kwargs):
        super().__init__(max_length=500, assume_scheme="https", **kwargs)

    def to_python(self, value):
        return super().to_python(fold(value or ""))


# How a form that is made of a model takes its texts: the `formfield_overrides` of every register.
FOLDED = {models.CharField: {"form_class": LineField}, models.TextField: {"form_class": TextField}}
