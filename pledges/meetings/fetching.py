"""A meeting within the scope of who asks, and the way down to it."""

from django.http import Http404
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from branches.models import Organisation
from pledges.models import Comment, Meeting
from pledges.queries.meetings import visible


def meeting_of(request, number) -> Meeting:
    """The meeting of that number with its unit. Raises: Http404 outside what the person may see."""
    found = visible(request.scope).select_related("unit").filter(pk=number).first()
    if found is None:
        raise Http404
    return found


def own_meeting(request, number) -> Meeting:
    """The meeting of that number of a unit in which the role of the page is held. Raises: Http404 for others."""
    return request.scope.get(request.scope.of(Meeting).select_related("unit"), pk=number)


def comments_of(request, meeting) -> list[Comment]:
    """The comments of `meeting` the person may see, by code, with what hangs on them."""
    rows = request.scope.of(Comment).filter(meeting=meeting).select_related("branch", "followed_by")
    found = list(rows.prefetch_related("peers__peer", "actions").order_by("branch__code"))
    for comment in found:
        comment.meeting = meeting
    return found


def concerned(meeting, comments) -> list[Organisation]:
    """Whose names the minutes of `meeting` with its `comments` say."""
    branches = [one for comment in comments for one in (comment.branch, *(said.peer for said in comment.peers.all()))]
    return [meeting.unit, *branches]


def title(meeting, unit: str = "") -> str:
    """What it is, whose (called `unit`, as today without it) and when."""
    facts = {"name": unit or meeting.unit.name, "day": date_format(meeting.held_on)}
    return _("Review meeting of %(name)s, %(day)s") % facts


def crumbs(meeting, *further) -> list:
    """The way to what is done about it today: all meetings, the meeting, `further` labels."""
    way = [(_("Review meetings"), reverse("pledges:meetings")), (title(meeting), meeting.get_absolute_url())]
    return [*way, *((label, None) for label in further)]


def crumbs_on(query, called: str) -> list:
    """The way to its page on the day of `query`, when its title was `called` so."""
    return [(_("Review meetings"), reverse("pledges:meetings") + query.string), (called, None)]
