"""Review meetings as a list, the page of one, and its minutes."""

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _

from branches.as_of import call_as_on, name_on
from branches.models import Organisation
from core.choices import READERS, EventKind, Role
from core.documents import answer
from core.lists import one_of_several
from core.log.events import record
from core.web.access import page
from core.web.day import past_bar
from pledges.meetings.fetching import comments_of, concerned, crumbs_on, meeting_of, title
from pledges.meetings.list import MeetingFilter, MeetingList, units_last
from pledges.meetings.minutes import document_of
from pledges.meetings.page import MeetingPage
from pledges.models import Meeting
from pledges.queries.duties import late_with_meetings
from pledges.queries.meetings import FOLLOWERS, visible
from ratings.query import board_query


@page(*READERS)
def meetings(request):
    """Every meeting the person may see; on top when each unit last held one, for who follows them."""
    query = board_query(request.GET, ahead=False)
    filtered, shown = _listed(request, query)
    followed = request.scope.of(Organisation, role=FOLLOWERS).units().open_on(query.on).order_by("code")
    context = {
        "filter": filtered,
        "list": shown,
        "query": query,
        **_last_of_each(request, query, followed),
        "own": [] if query.as_of else list(_recorded_by(request, followed)),
        "crumbs": [(_("Review meetings"), None)],
        **past_bar(request, query),
    }
    return render(request, "pledges/meetings/meetings.html", context, status=query.status)


@page(*READERS)
def meetings_sheet(request):
    """The meetings on screen, all pages of them, as a workbook; a day that is none is told by the page."""
    query = board_query(request.GET, ahead=False)
    if query.problems:
        return meetings(request)
    filtered, shown = _listed(request, query)
    return shown.workbook(_("Review meetings"), on=query.on, told=query.told, chosen=filtered.form)


@page(*READERS)
def meeting(request, number):
    """One meeting: its head, and what was said about the branches the person may ask about."""
    found, query = meeting_of(request, number), board_query(request.GET, ahead=False)
    if found.held_on > query.on:
        raise Http404
    called = name_on(found.unit, query.on)
    context = {
        "meeting": found,
        "title": title(found, called),
        "unit_called": called,
        "query": query,
        "page": MeetingPage(found, request.scope, comments_of(request, found), query.as_of),
        "crumbs": crumbs_on(query, title(found, called)),
        **past_bar(request, query),
    }
    return render(request, "pledges/meetings/meeting.html", context, status=query.status)


@page(*FOLLOWERS)
def minutes(request, number):
    """The minutes as a Word document, with the names of the day of the meeting; every download is in the log."""
    found = request.scope.get(request.scope.of(Meeting).select_related("unit"), pk=number)
    comments = comments_of(request, found)
    call_as_on(concerned(found, comments), found.held_on)
    name = f"点评互评会纪要 {found.unit.code} {found.unit.name} {found.held_on.isoformat()}"
    record(EventKind.EXPORT, by=request.user, subject=name)
    return answer(document_of(found, comments), name)


def _last_of_each(request, query, followed):
    """When each unit last held one, a page of them; `late`: how many of all owe the next one."""
    if query.campaign is None:
        return {"units": [], "late": 0}
    late = late_with_meetings(query.campaign, query.on, followed)
    return {"units": one_of_several(request, "units", units_last(followed, late, query.on)), "late": len(late)}


def _listed(request, query):
    """The filter and the list of what passes it."""
    filtered = MeetingFilter(request.GET, request=request, queryset=visible(request.scope), query=query)
    return filtered, MeetingList(filtered.qs, request, query, counted=request.scope.has(*FOLLOWERS))


def _recorded_by(request, units):
    return units.filter(pk__in=request.scope.of(Organisation, role=Role.UNIT).order_by().values("pk"))
