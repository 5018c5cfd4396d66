"""What the tables of files that people send in have in common."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.attachments.storage import AttachmentStorage
from pledges.models.fields import user_key


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
