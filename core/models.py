"""What every floor leans on: the log, and what the fields of several tables share."""

from uuid import uuid4

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.choices import EventKind

PERSON, LINE, TEXT = 60, 200, 2000  # characters of a name, of a line, of a text


def user_key(verbose_name) -> models.ForeignKey:
    """Who did something; None: a command, or nobody yet."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=verbose_name
    )


class EventQuerySet(models.QuerySet):
    """Reads only: the log is appended to and never changed."""

    def update(self, **kwargs):
        raise PermissionDenied(_("The log is append-only."))

    def delete(self):
        raise PermissionDenied(_("The log is append-only."))


class Event(models.Model):
    """Something that happened: an act of a person (core.log.acts), a sign-in, a download, a refusal."""

    scope_free = True

    at = models.DateTimeField(_("at"), auto_now_add=True, db_index=True)
    by = user_key(_("by"))
    by_name = models.CharField(_("user name at the time"), max_length=150, blank=True)
    person = models.CharField(_("name at the time"), max_length=PERSON, blank=True, db_default="")
    address = models.CharField(_("address"), max_length=45, blank=True, db_default="")
    kind = models.CharField(_("kind"), max_length=20, choices=EventKind)
    subject = models.CharField(_("subject"), max_length=200, blank=True)
    detail = models.JSONField(_("detail"), default=dict, blank=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M} {self.get_kind_display()} {self.subject}"

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise PermissionDenied(_("The log is append-only."))
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise PermissionDenied(_("The log is append-only."))


def upload_path(upload, filename) -> str:
    """A random name: what the user called the file is kept in the row, never on disk."""
    return f"uploads/{uuid4().hex}.xlsx"


class Upload(models.Model):
    """A workbook somebody sent in, kept as it came: previewed, then imported once or left alone.

    `cells`: what was read in it (workbooks.reading.read_cells); None: it is older than this field.
    """

    scope_free = True

    kind = models.CharField(_("kind"), max_length=20)
    name = models.CharField(_("file name"), max_length=200)
    file = models.FileField(_("file"), upload_to=upload_path)
    cells = models.BinaryField(_("content read"), null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"), auto_now_add=True)
    applied_at = models.DateTimeField(_("imported at"), null=True, blank=True)

    class Meta:
        verbose_name = _("upload")
        verbose_name_plural = _("uploads")
        ordering = ["-at", "-pk"]

    def __str__(self):
        return self.name
