"""A meeting is recorded and written: what is refused, and that the same sent twice is the same (N09, R32)."""

from datetime import date

import pytest

from branches.models import Organisation
from pledges.actions import meetings as actions
from pledges.actions.meetings import ActionText
from pledges.choices import MeetingState, PlanKind
from pledges.models import AgreedAction, Comment, Meeting, PeerComment
from tests.pledges.made import TODAY, days, in_force
from tests.pledges.meetings.conftest import HELD, comment, head, said
from tests.world import close

TWICE = "该单位当日的点评互评会已有记录。"
# What a head says, and what is refused of it.
HEADS = [
    ({"held_on": TODAY + days(1)}, {"held_on": ["会议日期晚于今天，请在会后记录。"]}),
    ({"held_on": date(2012, 3, 1)}, {"held_on": ["会议日期早于活动开始日期（2012年4月1日）。"]}),
    ({"substitute": "李明"}, {"substitute_reason": ["请填写由他人主持的原因。"]}),
    ({"substitute_reason": "出差"}, {"substitute": ["请填写代为主持人。"]}),
    ({"expected": 10, "present": 11}, {"present": ["实到人数多于应到人数。"]}),
    ({"chair": ""}, {"chair": ["请填写。"]}),
    ({"held_on": HELD}, {"held_on": [TWICE]}),
    (
        {"held_on": HELD, "substitute": "李明", "expected": 20, "present": 25},
        {
            "held_on": [TWICE],
            "substitute_reason": ["请填写由他人主持的原因。"],
            "present": ["实到人数多于应到人数。"],
        },
    ),
]


def rows(meeting):
    """{code: (strengths, problems)} of its comments."""
    return {one.branch.code: (one.strengths, one.problems) for one in meeting.comments.select_related("branch")}


def test_record_begins_a_comment_for_each_ordinary_branch(rated, meeting):
    assert (meeting.state, rows(meeting)) == (MeetingState.OPEN, {"0101": ("", ""), "0102": ("", "")})
    assert meeting.history.get().history_user == rated.people["unit-01"]


@pytest.mark.parametrize(("facts", "told"), HEADS)
def test_head_that_cannot_be(rated, meeting, refused, facts, told):
    asked = {"held_on": TODAY} | facts
    assert refused(actions.record, unit=rated["01"], head=head(**asked), by=None) == told


def test_closed_unit_held_none(rated, refused):
    close(rated["03"], HELD, into=rated["01"])
    told = {"held_on": ["图书馆直属党支部当日已撤销，不能记录会议。"]}
    assert refused(actions.record, unit=rated["03"], head=head(), by=None) == told


def test_unit_held_none_before_it_was_founded(rated, refused):
    Organisation.objects.filter(pk=rated["01"].pk).update(founded_on=HELD + days(1))
    rated["01"].refresh_from_db()
    told = {"held_on": ["文学院党委于2012年5月29日才成立。"]}
    assert refused(actions.record, unit=rated["01"], head=head(), by=None) == told


def test_what_was_said_is_kept(rated, spoken):
    assert rows(spoken) == {"0101": ("制度健全", "学习不够经常"), "0102": ("活动经常", "学习不够经常")}
    assert list(PeerComment.objects.values_list("peer__code", "text")) == [("0103", "学习有计划")]
    assert list(AgreedAction.objects.values_list("comment__branch__code", "text")) == [("0101", "每月集中学习一次")]


def test_same_once_more_changes_nothing(rated, meeting):
    for _twice in range(2):
        said(meeting, {rated["0101"]: comment(actions=["学习"], peers={rated["0103"].pk: "好"})})
    models = (Meeting, Comment, PeerComment, AgreedAction)
    assert [model.history.count() for model in models] == [1, 3, 1, 1]


def test_rows_left_out_go(rated, spoken):
    said(spoken, {rated["0101"]: comment()})
    assert (PeerComment.objects.count(), AgreedAction.objects.count()) == (0, 0)


def test_another_branch_is_added_once(rated, meeting):
    for _twice in range(2):
        said(meeting, {}, added=rated["0103"])
    assert list(rows(meeting)) == ["0101", "0102", "0103"]


def test_branch_of_another_unit_is_not_added(rated, meeting, refused):
    told = {"add": ["该党支部在会议当日不属于本单位。"]}
    asked = {"meeting": meeting, "head": head(), "comments": {}, "added": rated["0201"]}
    assert refused(actions.write, **asked, by=None) == told


def test_another_day_asks_anew(rated, meeting):
    """What nobody began for a branch that the new day does not ask for goes."""
    said(meeting, {}, added=rated["0103"])
    said(meeting, {}, held_on=TODAY)
    assert list(rows(meeting)) == ["0101", "0102"]


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({"peers": "0101"}, {"__all__": ["文学院教工第一党支部不能评议自己。"]}),
        ({"actions": [ActionText("学习", due_on=HELD - days(1))]}, {"due_on": ["该日期早于会议日期。"]}),
    ],
)
def test_comment_that_cannot_be(rated, meeting, refused, facts, told):
    if "peers" in facts:
        facts = {"peers": {rated[facts["peers"]].pk: "好"}}
    comments = {rated["0101"]: comment(**facts)}
    assert refused(actions.write, meeting=meeting, head=head(), comments=comments, by=None) == told
    assert rows(meeting)["0101"] == ("", "")


def test_what_is_agreed_for_a_pledge_may_be_told(rated, meeting, refused):
    """R27a: it goes where everybody reads it."""
    in_force(rated["0101"], rated.campaign, PlanKind.PLEDGE)
    comments = {rated["0101"]: comment(actions=["摘掉后进帽子"])}
    [sentence] = refused(actions.write, meeting=meeting, head=head(), comments=comments, by=None)["__all__"]
    assert sentence.startswith("“后进”")


def test_open_meeting_is_thrown_away(rated, spoken):
    actions.discard(meeting=spoken, by=rated.people["unit-01"])
    assert (Meeting.objects.count(), Comment.objects.count(), PeerComment.objects.count()) == (0, 0, 0)
    assert Meeting.history.filter(history_type="-").get().history_user == rated.people["unit-01"]


def test_closed_meeting_is_fixed(rated, closed, refused):
    told = {"__all__": ["会议已办结，点评内容不能再修改。"]}
    assert refused(actions.write, meeting=closed, head=head(), comments={}, by=None) == told
    assert refused(actions.discard, meeting=closed, by=None) == told
