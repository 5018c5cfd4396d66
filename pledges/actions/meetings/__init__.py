"""What is done with review meetings: recorded, written, closed, followed up; an open one is thrown away (N09)."""

from pledges.actions.meetings.closing import close
from pledges.actions.meetings.following import follow_up, hold
from pledges.actions.meetings.recording import discard, hold_open, record, write
from pledges.actions.meetings.said import ActionText, CommentText, MeetingHead, PeerText

__all__ = [
    "ActionText",
    "CommentText",
    "MeetingHead",
    "PeerText",
    "close",
    "discard",
    "follow_up",
    "hold",
    "hold_open",
    "record",
    "write",
]
