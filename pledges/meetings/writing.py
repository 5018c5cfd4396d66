"""A review meeting is written: begun, changed on one page, thrown away while it is open."""

from dataclasses import asdict
from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from branches.as_of import secretary_on
from branches.choices import BASE_KINDS
from branches.models import Organisation
from core.choices import Role
from core.forms import attempt
from core.web.access import page
from core.workflow import asking
from core.workflow.decisions import Decision, last_word
from pledges.actions import meetings as actions
from pledges.choices import MeetingState
from pledges.lifecycles.meetings import MEETING
from pledges.meetings.fetching import comments_of, crumbs, own_meeting
from pledges.meetings.form import HINTS, HeadForm, MeetingForm
from pledges.models import Meeting
from pledges.queries.agreed import pledging
from pledges.queries.meetings import members, owed


@page(Role.UNIT, post=True)
def new(request, unit):
    """Begin the record of a meeting; the secretary of the day is filled in as who chairs it."""
    owner = request.scope.get(Organisation, code=unit)
    if owner.kind not in BASE_KINDS:
        raise Http404
    today = timezone.localdate()
    form = HeadForm(request.POST or None, initial={"held_on": today, "chair": secretary_on(owner, today)})
    verb = partial(actions.record, unit=owner, by=request.user)
    if form.is_valid() and (there := _recorded(request, owner, form.head())):
        messages.info(request, _("The meeting is recorded already: go on with it."))
        return redirect("pledges:meeting_edit", there.pk)
    if form.is_valid() and (written := attempt(form, lambda: verb(head=form.head()))):
        messages.success(request, _("Saved. Now write what was said about each branch."))
        return redirect("pledges:meeting_edit", written.pk)
    context = {"form": form, "unit": owner, "cancel": owner.get_absolute_url()}
    context["there"] = _of_day(request, owner, form) if form.errors else None
    context["crumbs"] = [(_("Review meetings"), reverse("pledges:meetings")), (_("Record a meeting"), None)]
    return render(request, "pledges/meetings/new.html", context)


@page(Role.UNIT, post=True)
def edit(request, number):
    """Write the head and the comments of an open meeting, a section for each branch; saved as often as one likes."""
    meeting = own_meeting(request, number)
    if request.method != "POST" and meeting.state != MeetingState.OPEN:
        return asking.refused(request, meeting, _("The meeting is closed: what was said at it is fixed now."))
    form = _form(request, meeting)
    if form.is_bound and meeting.state != MeetingState.OPEN:
        form.add_error(None, _closed(request, meeting))
    if form.is_valid() and (added := form.save(by=request.user)) is not False:
        return _saved(request, meeting, added)
    context = {"form": form, "meeting": meeting, "hints": HINTS, "crumbs": crumbs(meeting, _("Comments"))}
    return render(request, "pledges/meetings/edit.html", context)


@page(Role.UNIT, post=True)
def discard(request, number):
    """Ask once, then throw away an open meeting with all that was written."""
    if request.method == "POST" and _is_gone(request, number):
        messages.info(request, _("The meeting was thrown away already."))
        return redirect("pledges:meetings")
    meeting = own_meeting(request, number)
    if request.method == "POST":
        return _discard(request, meeting)
    refusal = "" if meeting.state == MeetingState.OPEN else _("Only an open meeting can be thrown away.")
    decision = Decision(pgettext("meeting", "Throw away"), meeting.get_absolute_url(), refusal=refusal)
    context = {"meeting": meeting, "decision": decision, "crumbs": crumbs(meeting, pgettext("meeting", "Throw away"))}
    return render(request, "pledges/meetings/discard.html", context)


def _closed(request, meeting):
    """That it was closed in the meantime, by whom and when; what was typed stays on the page."""
    told = last_word(MEETING, request.scope.of(Meeting).filter(pk=meeting.pk))
    return " ".join([_("The meeting is closed: what was said at it is fixed now."), told])


def _form(request, meeting):
    comments, branches = comments_of(request, meeting), list(members(meeting.unit, meeting.held_on))
    due = list(owed(meeting.unit, meeting.held_on))
    public = pledging({one.pk for one in due} | {comment.branch_id for comment in comments})
    facts = {"branches": branches, "owed": due, "comments": comments, "public": public}
    return MeetingForm(request.POST or None, meeting=meeting, **facts)


def _recorded(request, unit, head):
    """The open meeting of `unit` with just this head: the button was pressed twice; None without one."""
    return request.scope.of(Meeting).filter(unit=unit, state=MeetingState.OPEN, **asdict(head)).first()


def _of_day(request, unit, form):
    """The meeting of `unit` on the day that was sent; None without one."""
    return request.scope.of(Meeting).filter(unit=unit, held_on=form.day(None)).first()


def _saved(request, meeting, added):
    """To the section of the branch that was added, else to the page of the meeting."""
    if added:
        messages.success(request, _("Saved. %(name)s is commented on as well.") % {"name": added.name})
        return redirect(reverse("pledges:meeting_edit", args=[meeting.pk]) + f"#comment-{added.pk}")
    messages.success(request, _("Saved. You can go on writing until the meeting is closed."))
    return redirect(meeting)


def _is_gone(request, number):
    """Whether a meeting of that number was thrown away within the scope: a second press of the button."""
    gone = Meeting.history.filter(id=number, history_type="-").values("unit")
    return request.scope.of(Organisation).filter(pk__in=gone).exists()


def _discard(request, meeting):
    try:
        actions.discard(meeting=meeting, by=request.user)
    except ValidationError as late:
        return asking.refused(request, meeting, " ".join(late.messages))
    messages.success(request, _("The meeting is thrown away."))
    return redirect("pledges:meetings")
