"""Text fields of the forms of review meetings."""

from functools import partial

from pledges.models import AgreedAction, Comment, Meeting, PeerComment
from tests.naughty.fields import (
    LINE,
    LINES,
    LONG_TEXT,
    PERSON,
    PUBLIC,
    READ,
    REASON,
    TEXT,
    Text,
    of,
)
from tests.pledges.access import MEETING, OPEN_MEETING

UNIT = "unit-01"


HEAD = {"held_on": "2012-05-03", "mode": "together", "chair": "周文"}
FOLLOW_UP = f"/meetings/{MEETING}/follow-up/0101/"


def held():
    return Meeting.objects.filter(pk=OPEN_MEETING)


def commented(code):
    """The address of the form of the open meeting, at which the branch is commented on."""

    def before(world):
        Comment.objects.get_or_create(meeting_id=OPEN_MEETING, branch=world[code])
        return f"/meetings/{OPEN_MEETING}/edit/"

    return before


def section(code):
    """What the form of the open meeting sends of the branch: a comment, a peer's, an action."""

    def data(world):
        prefix = f"comment-{world[code].pk}"
        rows = {"peers-TOTAL_FORMS": 1, "peers-INITIAL_FORMS": 0, "actions-TOTAL_FORMS": 1, "actions-INITIAL_FORMS": 0}
        rows |= {"peers-0-peer": world["0103"].pk, "peers-0-text": "学习有计划", "actions-0-text": "每月学习"}
        return HEAD | {f"{prefix}-{name}": value for name, value in rows.items()}

    return data


def head(name, longest, how, *, known="", **data):
    stored = of(held, name, known=known)
    return Text(f"/meetings/{OPEN_MEETING}/edit/", name, longest, stored, HEAD | data, UNIT, **how, **READ)


def said(place, model, name, longest, how, *, code="0102", known=""):
    """A text of the section of a branch; that of `code` 0101 goes into a pledge."""
    link = {"meeting": OPEN_MEETING} if model is Comment else {"comment__meeting": OPEN_MEETING}
    return Text(
        commented(code),
        lambda world: f"comment-{world[code].pk}-{place}",
        longest,
        of(partial(model.objects.filter, **link), name, known=known),
        section(code),
        UNIT,
        **how,
        **READ,
    )


TEXTS = {
    "place of a meeting": head("place", LINE, LINES),
    "chair": head("chair", PERSON, LINES, known="周文"),
    "substitute": head("substitute", PERSON, LINES, substitute_reason="出差"),
    "why somebody else": head("substitute_reason", REASON, LINES, substitute="李强"),
    "names": head("names", TEXT, LONG_TEXT),
    "strengths": said("strengths", Comment, "strengths", TEXT, LONG_TEXT),
    "problems": said("problems", Comment, "problems", TEXT, LONG_TEXT),
    "direction": said("direction", Comment, "direction", TEXT, LONG_TEXT),
    "peer": said("peers-0-text", PeerComment, "text", TEXT, LONG_TEXT, known="学习有计划"),
    "action": said("actions-0-text", AgreedAction, "text", LINE, LINES, known="每月学习"),
    "action for a pledge": said(
        "actions-0-text", AgreedAction, "text", LINE, LINES | PUBLIC, code="0101", known="每月学习"
    ),
    "who acts": said("actions-0-person", AgreedAction, "person", PERSON, LINES),
    "who acts for a pledge": said("actions-0-person", AgreedAction, "person", PERSON, LINES | PUBLIC, code="0101"),
    "what came of it": Text(
        FOLLOW_UP,
        "text",
        TEXT,
        of(partial(Comment.objects.filter, meeting=MEETING), "follow_up"),
        {"on": "2012-06-01"},
        UNIT,
        **LONG_TEXT,
        **READ,
    ),
    "place of a new meeting": Text(
        "/meetings/new/01/",
        "place",
        LINE,
        of(partial(Meeting.objects.filter, held_on="2012-05-04"), "place"),
        HEAD | {"held_on": "2012-05-04"},
        UNIT,
        read=lambda url: url.removesuffix("edit/"),
        **LINES,
    ),
}
