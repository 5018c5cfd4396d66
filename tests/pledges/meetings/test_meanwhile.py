"""Two people write one meeting: the second is told what the first did, and writes only what was changed here."""

from urllib.parse import urlencode

from django.http import QueryDict

from pledges.actions import meetings as actions
from pledges.meetings.form import FollowUpForm
from pledges.models import AgreedAction, Comment
from tests.pledges.made import TODAY, days, on
from tests.pledges.meetings.conftest import HELD, comment, said
from tests.pledges.meetings.sending import address, errors, shown, text


def test_what_somebody_else_wrote_is_told_and_one_s_own_kept(rated, spoken, client_of):
    client, edit = client_of("unit-01"), address(spoken, "edit")
    values = shown(client.get(edit)) | {f"comment-{rated['0102'].pk}-direction": "再努力"}
    with on(TODAY + days(1)):
        said(spoken, {rated["0101"]: comment(strengths="班子团结")}, by=rated.people["department"])
    page = client.post(edit, values)
    *told, kept = errors(page)["__all__"]
    assert "“文学院教工第一党支部 · 主要成绩”" in " ".join(told)
    assert kept == "您改动过的内容仍在，再次保存即以您的为准；其余内容已更新为最新。"
    assert "再努力" in text(page)
    assert client.post(edit, shown(page)).status_code == 302
    assert Comment.objects.get(branch=rated["0102"]).direction == "再努力"


def test_what_another_tab_agreed_stays_where_one_s_own_comments(rated, meeting, client_of):
    """Its texts, its peer and its action are shown by the stale form, and stay with the second save."""
    client, edit = client_of("unit-01"), address(meeting, "edit")
    values = shown(client.get(edit)) | {f"comment-{rated['0101'].pk}-direction": "再努力"}
    theirs = comment(actions=["每月集中学习一次"], peers={rated["0103"].pk: "学习有计划"})
    said(meeting, {rated["0101"]: theirs}, place="主楼")
    page = client.post(edit, values)
    assert list(errors(page)) == ["__all__"]
    assert "新增了“每月集中学习一次”" in " ".join(errors(page)["__all__"])
    assert client.post(edit, shown(page)).status_code == 302
    [kept] = Comment.objects.filter(branch=rated["0101"]).prefetch_related("peers", "actions")
    assert (kept.strengths, kept.direction) == ("制度健全", "再努力")
    assert [one.text for one in (*kept.peers.all(), *kept.actions.all())] == ["学习有计划", "每月集中学习一次"]
    meeting.refresh_from_db()
    assert meeting.place == "主楼"


def test_meeting_closed_meanwhile_says_by_whom_and_keeps_what_is_typed(rated, spoken, client_of):
    """At once, not as a list of fields that could be overwritten."""
    client, edit = client_of("unit-01"), address(spoken, "edit")
    values = shown(client.get(edit)) | {f"comment-{rated['0102'].pk}-direction": "再努力"}
    actions.close(meeting=spoken, by=rated.people["department"])
    page = client.post(edit, values)
    [told] = errors(page)["__all__"]
    assert (told[:16], "department" in told) == ("会议已办结，点评内容不能再修改。", True)
    assert ("再努力" in text(page), "再次保存" in text(page)) == (True, False)


def test_what_came_of_it_is_not_overwritten_unseen(rated, closed, client_of):
    """Neither when it was told before the form is sent, nor between its checks and its saving."""
    noted = closed.comments.get(branch=rated["0101"])
    client, page = client_of("unit-01"), address(closed, "follow-up", "0101")
    form = FollowUpForm(QueryDict(urlencode(shown(client.get(page)) | {"text": "我的"})), comment=noted, today=TODAY)
    assert form.is_valid()
    with on(TODAY + days(1)):
        actions.follow_up(comment=Comment.objects.get(pk=noted.pk), text="他人的", on=TODAY, by=None)
    assert (form.save(by=None), "他人的" in " ".join(form.non_field_errors())) == (None, True)
    stale = client.post(page, {name: str(value) for name, value in form.data.items()} | {"version": "1"})
    assert "他人的" in " ".join(errors(stale)["__all__"])
    noted.refresh_from_db()
    assert noted.follow_up == "他人的"


def test_row_that_is_taken_out_is_the_one_that_was_ticked(rated, meeting, client_of):
    """Another tab put an action before it meanwhile."""
    said(meeting, {rated["0101"]: comment(actions=["甲", "乙"])})
    client, edit = client_of("unit-01"), address(meeting, "edit")
    values = shown(client.get(edit)) | {f"comment-{rated['0101'].pk}-actions-1-DELETE": "on"}
    said(meeting, {rated["0101"]: comment(actions=["乙", "丙"])})
    assert client.post(edit, shown(client.post(edit, values))).status_code == 302
    assert list(AgreedAction.objects.values_list("text", flat=True)) == ["丙"]


def test_meeting_and_what_it_agreed_move_to_an_earlier_day_at_once(rated, meeting, client_of):
    client, edit = client_of("unit-01"), address(meeting, "edit")
    row = f"comment-{rated['0101'].pk}-actions-0-"
    typed = {"held_on": HELD - days(3), f"{row}text": "学习", f"{row}due_on": HELD - days(1)}
    assert client.post(edit, shown(client.get(edit)) | typed).status_code == 302
    assert AgreedAction.objects.get().due_on == HELD - days(1)


def test_section_nobody_has_seen_is_left_alone(rated, spoken, client_of):
    """A branch that is asked for since the form was shown."""
    client, edit = client_of("unit-01"), address(spoken, "edit")
    values = shown(client.get(edit))
    key = f"comment-{rated['0102'].pk}-"
    sent = {name: value for name, value in values.items() if not name.startswith(key)} | {"version": ""}
    assert client.post(edit, sent).status_code == 302
    assert Comment.objects.get(branch=rated["0102"]).strengths == "活动经常"
