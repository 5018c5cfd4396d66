"""Review meetings as a list, the page of one, and its minutes."""

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from branches.models import Organisation
from core.choices import READERS, EventKind, Role
from core.documents import answer
from core.events import record
from core.web.access import page
from pledges.meetings.fetching import comments_of, crumbs, meeting_of, title
from pledges.meetings.list import MeetingFilter, MeetingList, units_last
from pledges.meetings.minutes import document_of
from pledges.meetings.page import MeetingPage
from pledges.models import Meeting
from pledges.queries.meetings import FOLLOWERS, visible
from ratings.queries.board import campaigns, chosen


@page(*READERS)
def meetings(request):
    """Every meeting the person may see; on top when each unit last held one, for who follows them."""
    filtered, shown = _listed(request)
    context = {"filter": filtered, "list": shown, "crumbs": [(_("Review meetings"), None)]}
    units = request.scope.of(Organisation, role=FOLLOWERS).units().open_on(timezone.localdate()).order_by("code")
    context["units"] = _units_last(units)
    context["missing"] = sum(one.held_on is None for one in context["units"])
    context["late"] = sum(one.late for one in context["units"]) - context["missing"]
    context["own"] = list(units.filter(pk__in=request.scope.of(Organisation, role=Role.UNIT).order_by().values("pk")))
    return render(request, "pledges/meetings/meetings.html", context)


@page(*READERS)
def meetings_sheet(request):
    """The meetings on screen, all pages of them, as a workbook."""
    return _listed(request)[1].workbook(_("Review meetings"))


@page(*READERS)
def meeting(request, number):
    """One meeting: its head, and what was said about the branches the person may ask about."""
    found = meeting_of(request, number)
    context = {
        "meeting": found,
        "title": title(found),
        "page": MeetingPage(found, request.scope, comments_of(request, found)),
        "crumbs": crumbs(found),
    }
    return render(request, "pledges/meetings/meeting.html", context)


@page(*FOLLOWERS)
def minutes(request, number):
    """The minutes as a Word document; every download is in the log."""
    found = request.scope.get(request.scope.of(Meeting).select_related("unit"), pk=number)
    name = f"点评互评会纪要 {found.unit.code} {found.unit.name} {found.held_on.isoformat()}"
    record(EventKind.EXPORT, by=request.user, subject=name)
    return answer(document_of(found, comments_of(request, found)), name)


def _listed(request):
    """The filter and the list of what passes it."""
    filtered = MeetingFilter(request.GET, request=request, queryset=visible(request.scope))
    return filtered, MeetingList(filtered.qs, request, counted=request.scope.has(*FOLLOWERS))


def _units_last(units):
    today = timezone.localdate()
    campaign = chosen(campaigns(), today)
    return units_last(units, today, allowed=campaign.meeting_days) if campaign else []
