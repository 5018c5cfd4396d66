"""Where attachments lie, and how they are handed out: never as pages of this site."""

import secrets
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.files.storage import FileSystemStorage
from django.http import FileResponse
from django.utils.deconstruct import deconstructible
from django.utils.translation import gettext as _

from core.attachments.fields import file_name
from core.attachments.kinds import KINDS, ending_of


def not_stored(failed: OSError) -> ValidationError:
    """That the disk did not take a file, in a sentence."""
    sentence = _("The disk of the server did not take the file, so nothing was saved: %(why)s. Tell the administrator.")
    return ValidationError(sentence % {"why": failed.strerror or failed})


class WholeFileStorage(FileSystemStorage):
    """A file that the disk does not take whole is not kept in part. Raises: ValidationError."""

    def _save(self, name, content):
        try:
            return super()._save(name, content)
        except OSError as failed:
            Path(self.path(name)).unlink(missing_ok=True)
            raise not_stored(failed) from failed


@deconstructible(path="core.attachments.storage.AttachmentStorage")
class AttachmentStorage(FileSystemStorage):
    """The folder `attachments` of DATA_DIR, which no address leads to. Names are random."""

    def __init__(self):
        super().__init__(location=settings.DATA_DIR / "attachments")

    def get_available_name(self, name, max_length=None):
        return f"{secrets.token_hex(16)}{ending_of(name)}"


def download(file: File, name: str) -> FileResponse:
    """A stored `file` to be saved by the browser under the `name` it came with, never shown within the site."""
    kept = file_name(name)
    kind = KINDS.get(ending_of(kept))
    return FileResponse(
        file,
        as_attachment=True,
        filename=kept,
        content_type=kind.content_type if kind else "application/octet-stream",
        headers={"X-Content-Type-Options": "nosniff"},
    )


def picture(file: File, *, kept_for: int = 0) -> FileResponse:
    """A stored picture, which `accepted` has written anew, to be shown within a page; browsers keep it for so many
    seconds. Its name tells nothing."""
    answer = FileResponse(file, content_type=KINDS[ending_of(file.name)].content_type)
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Content-Disposition"] = "inline"
    answer.headers["Cache-Control"] = f"public, max-age={kept_for}" if kept_for else "private, no-store"
    return answer
