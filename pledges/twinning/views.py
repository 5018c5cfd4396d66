"""Twinnings as a list, the page of one, its agreement as a Word document."""

from django.shortcuts import render
from django.utils.translation import gettext as _

from core.choices import READERS, EventKind
from core.documents import answer
from core.log.events import record
from core.web.access import page
from core.web.dated import DatedList
from core.web.day import past_bar
from core.workflow import asking
from pledges.models import Twinning
from pledges.queries.twinnings.on_day import there_on
from pledges.queries.twinnings.timeline import of_twinning
from pledges.twinning.document import document_of
from pledges.twinning.fetching import crumbs, twinning_of, twinning_on
from pledges.twinning.list import TwinningFilter, TwinningList
from pledges.twinning.page import TwinningPage
from ratings.query import board_query


@page(*READERS)
def twinnings(request):
    """Every twinning in which a branch within the scope helps or is helped, on the day that is asked about."""
    return _twinnings(request).page("pledges/twinning/twinnings.html", [(_("Twinnings"), None)])


@page(*READERS)
def twinnings_sheet(request):
    """The twinnings on screen, all pages of them, as a workbook; a day that is none is told by the page."""
    return _twinnings(request).workbook(_("Twinnings")) or twinnings(request)


@page(*READERS)
def twinning(request, number):
    """One twinning on a day: who helps whom, what was done, what is to be done."""
    query = board_query(request.GET, ahead=False)
    found = twinning_on(request, number, query.on)
    context = {
        "twinning": found,
        "query": query,
        "page": TwinningPage(found, request.scope, query),
        "timeline": [event for event in of_twinning(found) if event.day <= query.on],
        "crumbs": crumbs(found, day=query.string),
        **past_bar(request, query),
    }
    return render(request, "pledges/twinning/twinning.html", context, status=query.status)


@page(*READERS)
def agreement(request, number):
    """结对帮扶协议 of a proposal, to be signed, and of what was agreed; every download is in the log."""
    found = twinning_of(request, number)
    if found.came_to_nothing:
        return asking.refused(request, found, _("It came to nothing: there is no agreement."))
    name = f"结对帮扶协议 {found.helped.code} {found.helped.name}"
    record(EventKind.EXPORT, by=request.user, subject=name)
    return answer(document_of(found), name)


def _twinnings(request):
    query = board_query(request.GET, ahead=False)
    return DatedList(request, query, there_on(request.scope.of(Twinning), query.on), TwinningFilter, TwinningList)
