"""A verb carried out and undone: what a form asks before it says yes, and what a preview looks at."""

from contextlib import contextmanager

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction


@contextmanager
def undone():
    """Whatever is written inside is taken back at the end."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def rehearse(form, verb, *args, **kwargs):
    """Carry out `verb` and undo it; show what it refuses as errors of `form`, beside the field of the argument."""
    try:
        with undone():
            verb(*args, **kwargs)
    except ValidationError as error:
        show(form, error)


def show(form, error):
    """Add a ValidationError of a verb to `form`: by field where the form has one of that name, on top otherwise."""
    for argument, errors in error.error_dict.items():
        form.add_error(argument if argument in form.fields and argument != NON_FIELD_ERRORS else None, errors)
