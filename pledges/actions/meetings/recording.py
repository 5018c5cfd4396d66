"""A review meeting is recorded and written, by its unit, until it is closed."""

from collections.abc import Mapping
from dataclasses import asdict

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from branches.models import Organisation
from core import history
from core.choices import EventKind
from core.log.acts import logged
from pledges.actions.meetings.checks import check_comment, check_head
from pledges.actions.meetings.common import tell
from pledges.actions.meetings.said import ACTION_FIELDS, COMMENT_FIELDS, HEAD_FIELDS, CommentText, MeetingHead
from pledges.choices import MeetingState
from pledges.models import AgreedAction, Comment, Meeting, PeerComment
from pledges.queries.agreed import pledging
from pledges.queries.meetings import members, owed


@logged("begin_meeting", EventKind.WRITE)
def record(*, unit: Organisation, head: MeetingHead, by) -> Meeting:
    """Begin the record of a meeting of `unit`, with an empty comment for each branch that stood at ordinary on its day.
    Returns the Meeting.

    Raises: ValidationError for a day ahead, before the campaign or on which one is recorded already, a substitute
    without a reason, more people present than expected.
    """
    meeting = Meeting(unit=unit)
    _put_head(meeting, head, by=by)
    _add(meeting, owed(unit, head.held_on), by=by)
    tell(meeting)
    return meeting


@logged("write_meeting", EventKind.WRITE)
def write(
    *,
    meeting: Meeting,
    head: MeetingHead,
    comments: Mapping[Organisation, CommentText],
    added: Organisation | None = None,
    by,
) -> None:
    """Write the head of an open meeting and what was said about the branches that `comments` names; what is not changed
    is left alone. `added`: a branch to be commented on besides. With another day comments that nobody began and that
    day does not ask for go.

    Raises: ValidationError as `record`, and when it was closed meanwhile, for what cannot be said of a branch, and for
    a branch that did not belong to the unit on the day, or was not open.
    """
    hold_open(meeting)
    former = meeting.held_on
    _put_head(meeting, head, by=by)
    _add(meeting, owed(meeting.unit, meeting.held_on), by=by)
    public = pledging(branch.pk for branch in comments)
    rows = {row.branch_id: row for row in meeting.comments.prefetch_related("peers", "actions")}
    for branch, said in comments.items():
        check_comment(branch, said, meeting.held_on, is_public=branch.pk in public)
        _put_comment(rows.get(branch.pk) or Comment(meeting=meeting, branch=branch), said, by=by)
    if former != meeting.held_on:
        drop_empty(meeting, by=by)
    if added:
        _add(meeting, [added], by=by)
    tell(meeting)


def _add(meeting, branches, *, by):
    """An empty comment on each of `branches` that has none yet. Raises: ValidationError for a branch that did not
    belong to the unit on the day, or was not open."""
    there = set(meeting.comments.values_list("branch", flat=True))
    new = [branch for branch in branches if branch.pk not in there]
    strangers = {branch.pk for branch in new} - set(members(meeting.unit, meeting.held_on).values_list("pk", flat=True))
    if strangers:
        raise ValidationError({"add": _("This branch did not belong to the unit on the day of the meeting.")})
    history.create(Comment, [Comment(meeting=meeting, branch=branch) for branch in new], by=by)


@logged("discard", EventKind.REMOVE)
def discard(*, meeting: Meeting, by) -> None:
    """Throw away a meeting that is not closed, with all that was written. Raises: ValidationError when it is closed."""
    hold_open(meeting)
    tell(Meeting.objects.get(pk=meeting.pk))  # what is removed forgets its key
    for comment in meeting.comments.prefetch_related("peers", "actions"):
        _remove(comment, by=by)
    history.remove(meeting, by=by)


def hold_open(meeting: Meeting) -> None:
    """Until the transaction ends nobody else writes or closes `meeting`, which is read anew. Raises: ValidationError
    unless it is open."""
    if not Meeting.objects.select_for_update().filter(pk=meeting.pk, state=MeetingState.OPEN).exists():
        raise ValidationError(_("The meeting was closed in the meantime: what was said at it is fixed now."))
    meeting.refresh_from_db()


def drop_empty(meeting: Meeting, *, by) -> None:
    """Throw away the comments that nobody began, on branches the day of `meeting` asks none for."""
    due = owed(meeting.unit, meeting.held_on).order_by().values("pk")
    for comment in meeting.comments.exclude(branch__in=due).prefetch_related("peers", "actions"):
        said = (comment.strengths, comment.problems, comment.direction, *comment.peers.all(), *comment.actions.all())
        if not any(said):
            _remove(comment, by=by)


def _remove(comment, *, by):
    """Delete a comment with all that hangs on it; its history stays."""
    for row in (*comment.peers.all(), *comment.actions.all(), comment):
        history.remove(row, by=by)


def _put_head(meeting, head, *, by):
    check_head(meeting, head)
    _put(meeting, {name: getattr(head, name) for name in HEAD_FIELDS}, by=by, exclude=["unit"])


def _put_comment(comment, said, *, by):
    values = {name: getattr(said, name) for name in COMMENT_FIELDS} | {"aspects": list(said.aspects)}
    _put(comment, values, by=by, exclude=["meeting", "branch"])
    _put_peers(comment, {peer.peer: peer.text for peer in said.peers}, by=by)
    _put_actions(comment, [asdict(action) for action in said.actions], by=by)


def _put_peers(comment, texts, *, by):
    for row in comment.peers.all():
        if row.peer_id not in texts:
            history.remove(row, by=by)
    rows = {row.peer_id: row for row in comment.peers.all()}
    for peer, text in texts.items():
        row = rows.get(peer) or PeerComment(comment=comment, peer_id=peer)
        _put(row, {"text": text}, by=by, exclude=["comment", "peer"])


def _put_actions(comment, new, *, by):
    """What was agreed is what it says: sent once more it is the same."""
    for row in comment.actions.all():
        if (said := {name: getattr(row, name) for name in ACTION_FIELDS}) in new:
            new.remove(said)
        else:
            history.remove(row, by=by)
    for values in new:
        _put(AgreedAction(comment=comment), values, by=by, exclude=["comment"])


def _put(row, values, *, by, exclude):
    """Save `row` with `values` when they differ, so that a second press changes nothing."""
    if row.pk and all(getattr(row, name) == value for name, value in values.items()):
        return
    for name, value in values.items():
        setattr(row, name, value)
    row.full_clean(exclude=exclude)
    history.save(row, by=by, fields=list(values) if row.pk else ())
