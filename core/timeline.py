"""What happened, and who did it: told alike on every timeline."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from core.history import IMPORTED


@dataclass(frozen=True)
class ToldEvent:
    """One thing that happened, as templates/ui/timeline.html shows it: `when` is a moment, or only the day of it."""

    when: datetime | date
    who: str
    what: str
    reason: str = ""

    @property
    def day(self):
        """The day on which it happened."""
        return timezone.localdate(self.when) if self.timed else self.when

    @property
    def timed(self):
        """Whether the hour is known."""
        return isinstance(self.when, datetime)

    @property
    def moment(self):
        """Sorts days and moments together; a day stands at its beginning."""
        return self.when if self.timed else timezone.make_aware(datetime.combine(self.when, time.min))


def in_order(events: Iterable[ToldEvent]) -> list[ToldEvent]:
    """Newest first; of what happened at once the later entry comes first."""
    return sorted(events, key=lambda event: event.moment)[::-1]


def signed(rows: QuerySet) -> QuerySet:
    """Rows of history in their order, with who wrote them."""
    return rows.exclude(history_type="-").select_related("history_user").order_by("history_date", "history_id")


def since(row, day: date | None) -> datetime | date:
    """The moment of a row of history, or the `day` from which it holds when it was entered on another one."""
    return row.history_date if day in (None, timezone.localdate(row.history_date)) else day


def taken_over(row) -> str:
    """The workbook from which a row of history came, in a sentence; "" when people wrote it here."""
    reason = row.history_change_reason or ""
    file = reason.removeprefix(IMPORTED)
    return "" if file == reason else _("Taken over from the workbook “%(file)s”.") % {"file": file}


def author(user) -> str:
    """Who did it, in words."""
    return user.name if user else _("a command")
