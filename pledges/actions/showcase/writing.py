"""An entry of the showcase is written, until it is submitted, and again after a return; a draft is thrown away."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from branches.models import Organisation
from core import history
from core.choices import EventKind
from core.log.acts import logged
from pledges.actions.showcase.checks import check_told
from pledges.actions.showcase.common import hold_branch, hold_written, tell
from pledges.actions.showcase.texts import FIELDS, EntryText
from pledges.choices import EntryState
from pledges.models import ShowcaseEntry


@logged("draft", EventKind.WRITE)
def draft(*, organisation: Organisation, text: EntryText, by) -> ShowcaseEntry:
    """Begin an entry of `organisation`. Returns it.

    Raises: ValidationError for what is no branch, closed, or does not stand at advanced today (N06), a second entry in
    hand, words that no public page says (R27a).
    """
    hold_branch(organisation)
    entry = ShowcaseEntry(organisation=organisation)
    _put(entry, text)
    entry.full_clean()
    history.save(entry, by=by)
    tell(entry)
    return entry


@logged("write", EventKind.WRITE)
def write(*, entry: ShowcaseEntry, text: EntryText, by) -> None:
    """Write the text of an entry that is a draft, came back or was taken off. Raises: ValidationError when it
    is not, and for words that no public page says (R27a)."""
    hold_written(entry)
    _put(entry, text)
    entry.full_clean()
    history.save(entry, by=by, fields=FIELDS)
    tell(entry)


@logged("discard", EventKind.REMOVE)
def discard(*, entry: ShowcaseEntry, by) -> None:
    """Throw away a draft with its pictures. Raises: ValidationError when it is none."""
    fresh = ShowcaseEntry.objects.select_for_update().filter(pk=entry.pk, state=EntryState.DRAFT).first()
    if fresh is None:
        raise ValidationError(_("Only a draft can be thrown away."))
    tell(fresh)
    for picture in entry.pictures.all():
        history.remove(picture, by=by)
    history.remove(entry, by=by)


def _put(entry, text):
    for name in FIELDS:
        setattr(entry, name, getattr(text, name))
    check_told(entry)
