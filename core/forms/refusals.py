"""What a verb refuses stands beside the field it is about, with what was typed kept; what a form begins with."""

from collections.abc import Callable
from typing import TypeVar

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, transaction

Result = TypeVar("Result")


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
