"""What is said at a review meeting as values: what a form gives and the rows of a meeting hold."""

from dataclasses import dataclass
from datetime import date

from pledges.choices import MeetingMode


@dataclass(frozen=True)
class MeetingHead:
    """When, where, how and by whom a meeting was held. `substitute`: who chaired instead of the first responsible
    person, with the reason; `expected`, `present`: numbers of people, None where they were not counted."""

    held_on: date
    chair: str
    place: str = ""
    mode: str = MeetingMode.TOGETHER
    substitute: str = ""
    substitute_reason: str = ""
    expected: int | None = None
    present: int | None = None
    names: str = ""


@dataclass(frozen=True)
class PeerText:
    """What another branch (`peer`, a primary key) says."""

    peer: int
    text: str


@dataclass(frozen=True)
class ActionText:
    """What a branch will do; empty `person` and `due_on` follow its plan."""

    text: str
    person: str = ""
    due_on: date | None = None


@dataclass(frozen=True)
class CommentText:
    """What is said about one branch: by the leader in three texts and the `aspects` spoken of, by peers; what was
    agreed."""

    aspects: tuple[str, ...] = ()
    strengths: str = ""
    problems: str = ""
    direction: str = ""
    peers: tuple[PeerText, ...] = ()
    actions: tuple[ActionText, ...] = ()


HEAD_FIELDS = tuple(MeetingHead.__dataclass_fields__)
COMMENT_FIELDS = ("aspects", "strengths", "problems", "direction")
PEER_FIELDS = ("peer", "text")
ACTION_FIELDS = ("text", "person", "due_on")
