"""What a verb refuses stands beside the field it is about, with what was typed kept; what a form begins with."""

import logging
from collections.abc import Callable
from typing import TypeVar

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, OperationalError, transaction

from core.forms.constraints import told

logger = logging.getLogger(__name__)
DEADLOCK = "40P01"  # of PostgreSQL: each of two waits for the other
DEADLOCKS = 5  # in a row out of which one gets, where many save at once what hangs together
Result = TypeVar("Result")


def in_words(form: forms.BaseForm) -> list[tuple[str, str]]:
    """(label, text) of what was typed or chosen in `form`, a choice by its label; nothing of one that was not sent."""
    return [(bound.label, text) for bound, text in _sent(form)]


def unit_chosen(form: forms.BaseForm) -> str:
    """The words of the unit that `form` asks for by its field of that name; "" where it has none or none was chosen."""
    return next((text for bound, text in _sent(form) if bound.name == "unit"), "")


def _sent(form):
    sent = [(bound, bound.value()) for bound in form.visible_fields() if form.is_bound]
    return [(bound, _worded(bound, value)) for bound, value in sent if value and isinstance(value, str)]


def _worded(bound, value):
    return str(dict(getattr(bound.field.widget, "choices", ())).get(value, value))


def show(form: forms.BaseForm, refused: ValidationError) -> None:
    """Put what a verb refused beside the fields of `form` it is about, the rest on top."""
    for name, errors in placed(form, refused).items():
        form.add_error(None if name == NON_FIELD_ERRORS else name, errors)


def placed(form: forms.BaseForm, refused: ValidationError) -> dict[str, list[ValidationError]]:
    """What was refused by the field of `form` it is about; what is about none of them by NON_FIELD_ERRORS."""
    named = refused.error_dict if hasattr(refused, "error_dict") else {NON_FIELD_ERRORS: refused.error_list}
    found = {}
    for name, errors in named.items():
        found.setdefault(name if name in form.fields else NON_FIELD_ERRORS, []).extend(errors)
    return found


def attempt(form: forms.BaseForm, verb: Callable[[], Result]) -> Result | None:
    """What `verb` returns; None when it refuses, with the refusal at the fields of `form` and what was typed kept."""
    try:
        return settled(verb)
    except ValidationError as refused:
        show(form, refused)
        return None


def settled(verb: Callable[[], Result]) -> Result:
    """What `verb` returns, all or nothing.

    Of two people whose checks passed at the same moment the database refuses the second. The verb is then carried out
    once more: now its checks see what the first one wrote, and refuse in words; what no check foresees the constraint
    says itself. Of two that wait for each other the database throws one out, which tries again while others go on.

    Raises: ValidationError.
    """
    try:
        return _carried_out(verb)
    except IntegrityError:
        pass
    try:
        return _carried_out(verb)
    except IntegrityError as refused:
        logger.warning("A constraint refused what no check did.", exc_info=True)
        raise told(refused) from refused


def _carried_out(verb, tries=DEADLOCKS):
    try:
        with transaction.atomic():
            return verb()
    except OperationalError as thrown_out:
        if not _is_deadlock(thrown_out) or not tries:
            raise
    return _carried_out(verb, tries - 1)


def _is_deadlock(refused):
    return getattr(refused.__cause__, "pgcode", "") == DEADLOCK


def stored(row, names) -> dict:
    """{name: value} of those attributes of `row` that are among `names`: what a form begins with; {} without a row."""
    return {name: getattr(row, name) for name in names if hasattr(row, name)} if row else {}
