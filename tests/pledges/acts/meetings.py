"""The acts about review meetings."""

from pledges.actions import meetings as actions
from tests.pledges.acts.ready import branch, done_by
from tests.pledges.made import TODAY
from tests.pledges.meetings.conftest import comment, head, said

UNIT = "unit-01"


def _meeting(world):
    return actions.record(unit=world["01"], head=head(), by=None)


def _spoken(world):
    meeting = _meeting(world)
    said(meeting, _comments(world))
    return meeting


def _comments(world):
    return {world["0101"]: comment(actions=["每月集中学习一次"], peers={world["0103"].pk: "学习有计划"})}


def _comment(world):
    meeting = _spoken(world)
    actions.close(meeting=meeting, by=None)
    return meeting.comments.get(branch=world["0101"])


ACTS = {
    actions.record: done_by(UNIT, actions.record, unit=branch("01"), head=head()),
    actions.write: done_by(
        UNIT, actions.write, meeting=_meeting, head=head(chair="李四"), comments=_comments, added=branch("0103")
    ),
    actions.discard: done_by(UNIT, actions.discard, meeting=_spoken),
    actions.close: done_by(UNIT, actions.close, meeting=_spoken),
    actions.follow_up: done_by(UNIT, actions.follow_up, comment=_comment, text="已集中学习两次", on=TODAY),
}
