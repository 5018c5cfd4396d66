"""What forms of every app share: days in the browser's own picker, folded text, and refusals beside their field."""

from collections.abc import Callable
from typing import TypeVar

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, transaction

from core.names import fold, fold_lines
from core.validators import at_most

Result = TypeVar("Result")


class DateField(forms.DateField):
    """A day, typed or picked; the browser's own picker wants YYYY-MM-DD whatever the language."""

    widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")


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


def in_words(form: forms.BaseForm) -> list[tuple[str, str]]:
    """(label, text) of what was typed or chosen in `form`, a choice by its label; nothing of one that was not sent."""
    sent = [(bound, bound.value()) for bound in form.visible_fields() if form.is_bound]
    return [(bound.label, _worded(bound, value)) for bound, value in sent if value and isinstance(value, str)]


def _worded(bound, value):
    return str(dict(getattr(bound.field.widget, "choices", ())).get(value, value))


def show(form: forms.BaseForm, refused: ValidationError) -> None:
    """Put what a verb refused beside the fields of `form` it is about, the rest on top."""
    named = refused.error_dict if hasattr(refused, "error_dict") else {NON_FIELD_ERRORS: refused.error_list}
    for name, errors in named.items():
        form.add_error(name if name in form.fields else None, errors)


def attempt(form: forms.BaseForm, verb: Callable[[], Result]) -> Result | None:
    """What `verb` returns; None when it refuses, with the refusal at the fields of `form` and what was typed kept."""
    try:
        return settled(verb)
    except ValidationError as refused:
        show(form, refused)
        return None


def settled(verb: Callable[[], Result]) -> Result:
    """What `verb` returns, all or nothing.

    Of two people whose checks passed at the same moment the database refuses the second, or the verb in the middle of
    its work. It is then carried out once more: now its checks see what the first one wrote, and refuse in words.
    """
    try:
        with transaction.atomic():
            return verb()
    except IntegrityError:
        with transaction.atomic():
            return verb()


def stored(row, names) -> dict:
    """{name: value} of those attributes of `row` that are among `names`: what a form begins with; {} without a row."""
    return {name: getattr(row, name) for name in names if hasattr(row, name)} if row else {}
