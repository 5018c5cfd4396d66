"""What commands are given."""

from datetime import date

from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.translation import gettext as _


def day_of(text: str | None) -> date:
    """The day written YYYY-MM-DD; today when none is. Raises: CommandError (exit 2) for what is no date."""
    try:
        return date.fromisoformat(text) if text else timezone.localdate()
    except ValueError as error:
        sentence = _("%(text)s is not a date. Write it as YYYY-MM-DD.")
        raise CommandError(sentence % {"text": text}, returncode=2) from error
