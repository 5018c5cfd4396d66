"""What an address asks of a page: as of which day (`?on=`)."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.validators import PLAUSIBLE_DAY
from core.web.links import page_query


@dataclass(frozen=True)
class DayQuery:
    """The day; `problems`: what could not be understood, in sentences; `status` of the answer: 400 for a day that is
    none, else 200."""

    on: date
    today: date
    problems: list
    status: int = 200

    @property
    def as_of(self):
        """The day of a page that is not about today, else None."""
        return None if self.on == self.today else self.on

    @property
    def string(self):
        """What a link to another page of the same day ends with: "" or "?on=2012-12-31"."""
        return page_query(on=self.as_of)


def day_query(parameters, *, ahead: bool = True) -> DayQuery:
    """The day that the query `parameters` ask about; what cannot be understood falls back to today.

    `ahead`: whether a day to come can be asked about (R34).
    """
    today = timezone.localdate()
    day, problems = _day(parameters.get("on", "").strip(), today, ahead=ahead)
    return DayQuery(day, today, problems, 400 if problems else 200)


def past_bar(request: HttpRequest, query: DayQuery) -> dict:
    """Context of the yellow bar of a page of another day."""
    rest = request.GET.copy()
    rest.pop("on", None)
    today = f"?{rest.urlencode()}" if rest else ""
    return {"as_of": query.as_of, "as_of_today_url": request.path + today}


def _day(text, today, *, ahead):
    """The day that `text` asks about, today's without one; and what was wrong with it."""
    day = _parsed(text) if text else today
    if day is None:
        return today, [_("%(text)s is not a date. Write it as YYYY-MM-DD. You see today instead.") % {"text": text}]
    if not PLAUSIBLE_DAY.least <= day <= PLAUSIBLE_DAY.most:
        sentence = _("%(day)s: only days from %(least)s to %(most)s can be asked about (R32). You see today instead.")
        least, most = date_format(PLAUSIBLE_DAY.least), date_format(PLAUSIBLE_DAY.most)
        return today, [sentence % {"day": text, "least": least, "most": most}]
    if day > today and not ahead:
        sentence = _("%(day)s lies ahead: nobody knows it yet (R34). You see today instead.")
        return today, [sentence % {"day": date_format(day)}]
    return day, []


def _parsed(text):
    try:
        return parse_date(text)
    except ValueError:
        return None
