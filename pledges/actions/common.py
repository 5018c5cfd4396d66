"""What verbs about plans, twinnings and the rest share: a row goes through a transition, a file is put away."""

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from core.attachments.fields import Attachment
from core.history import Act
from core.workflow.lifecycle import Transition, perform
from pledges.models.files import KeptFile
from pledges.parts import own_part

RETURNED = 300  # characters of a reason


def step(row, transition: Transition, *, by, remark="", act: Act | None = None, **updates) -> None:
    """Move `row` through `transition`, with further `updates`; it is read anew afterwards.

    Raises: ValidationError without a required remark, and for who had an own part in it; TooLate when somebody else was
    faster.
    """
    if own := own_part(row, transition, by):
        raise ValidationError(own)
    rows = type(row)._default_manager.filter(pk=row.pk)
    perform(rows, transition, by=by, remark=remark, updates=updates or None, act=(lambda _keys: act) if act else None)
    row.refresh_from_db()


def put_file(row: KeptFile, file: Attachment) -> None:
    """Store `file` as that of `row`, which is not saved yet."""
    row.name, row.size, row.sha256 = file.name, file.size, file.sha256
    row.file.save(file.name, ContentFile(file.content), save=False)
