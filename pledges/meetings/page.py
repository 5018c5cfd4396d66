"""What the page of a review meeting shows to one person."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils import timezone

from branches.as_of import names_on
from core.choices import Role
from core.scope import Scope
from pledges.actions.meetings.checks import Gap, gaps
from pledges.actions.meetings.placing import waits
from pledges.choices import Aspect, MeetingState
from pledges.lifecycles.meetings import MEETING
from pledges.models import Comment, Meeting, PeerComment
from pledges.queries.agreed import PlacedAction, placed
from pledges.queries.meetings import FOLLOWERS, follow_ups


@dataclass(frozen=True)
class CommentSection:
    """What was said about one branch (`called` as on the day): by the leader, by `peers` (name, comment), what was
    agreed and where it stands; `followed`: the comment as what came of it was told by the day, None without that."""

    comment: Comment
    called: str
    aspects: list[str]
    peers: list[tuple[str, PeerComment]]
    actions: list[PlacedAction]
    followed: Comment | None


class MeetingPage:
    """A meeting for one person: the comments they may see, in a constant number of queries. `as_of`: another day than
    today, on which nothing is done."""

    def __init__(self, meeting: Meeting, scope: Scope, comments: list[Comment], as_of: date | None = None):
        self.meeting, self.scope, self.comments, self.as_of = meeting, scope, comments, as_of

    @cached_property
    def sections(self) -> list[CommentSection]:
        """The comments, by code."""
        agreed, day = placed(self.comments), self.as_of or timezone.localdate()
        followed, said = follow_ups(self.comments, day), [peer for one in self.comments for peer in one.peers.all()]
        names = names_on({one.branch for one in self.comments} | {one.peer for one in said}, day)
        return [
            CommentSection(
                one,
                names[one.branch_id],
                _aspects(one),
                [(names[peer.peer_id], peer) for peer in one.peers.all()],
                agreed[one.pk],
                followed.get(one.pk),
            )
            for one in self.comments
        ]

    @property
    def is_open(self) -> bool:
        """Whether it is still being recorded."""
        return self.meeting.state == MeetingState.OPEN

    @property
    def is_own(self) -> bool:
        """Whether it is the person's to record, close and follow up, today."""
        return self.as_of is None and self.scope.covers(self.meeting.unit.path, MEETING["close"].role)

    @property
    def is_whole(self) -> bool:
        """Whether the person sees what was said about every branch; a branch sees what concerns itself."""
        return self.scope.covers(self.meeting.unit.path, *FOLLOWERS)

    @cached_property
    def gaps(self) -> list[Gap]:
        """What it lacks before it can be closed; told to who records it."""
        return gaps(self.meeting) if self.is_open and self.is_own else []

    @cached_property
    def waits(self) -> list[str]:
        """What was agreed and will go into no plan, told to who closes it."""
        return waits(self.meeting) if self.is_open and self.is_own else []

    @property
    def may_close(self) -> bool:
        """Whether the person may close it now."""
        return self.is_open and self.is_own and not self.gaps


def records(scope: Scope, unit) -> bool:
    """Whether the person records meetings of `unit`."""
    return scope.covers(unit.path, Role.UNIT)


def _aspects(comment):
    """What was spoken of, in words."""
    return [str(Aspect(one).label) for one in comment.aspects]
