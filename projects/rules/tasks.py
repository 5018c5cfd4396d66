"""When a task may be due. Pure."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _


def due_refusal(due_on: date, starts_on: date | None, ends_on: date | None) -> str:
    """Why a task is not due on `due_on` in a project of that period, in a sentence; "" when it may be."""
    if (starts_on and due_on < starts_on) or (ends_on and due_on > ends_on):
        period = {"from": date_format(starts_on), "until": date_format(ends_on)}
        return _("The project runs from %(from)s to %(until)s: a task is due within that time.") % period
    return ""
