"""After a review meeting the unit looks into what came of it."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core import history
from core.choices import EventKind
from core.log.acts import about, logged
from pledges.actions.meetings.checks import check_follow_up
from pledges.choices import MeetingState
from pledges.models import Comment

FOLLOWED = ("follow_up", "followed_on", "followed_by")


def hold(comment: Comment) -> None:
    """Until the transaction ends nobody else notes what came of `comment`, which is read anew."""
    comment.refresh_from_db(fields=FOLLOWED, from_queryset=Comment.objects.select_for_update())


@logged("follow_up", EventKind.WRITE)
def follow_up(*, comment: Comment, text: str, on: date, by) -> None:
    """Note what came of a `comment`, as found `on` a day. Raises: ValidationError while the meeting is not closed, and
    for a day before it or ahead."""
    if comment.meeting.state != MeetingState.CLOSED:
        raise ValidationError(_("What came of it is noted once the meeting is closed."))
    hold(comment)
    check_follow_up(comment.meeting, on)
    if (comment.follow_up, comment.followed_on) != (text, on):
        comment.follow_up, comment.followed_on, comment.followed_by = text, on, by
        history.save(comment, by=by, fields=FOLLOWED)
        about(comment.meeting, organisation=comment.branch.code, on=on.isoformat())
