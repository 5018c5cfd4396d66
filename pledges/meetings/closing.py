"""A review meeting is closed, and afterwards the unit notes what came of each comment."""

from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from core.choices import Role
from core.web.access import page
from core.workflow import asking
from core.workflow.decisions import Decision
from pledges.actions import meetings as actions
from pledges.actions.meetings.placing import waits
from pledges.lifecycles.meetings import MEETING
from pledges.meetings.fetching import comments_of, crumbs, own_meeting
from pledges.meetings.form import FollowUpForm
from pledges.meetings.page import MeetingPage
from pledges.models import AgreedAction, Comment


@page(Role.UNIT, post=True)
def close(request, number):
    """Ask once, then close the meeting; what it lacks is named, with the way to its field."""
    meeting, transition = own_meeting(request, number), MEETING["close"]
    shown = MeetingPage(meeting, request.scope, comments_of(request, meeting))
    refusal = asking.refusal(request, MEETING, meeting, transition) or _lacks(shown)
    decision = Decision(_("Close the meeting"), meeting.get_absolute_url(), refusal=refusal)
    verb = partial(actions.close, meeting=meeting, by=request.user)
    said = _("The meeting is closed.")
    if not shown.gaps and (done := asking.answered(request, decision, MEETING, meeting, verb, said)):
        _tell_placed(request, meeting)
        return done
    context = {"meeting": meeting, "page": shown, "decision": decision, "crumbs": crumbs(meeting, decision.label)}
    return render(request, "pledges/meetings/close.html", context)


@page(Role.UNIT, post=True)
def follow_up(request, number, branch):
    """Note what came of the comment on a branch."""
    meeting = own_meeting(request, number)
    rows = request.scope.of(Comment).filter(meeting=meeting).select_related("branch")
    comment = request.scope.get(rows, branch__code=branch)
    comment.meeting = meeting
    if MeetingPage(meeting, request.scope, []).is_open:
        raise Http404
    form = FollowUpForm(request.POST or None, comment=comment, today=timezone.localdate())
    if form.is_valid() and form.save(by=request.user):
        messages.success(request, _("Saved."))
        return redirect(f"{meeting.get_absolute_url()}#comment-{comment.branch_id}")
    context = {"form": form, "comment": comment, "meeting": meeting, "crumbs": crumbs(meeting, _("What came of it"))}
    return render(request, "pledges/meetings/follow_up.html", context)


def _tell_placed(request, meeting):
    """What was agreed stands in plans now that the meeting is closed, or waits for one."""
    if left := waits(meeting):
        told = _("This goes into no plan now and waits; it is offered when a plan is written:")
        messages.warning(request, " ".join([told, *left]))
    elif request.scope.of(AgreedAction).filter(comment__meeting=meeting).exists():
        messages.info(request, _("What was agreed stands in the plans of the branches."))


def _lacks(shown):
    return _("The meeting cannot be closed yet.") if shown.gaps else ""
