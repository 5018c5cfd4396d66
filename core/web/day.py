"""What an address asks of a page: as of which day (`?on=`)."""

from dataclasses import dataclass, replace
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
    def is_forecast(self):
        """Whether the day lies ahead: it is told as far as it is known today (R34)."""
        return self.on > self.today

    @property
    def told(self):
        """(label, value) of what a list is about besides the day: nothing."""
        return ()

    @property
    def string(self):
        """What a link to another page of the same day ends with: "" or "?on=2012-12-31"."""
        return page_query(on=self.as_of)


def day_query(parameters, *, ahead: bool = True) -> DayQuery:
    """The day that the query `parameters` ask about; what cannot be understood falls back to today.

    `ahead`: whether a day to come can be asked about (R34).
    """
    today = timezone.localdate()
    day, problems = _day(parameters.get("on", "").strip(), today)
    query = DayQuery(day, today, problems, 400 if problems else 200)
    return query if ahead or not query.is_forecast else refused_ahead(query)


def refused_ahead(query: DayQuery) -> DayQuery:
    """`query`, about a day that lies ahead, as one about today that says why (R34)."""
    problem = _("%(day)s lies ahead: nobody knows it yet (R34). You see today instead.")
    problems = [*query.problems, problem % {"day": date_format(query.on)}]
    return replace(query, on=query.today, problems=problems, status=400)


def past_bar(request: HttpRequest, query: DayQuery) -> dict:
    """Context of the yellow bar of a page of another day."""
    rest = request.GET.copy()
    rest.pop("on", None)
    today = f"?{rest.urlencode()}" if rest else ""
    return {"as_of": query.as_of, "is_forecast": query.is_forecast, "as_of_today_url": request.path + today}


def _day(text, today):
    """The day that `text` asks about, today's without one; and what was wrong with it."""
    day = _parsed(text) if text else today
    if day is None:
        return today, [_("%(text)s is not a date. Write it as YYYY-MM-DD. You see today instead.") % {"text": text}]
    if not PLAUSIBLE_DAY.least <= day <= PLAUSIBLE_DAY.most:
        sentence = _("%(day)s: only days from %(least)s to %(most)s can be asked about (R32). You see today instead.")
        least, most = date_format(PLAUSIBLE_DAY.least), date_format(PLAUSIBLE_DAY.most)
        return today, [sentence % {"day": text, "least": least, "most": most}]
    return day, []


def _parsed(text):
    try:
        return parse_date(text)
    except ValueError:
        return None
