"""What the tables of files that people send in have in common, and how a file gets there."""

from django.core.files.base import ContentFile
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.attachments.fields import Attachment
from core.attachments.storage import AttachmentStorage
from core.models import user_key


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
    """Store `file` as that of `row`, which is not saved yet."""
    row.name, row.size, row.sha256 = file.name, file.size, file.sha256
    row.file.save(file.name, ContentFile(file.content), save=False)
