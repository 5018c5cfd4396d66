"""Pictures of an entry of the showcase, with what they show."""

import secrets

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core import history
from core.attachments.fields import Attachment
from core.attachments.models import put_file
from core.choices import EventKind
from core.log.acts import logged
from pledges.actions.showcase import checks
from pledges.actions.showcase.common import hold_written, tell
from pledges.models import ShowcaseEntry, ShowcasePicture


@logged("add_picture", EventKind.WRITE)
def add_picture(*, entry: ShowcaseEntry, file: Attachment, caption: str, by) -> ShowcasePicture:
    """Add the picture `file`, which shows what `caption` says. Returns it; its address is random.

    Raises: ValidationError when the entry is not being written, has nine, or has this one already, and for words that
    no public page says in the caption or the name of the file (R27a).
    """
    hold_written(entry)
    pictures = entry.pictures.all()
    checks.check_number(len(pictures))
    checks.check_picture(file.name, caption)
    if any(one.sha256 == file.sha256 for one in pictures):
        raise ValidationError({"file": _("This picture is there already.")})
    picture = ShowcasePicture(entry=entry, caption=caption, token=new_token(), by=by)
    put_file(picture, file)
    history.save(picture, by=by)
    tell(entry)
    return picture


@logged("drop_picture", EventKind.WRITE)
def drop_picture(*, picture: ShowcasePicture, by) -> None:
    """Remove `picture`. Raises: ValidationError when its entry is not being written."""
    hold_written(picture.entry)
    tell(picture.entry)
    history.remove(picture, by=by)


def new_token() -> str:
    """What nobody can guess, for an address."""
    return secrets.token_hex(16)
