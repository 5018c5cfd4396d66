"""What the fields of several tables share."""

from django.conf import settings
from django.db import models

PERSON, LINE, TEXT = 60, 200, 2000  # characters of a name, of a line, of a text


def user_key(verbose_name):
    """Who did something; None: a command, or nobody yet."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=verbose_name
    )
