"""A meeting is closed when each ordinary branch of its day was commented on (N09)."""

import pytest

from core.models import Event
from core.workflow.lifecycle import TooLate
from pledges.actions import meetings as actions
from pledges.choices import MeetingState
from pledges.models import Comment, Meeting
from pledges.rules.meetings import lacking, unsaid
from ratings.choices import Tier
from tests.pledges.made import TODAY, days, on
from tests.pledges.meetings.conftest import HELD, comment, said
from tests.world import close, rate

GOOD, BAD = "文学院教工第一党支部：请填写主要成绩。", "文学院教工第一党支部：请填写突出问题或努力方向。"
# strengths, problems, direction; what the comment lacks
COMMENTS = [
    (("", "", ""), ["strengths", "problems"]),
    (("好", "", ""), ["problems"]),
    (("", "差", ""), ["strengths"]),
    (("", "", "努力"), ["strengths"]),
    (("好", "差", ""), []),
    (("好", "", "努力"), []),
    (("好", "差", "努力"), []),
]
SENTENCES = {"strengths": GOOD, "problems": BAD}


@pytest.mark.parametrize(("texts", "fields"), COMMENTS)
def test_what_a_comment_lacks(texts, fields):
    assert list(lacking(*texts)) == fields


def test_place_and_how_many_came_are_said_before_it_is_closed(rated, spoken, refused, client_of):
    said(spoken, {}, place="", expected=None, present=None)
    missing = ["请填写会议地点。", "请填写应到人数。", "请填写实到人数。"]
    assert refused(actions.close, meeting=spoken, by=None) == {"__all__": missing}
    page = client_of("unit-01").get(f"/meetings/{spoken.pk}/close/").content.decode()
    assert [f"#id_{name}" in page for name in ("place", "expected", "present")] == [True] * 3
    assert [page.count(told) for told in ("会议暂不能办结。", "办结会议尚缺以下内容：", *missing)] == [1] * 5
    assert _head_is_open(client_of, spoken)
    said(spoken, {}, expected=0, present=0)
    assert not _head_is_open(client_of, spoken)
    actions.close(meeting=spoken, by=None)


@pytest.mark.parametrize(
    ("facts", "left"),
    [
        (("", None, None), ["place", "expected", "present"]),
        (("会议室", 12, None), ["present"]),
        (("", 0, 0), ["place"]),
        (("会议室", 0, 0), []),
    ],
)
def test_what_the_facts_of_a_meeting_lack(facts, left):
    assert list(unsaid(*facts)) == left


def _head_is_open(client_of, meeting):
    """Whether the form unfolds the facts of the meeting, where the link of what is missing leads."""
    return '<details class="panel" open>' in client_of("unit-01").get(f"/meetings/{meeting.pk}/edit/").content.decode()


@pytest.mark.parametrize(("texts", "fields"), [row for row in COMMENTS if row[1]])
def test_incomplete_comment_is_named(rated, spoken, refused, texts, fields):
    said(spoken, {rated["0101"]: comment(*texts[:2], direction=texts[2])})
    assert refused(actions.close, meeting=spoken, by=None) == {"__all__": [SENTENCES[name] for name in fields]}
    spoken.refresh_from_db()
    assert spoken.state == MeetingState.OPEN


def test_closing_says_who_and_when(rated, closed):
    assert (closed.state, closed.closed_by, closed.closed_at.date()) == (
        MeetingState.CLOSED,
        rated.people["unit-01"],
        TODAY,
    )
    event = Event.objects.latest("pk")
    told = {name: event.detail[name] for name in ("verb", "organisation", "on", "before")}
    known = {"verb": "close_meeting", "organisation": "01", "on": HELD.isoformat(), "before": {"state": "open"}}
    assert (event.subject, told) == (str(closed), known)


def test_meeting_is_closed_as_it_is_not_as_it_was_read(rated, spoken):
    stale = Meeting.objects.get(pk=spoken.pk)
    said(spoken, {}, held_on=HELD + days(1))
    actions.close(meeting=stale, by=None)
    assert (stale.held_on, Event.objects.latest("pk").detail["on"]) == (HELD + days(1), "2012-05-29")


def test_second_press_is_too_late(rated, closed):
    with pytest.raises(TooLate):
        actions.close(meeting=closed, by=None)


def test_branch_turned_ordinary_meanwhile_is_asked_for(rated, spoken, refused):
    """0103 was rated by then, officially only later: the day counts, not the approval (R3)."""
    rated.later.reference_date = HELD
    rated.later.save()
    rate(rated["0103"], rated.later, Tier.ORDINARY)
    told = ["文学院离退休党支部：请填写主要成绩。", "文学院离退休党支部：请填写突出问题或努力方向。"]
    assert refused(actions.close, meeting=spoken, by=None) == {"__all__": told}
    said(spoken, {rated["0103"]: comment()})
    actions.close(meeting=spoken, by=None)
    assert spoken.state == MeetingState.CLOSED


def test_branch_rated_after_the_day_is_not(rated, spoken):
    with on(rated.later.reference_date + days(1)):
        rate(rated["0103"], rated.later, Tier.ORDINARY)
        actions.close(meeting=spoken, by=None)
    assert spoken.state == MeetingState.CLOSED


def test_branch_closed_by_the_day_is_not_asked_for(rated, meeting):
    close(rated["0102"], HELD, into=rated["0103"])
    said(meeting, {rated["0101"]: comment()})
    actions.close(meeting=meeting, by=None)
    assert list(Comment.objects.values_list("branch__code", flat=True)) == ["0101"]


def test_empty_comment_on_another_branch_goes(rated, spoken):
    said(spoken, {}, added=rated["0103"])
    actions.close(meeting=spoken, by=None)
    assert list(spoken.comments.values_list("branch__code", flat=True)) == ["0101", "0102"]


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (TODAY + days(1), "该日期尚未到来。"),
        (HELD - days(1), "该日期早于会议日期。"),
    ],
)
def test_follow_up_on_a_day_that_cannot_be(rated, closed, refused, day, told):
    row = closed.comments.get(branch=rated["0101"])
    assert refused(actions.follow_up, comment=row, text="已整改", on=day, by=None) == {"on": [told]}


def test_follow_up_is_written_once(rated, closed):
    row = closed.comments.get(branch=rated["0101"])
    for _twice in range(2):
        actions.follow_up(comment=row, text="已整改", on=TODAY, by=rated.people["unit-01"])
    row.refresh_from_db()
    assert (row.follow_up, row.followed_on, row.followed_by) == ("已整改", TODAY, rated.people["unit-01"])
    assert row.history.filter(follow_up="已整改").count() == 1


def test_open_meeting_has_no_follow_up(rated, spoken, refused):
    row = spoken.comments.get(branch=rated["0101"])
    told = {"__all__": ["会议办结后方可填写整改落实情况。"]}
    assert refused(actions.follow_up, comment=row, text="已整改", on=TODAY, by=None) == told
