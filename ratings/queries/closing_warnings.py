"""Ratings that speak against the day of a closing, or are cut short by it (R30)."""

from collections.abc import Iterator
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.workbooks.tables import Problem
from ratings.choices import State
from ratings.models import Rating, Round

MAX_NAMED = 500


def contradiction(rating: Rating) -> str:
    """What there is to say of a rating in a round on or after the day its organisation closes."""
    sentences = {
        True: _("%(round)s rated it although it is closed by then; its rating stays official. Check the day (R30)."),
        False: _("Its rating in %(round)s is not decided yet and will no longer be (R30)."),
    }
    return sentences[rating.state == State.APPROVED] % {"round": rating.round}


def of_closing(organisation, on) -> list[str]:
    """The warnings about a closing of `organisation` on day `on`, in sentences: one query."""
    rows = Rating.objects.filter(organisation=organisation, round__reference_date__gte=on).select_related("round")
    return [contradiction(row) for row in rows.order_by("round__reference_date", "pk")]


def of_moved_round(round_: Round, on: date) -> list[str]:
    """What it means for those with a rating in `round_` who were closed between its reference date and the day `on`
    to which that would move, in sentences (R30): one query."""
    first, last = sorted((round_.reference_date, on))
    rows = Rating.objects.filter(round=round_, organisation__closed_on__gt=first, organisation__closed_on__lte=last)
    sentences = {
        True: _("%(name)s, closed on %(day)s, would not be rated in it any more."),
        False: _("%(name)s, closed on %(day)s, would be rated in it."),
    }
    return [
        sentences[on > round_.reference_date]
        % {"name": row.organisation, "day": date_format(row.organisation.closed_on)}
        for row in rows.select_related("organisation").order_by("organisation__path")
    ]


def of_roster(tables) -> Iterator[Problem]:
    """The warnings about the closings of a roster's workbook, each a Problem at its day: one query."""
    rows = [(table, row) for table in tables.values() for row in table.rows if row.values.get("closed_on")]
    closed = {row.values["code"]: (table, row) for table, row in rows if row.values.get("code")}
    if not closed:
        return
    first = min(row.values["closed_on"] for _table, row in closed.values())
    ratings = Rating.objects.filter(organisation__closed_on=None, round__reference_date__gte=first)
    if len(closed) <= MAX_NAMED:
        ratings = ratings.filter(organisation__code__in=closed)
    for rating in ratings.select_related("organisation", "round").order_by("round__reference_date", "pk"):
        table, row = closed.get(rating.organisation.code, (None, None))
        if row and rating.round.reference_date >= row.values["closed_on"]:
            yield table.problem(row, "closed_on", contradiction(rating))
