"""What review meetings are tried on."""

from datetime import date

import pytest

from pledges.actions import meetings as actions
from pledges.actions.meetings import ActionText, CommentText, MeetingHead, PeerText
from ratings.choices import Tier
from tests.pledges.made import TODAY, on
from tests.snapshot import staged
from tests.world import appoint, person, rate

HELD = date(2012, 5, 28)
CHAIR = "周文"


@pytest.fixture(autouse=True)
def clock():
    with on(TODAY):
        yield


@pytest.fixture
@staged
def rated(world):
    """0101 and 0102 stand at ordinary, 0103 at advanced, 0201 at lagging; 0102 has a secretary who signs in."""
    tiers = {"0101": Tier.ORDINARY, "0102": Tier.ORDINARY, "0103": Tier.ADVANCED, "0201": Tier.LAGGING}
    for code, tier in tiers.items():
        rate(world[code], world.baseline, tier)
    world.people["branch-0102"] = person("branch-0102")
    appoint(world.people["branch-0102"], "branch", world["0102"])
    return world


@pytest.fixture
def meeting(rated):
    """An open meeting of 01, nothing said yet."""
    return actions.record(unit=rated["01"], head=head(), by=rated.people["unit-01"])


@pytest.fixture
def spoken(rated, meeting):
    """The same with both comments, a peer's, and an action agreed for 0101."""
    said(
        meeting,
        {
            rated["0101"]: comment(actions=["每月集中学习一次"], peers={rated["0103"].pk: "学习有计划"}),
            rated["0102"]: comment(strengths="活动经常"),
        },
    )
    return meeting


@pytest.fixture
def closed(rated, spoken):
    """The same, closed."""
    actions.close(meeting=spoken, by=rated.people["unit-01"])
    return spoken


def head(held_on=HELD, chair=CHAIR, **facts):
    """The head of a meeting."""
    return MeetingHead(held_on=held_on, chair=chair, **{"place": "第一会议室", "expected": 12, "present": 11} | facts)


def comment(strengths="制度健全", problems="学习不够经常", *, actions=(), peers=None, **facts):
    """A complete comment; actions as texts or ActionTexts, peers as {primary key: text}."""
    rows = tuple(one if isinstance(one, ActionText) else ActionText(one) for one in actions)
    others = tuple(PeerText(key, text) for key, text in (peers or {}).items())
    return CommentText(strengths=strengths, problems=problems, actions=rows, peers=others, **facts)


def said(meeting, comments, *, added=None, by=None, **facts):
    """Write what was said at `meeting`."""
    actions.write(meeting=meeting, head=head(**facts), comments=comments, added=added, by=by)
