"""A verb carried out and undone: what a form asks before it says yes, and what a preview looks at."""

from contextlib import contextmanager

from django.db import transaction

from core.forms import attempt


@contextmanager
def undone():
    """Whatever is written inside is taken back at the end."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def rehearse(form, verb, *args, **kwargs):
    """Carry out `verb` and undo it; show what it refuses as errors of `form`, beside the field of the argument."""

    def tried():
        with undone():
            verb(*args, **kwargs)

    attempt(form, tried)
