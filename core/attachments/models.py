"""What the tables of files that people send in have in common, and how a file gets there."""

import hashlib
import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import IO, TypeVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.attachments.fields import Attachment
from core.attachments.storage import AttachmentStorage, not_stored
from core.log import acts
from core.models import user_key

Result = TypeVar("Result")


class KeptFile(models.Model):
    """A file that somebody sent in. `name`: what its sender called it; `sha256`: of what is stored."""

    name = models.CharField(_("file name"), max_length=200, blank=True)
    file = models.FileField(_("file"), storage=AttachmentStorage(), blank=True)
    size = models.PositiveIntegerField(_("bytes"), default=0)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)
    by = user_key(_("by"))
    at = models.DateTimeField(_("at"), auto_now_add=True)

    class Meta:
        abstract = True


def put_file(row: KeptFile, file: Attachment) -> None:
    """Store `file` as that of `row`, which is not saved yet. Raises: as `build_file`."""
    build_file(row, file.name, lambda stream: stream.write(file.content))


def build_file(row: KeptFile, name: str, fill: Callable[[IO[bytes]], Result]) -> Result:
    """Let `fill` write the file of `row`, which is not saved yet: it lies in its place whole and safe on the disk, or
    not at all, and is gone again should the act fail that writes the row. Returns what `fill` does.

    Raises: ValidationError where the disk does not take it; whatever `fill` raises.
    """
    kept = row.file.storage.get_available_name(name)
    target = Path(row.file.storage.path(kept))
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_suffix(".part")
    try:
        with part.open("x+b") as stream:
            result = fill(stream)
            stream.flush()
            os.fsync(stream.fileno())
            row.name, row.size, row.sha256 = name, stream.seek(0, os.SEEK_END), _digest(stream)
        part.replace(target)
    except OSError as failed:
        raise not_stored(failed) from failed
    finally:
        part.unlink(missing_ok=True)
    row.file = kept
    acts.undone_by(partial(target.unlink, missing_ok=True))
    return result


def is_whole(row: KeptFile) -> bool:
    """Whether the file of `row` is still there as it was stored, to the byte."""
    try:
        with row.file.open() as stream:
            return _digest(stream) == row.sha256
    except OSError:
        return False


def _digest(stream):
    stream.seek(0)
    return hashlib.file_digest(stream, "sha256").hexdigest()
