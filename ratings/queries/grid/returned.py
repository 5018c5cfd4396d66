"""Who sent ratings back, and when, as their history tells it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ratings.choices import State
from ratings.models import Rating


@dataclass(frozen=True)
class SentBack:
    """`who`: a name, "" when nobody signed; `at`: when."""

    who: str
    at: datetime

    def __str__(self):
        when = date_format(timezone.localtime(self.at), "DATETIME_FORMAT")
        return _("%(who)s, %(when)s") % {"who": self.who, "when": when} if self.who else when


def sent_back(ratings: Collection[Rating]) -> dict[int, SentBack]:
    """{primary key: SentBack} of those of `ratings` that came back and were not handed in again; what was corrected
    since does not count: one query, none without ratings."""
    keys = [rating.pk for rating in ratings]
    rows = Rating.history.filter(id__in=keys).order_by("history_date", "history_id") if keys else Rating.history.none()
    found = {}
    for key, state, who, at in rows.values_list("id", "state", "history_user__name", "history_date"):
        if state != State.RETURNED:
            found.pop(key, None)
        else:
            found.setdefault(key, SentBack(who or "", at))
    return found
