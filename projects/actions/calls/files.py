"""Attachments of a call: the notice itself, a form."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core import history
from core.attachments.fields import Attachment
from core.attachments.models import put_file
from core.choices import EventKind
from core.log.acts import logged
from projects.actions.calls.writing import hold_call, tell
from projects.models import Call, CallFile

MOST_FILES = 9


@logged("add_file", EventKind.WRITE)
def add_file(*, call: Call, file: Attachment, by) -> CallFile:
    """Attach `file` to `call`. Returns it. Raises: ValidationError when it is attached already, or is one too many."""
    hold_call(call)
    files = list(call.files.all())
    if any(one.sha256 == file.sha256 for one in files):
        raise ValidationError({"file": _("This file is there already.")})
    if len(files) >= MOST_FILES:
        raise ValidationError({"file": _("At most %(most)d files: remove one first.") % {"most": MOST_FILES}})
    row = CallFile(call=call, by=by)
    put_file(row, file)
    tell(call)
    history.save(row, by=by)
    return row


@logged("drop_file", EventKind.WRITE)
def drop_file(*, file: CallFile, by) -> None:
    """Remove `file` from its call."""
    tell(hold_call(file.call))
    history.remove(file, by=by)
