"""What the page of a review meeting shows to one person."""

from dataclasses import dataclass
from functools import cached_property

from core.choices import Role
from core.scope import Scope
from pledges.actions.meetings.checks import Gap, gaps
from pledges.choices import Aspect, MeetingState
from pledges.lifecycles.meetings import MEETING
from pledges.models import Comment, Meeting
from pledges.queries.agreed import PlacedAction, placed
from pledges.queries.meetings import FOLLOWERS


@dataclass(frozen=True)
class CommentSection:
    """What was said about one branch: by the leader, by peers, what was agreed and where it stands."""

    comment: Comment
    aspects: list[str]
    actions: list[PlacedAction]


class MeetingPage:
    """A meeting for one person: the comments they may see, in a constant number of queries."""

    def __init__(self, meeting: Meeting, scope: Scope, comments: list[Comment]):
        self.meeting, self.scope, self.comments = meeting, scope, comments

    @cached_property
    def sections(self) -> list[CommentSection]:
        """The comments, by code."""
        agreed = placed(self.comments)
        return [CommentSection(one, _aspects(one), agreed[one.pk]) for one in self.comments]

    @property
    def is_open(self) -> bool:
        """Whether it is still being recorded."""
        return self.meeting.state == MeetingState.OPEN

    @property
    def is_own(self) -> bool:
        """Whether it is the person's to record, close and follow up."""
        return self.scope.covers(self.meeting.unit.path, MEETING["close"].role)

    @property
    def is_whole(self) -> bool:
        """Whether the person sees what was said about every branch; a branch sees what concerns itself."""
        return self.scope.covers(self.meeting.unit.path, *FOLLOWERS)

    @cached_property
    def gaps(self) -> list[Gap]:
        """What it lacks before it can be closed; told to who records it."""
        return gaps(self.meeting) if self.is_open and self.is_own else []

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
