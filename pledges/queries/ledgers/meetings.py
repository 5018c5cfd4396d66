"""What the ledger of review meetings tells of each branch commented on, as of a day (N09)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet, prefetch_related_objects

from branches.as_of import names_on
from branches.models import Organisation
from pledges.choices import MeetingState
from pledges.models import AgreedAction, Comment, PeerComment
from pledges.queries.meetings import follow_ups


@dataclass(frozen=True)
class CommentLine:
    """What was said of one branch at a meeting: names of the `unit` and the `branch` as they were on the day, what
    `peers` (their name, the comment) said, the `actions` agreed on, what was told by then of what came of it
    (`follow_up`)."""

    comment: Comment
    unit: str
    branch: str
    peers: Sequence[tuple[str, PeerComment]]
    actions: Sequence[AgreedAction]
    follow_up: str

    @property
    def meeting(self):
        return self.comment.meeting


def held_comments(rows: QuerySet[Comment], on: date, members: QuerySet[Organisation] | None) -> QuerySet[Comment]:
    """Those of `rows` that were made at meetings held by day `on` and closed since, of the units among `members` (None:
    of whichever)."""
    held = rows.filter(meeting__state=MeetingState.CLOSED, meeting__held_on__lte=on)
    if members is not None:
        held = held.filter(meeting__unit__in=members.order_by().values("pk"))
    ordered = held.order_by("meeting__unit__path", "meeting__held_on", "meeting", "branch__code", "pk")
    return ordered.select_related("meeting__unit", "branch")


def comment_lines(comments: Sequence[Comment], on: date) -> list[CommentLine]:
    """The CommentLines of `comments`, in their order: four queries, whatever their number."""
    prefetch_related_objects(comments, "peers__peer", "actions")
    said = [peer for one in comments for peer in one.peers.all()]
    named = {one.meeting.unit for one in comments} | {one.branch for one in comments} | {one.peer for one in said}
    names, followed = names_on(named, on), follow_ups(comments, on)
    return [
        CommentLine(
            comment=one,
            unit=names[one.meeting.unit_id],
            branch=names[one.branch_id],
            peers=[(names[peer.peer_id], peer) for peer in one.peers.all()],
            actions=list(one.actions.all()),
            follow_up=followed[one.pk].follow_up if one.pk in followed else "",
        )
        for one in comments
    ]
