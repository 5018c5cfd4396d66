"""The pages of review meetings: what each person reads and sends."""

import io
import re
from datetime import date

import pytest
from docx import Document

from branches import actions as roster
from core.models import Event
from pledges.actions import meetings as actions
from pledges.actions.meetings import ActionText
from pledges.choices import MeetingState, PlanKind
from pledges.models import Comment, Meeting
from tests.pledges.made import TODAY, days, in_force
from tests.pledges.meetings.conftest import HELD, comment, said
from tests.pledges.meetings.sending import address, errors, shown, text
from tests.world import appoint, move

LIST, NEW = "/meetings/", "/meetings/new/01/"
OTHERS = ("制度健全", "学习有计划", "每月集中学习一次")  # said of 0101


def test_secretary_of_the_day_is_filled_in(rated, client_of):
    values = shown(client_of("unit-01").get(NEW))
    assert values["held_on"] == TODAY


def test_meeting_is_recorded_and_goes_on_to_its_comments(rated, client_of, told):
    client = client_of("unit-01")
    response = client.post(NEW, shown(client.get(NEW)) | {"chair": " 周　文 ", "place": "Ａ２０１"})
    meeting = Meeting.objects.get()
    assert (response.url, meeting.chair, meeting.place) == (address(meeting, "edit"), "周 文", "A201")
    assert told(response) == "已保存。请逐个填写对各党支部的点评意见。"
    assert [one.branch.code for one in client.get(response.url).context["form"].sections] == ["0101", "0102"]


def test_second_meeting_of_the_day_is_refused_at_its_field(rated, meeting, client_of):
    client = client_of("unit-01")
    response = client.post(NEW, shown(client.get(NEW)) | {"held_on": str(HELD), "chair": "李明"})
    assert errors(response) == {"held_on": ["该单位当日的点评互评会已有记录。"]}
    assert f'href="{address(meeting)}"' in text(response)


def test_second_press_on_record_goes_on_with_the_first(rated, client_of, told):
    client = client_of("unit-01")
    sent = shown(client.get(NEW)) | {"chair": "周文"}
    first, second = client.post(NEW, sent), client_of("unit-01").post(NEW, sent)
    assert (second.url, told(second)) == (first.url, "该次会议已有记录，请继续填写。")
    assert Meeting.objects.count() == 1


def test_what_will_wait_is_told_before_closing(rated, spoken, client_of):
    in_force(rated["0101"], rated.campaign)
    said(spoken, {rated["0101"]: comment(actions=[ActionText("每月学习", due_on=TODAY - days(1))])})
    page = client_of("unit-01").get(address(spoken, "close"))
    assert page.context["page"].waits == ["文学院教工第一党支部“每月学习”：完成时限为2012年5月31日，早于今天。"]
    assert (page.context["page"].waits[0] in text(page), page.context["page"].may_close) == (True, True)


def test_comments_are_saved_as_typed_and_resumed(rated, meeting, client_of):
    client, edit = client_of("unit-01"), address(meeting, "edit")
    one = f"comment-{rated['0101'].pk}"
    typed = {
        f"{one}-strengths": "制度健全",
        f"{one}-aspects": ["tasks", "service"],
        f"{one}-peers-0-peer": rated["0103"].pk,
        f"{one}-peers-0-text": "学习有计划",
        f"{one}-actions-0-text": "每月学习",
        f"{one}-actions-0-due_on": "2012-09-01",
    }
    response = client.post(edit, shown(client.get(edit)) | typed)
    assert response.url == address(meeting)
    again = shown(client.get(edit))
    assert {name: again[name] for name in typed} == typed | {f"{one}-actions-0-due_on": date(2012, 9, 1)}


@pytest.mark.parametrize("second", [False, True])
def test_sent_again_it_changes_nothing(rated, spoken, client_of, second):
    client, edit = client_of("unit-01"), address(spoken, "edit")
    before = Comment.history.count()
    values = shown(client.get(edit))
    for _press in range(2 if second else 1):
        assert client.post(edit, values).status_code == 302
    assert Comment.history.count() == before


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("actions-0-due_on", "2012-05-01", "该日期早于会议日期。"),
        ("actions-0-text", "摘掉后进帽子", "“后进”涉及最低等次，不能出现在公开页面上（R27a），请改换表述。"),
        ("strengths", "长" * 2001, None),
    ],
)
def test_refusal_stands_at_its_field_and_the_rest_is_kept(rated, spoken, client_of, field, value, sentence):
    in_force(rated["0101"], rated.campaign, PlanKind.PLEDGE)
    client, edit = client_of("unit-01"), address(spoken, "edit")
    one, other = f"comment-{rated['0101'].pk}-{field}", f"comment-{rated['0102'].pk}-direction"
    response = client.post(edit, shown(client.get(edit)) | {one: value, other: "再努力"})
    found = errors(response)
    assert list(found) == [one]
    assert sentence in (None, found[one][0])
    assert "再努力" in text(response)


def test_another_branch_is_added_and_shown(rated, spoken, client_of):
    client, edit = client_of("unit-01"), address(spoken, "edit")
    response = client.post(edit, shown(client.get(edit)) | {"add": rated["0103"].pk})
    assert response.url == f"{edit}#comment-{rated['0103'].pk}"
    assert [(one.branch.code, one.is_owed) for one in client.get(edit).context["form"].sections] == [
        ("0101", True),
        ("0102", True),
        ("0103", False),
    ]


def test_closing_asks_once_and_says_what_it_did(rated, spoken, client_of, told):
    client, close = client_of("unit-01"), address(spoken, "close")
    assert client.get(close).context["decision"].refusal == ""
    response = client.post(close)
    answer = told(response)
    assert (response.url, answer[:6]) == (address(spoken), "会议已办结。")
    assert answer.endswith("文学院教工第一党支部“每月集中学习一次”：尚无可列入的计划。")
    spoken.refresh_from_db()
    assert spoken.state == MeetingState.CLOSED


def test_second_press_says_who_was_faster(rated, closed, client_of, told):
    response = client_of("unit-01").post(address(closed, "close"))
    assert (response.url, "unit-01" in told(response)) == (address(closed), True)


def test_what_is_missing_is_named_with_the_way_to_its_field(rated, meeting, client_of):
    said(meeting, {rated["0102"]: comment()})
    response = client_of("unit-01").post(address(meeting, "close"))
    links = re.findall(r'href="([^"]+#id_comment[^"]+)"', text(response))
    key = rated["0101"].pk
    assert links == [f"{address(meeting, 'edit')}#id_comment-{key}-{name}" for name in ("strengths", "problems")]
    form = text(client_of("unit-01").get(address(meeting, "edit")))
    assert all(f'id="{link.split("#")[1]}"' in form for link in links)
    meeting.refresh_from_db()
    assert meeting.state == MeetingState.OPEN


def test_branch_reads_the_head_and_its_own_comment_only(rated, closed, client_of):
    page = text(client_of("branch-0102").get(address(closed)))
    assert [words in page for words in ("活动经常", "周文", *OTHERS)] == [True, True, False, False, False]
    own = text(client_of("branch-0101").get(address(closed)))
    assert [words in own for words in ("活动经常", *OTHERS)] == [False, True, True, True]


def test_branch_sees_no_open_meeting_and_none_of_another_unit(rated, spoken, client_of):
    assert client_of("branch-0101").get(address(spoken)).status_code == 404
    actions.close(meeting=spoken, by=None)
    assert client_of("branch-0201").get(address(spoken)).status_code == 404
    assert client_of("branch-0201").get(LIST).context["list"].paginator.count == 0


def test_branch_that_was_not_spoken_of_is_told_so(rated, closed, client_of):
    appoint(rated.people["stranger"], "branch", rated["0103"])
    page = text(client_of("stranger").get(address(closed)))
    assert ("本次会议没有点评你所在的党支部。" in page, "制度健全" in page) == (True, False)


def test_unit_a_branch_came_to_reads_the_comment_without_a_dead_link(rated, closed, client_of):
    move(rated["0101"], rated["02"], on=TODAY)
    pages = {who: text(client_of(who).get("/branches/0101/")) for who in ("unit-02", "branch-0101")}
    assert {who: ("学习不够经常" in page, address(closed) in page) for who, page in pages.items()} == {
        "unit-02": (True, False),
        "branch-0101": (True, True),
    }
    assert client_of("unit-02").get(address(closed)).status_code == 404


def test_follow_up_is_noted(rated, closed, client_of):
    client, form = client_of("unit-01"), address(closed, "follow-up", "0101")
    response = client.post(form, shown(client.get(form)) | {"text": "已补学两次"})
    assert response.url == f"{address(closed)}#comment-{rated['0101'].pk}"
    assert "已补学两次" in text(client_of("branch-0101").get(address(closed)))


def test_meeting_is_thrown_away_once(rated, spoken, client_of, told):
    client, discard = client_of("unit-01"), address(spoken, "discard")
    assert "文学院党委" in text(client.get(discard))
    assert told(client.post(discard)) == "会议记录已删除。"
    assert told(client_of("unit-01").post(discard)) == "该会议记录已删除。"
    assert Meeting.objects.count() == 0


@pytest.mark.parametrize("further", ["edit", "discard"])
def test_closed_meeting_is_not_written(rated, closed, client_of, told, further):
    client = client_of("unit-01")
    response = client.post(address(closed, further), {"chair": "另一人", "held_on": str(HELD), "mode": "together"})
    closed.refresh_from_db()
    assert closed.chair == "周文"
    answer = told(response) + "".join(errors(response).get("__all__", [])) if further == "edit" else told(response)
    assert answer[:16] == "会议已办结，点评内容不能再修改。"


def test_plan_that_is_begun_offers_what_waits(rated, closed, client_of):
    form = client_of("branch-0101").get("/plans/new/pledge/0101/").context["form"]
    assert [row["text"].value() for row in form.measures if row["text"].value()] == ["每月集中学习一次"]


def test_minutes_say_the_names_of_the_day_of_the_meeting(rated, spoken, client_of):
    for code, name in (("01", "新名党委"), ("0101", "新名党支部")):
        roster.rename(rated[code], name=name, on=TODAY, by=None)
    response = client_of("unit-01").get(address(spoken, "minutes"))
    assert "%E6%96%B0%E5%90%8D" not in response.headers["Content-Disposition"]
    document = Document(io.BytesIO(b"".join(response.streaming_content)))
    assert "新名" not in "".join(paragraph.text for paragraph in document.paragraphs)


def test_minutes_say_what_was_said(rated, spoken, client_of):
    said(
        spoken,
        {
            rated["0101"]: comment(
                actions=[ActionText("每月学习", "张三", date(2012, 9, 1))],
                peers={rated["0103"].pk: "学习有计划"},
                aspects=("tasks",),
            )
        },
        substitute="李明",
        substitute_reason="出差",
        expected=12,
        present=10,
    )
    response = client_of("unit-01").get(address(spoken, "minutes"))
    document = Document(io.BytesIO(b"".join(response.streaming_content)))
    lines = [paragraph.text for paragraph in document.paragraphs]
    assert lines[:6] == [
        "文学院党委",
        "党支部工作点评互评会纪要",
        "1．文学院教工第一党支部",
        "点评内容：中心工作和重点任务",
        "主要成绩：制度健全",
        "突出问题：学习不够经常",
    ]
    assert lines[6] == "文学院离退休党支部互评意见：学习有计划"
    cells = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert cells[1] == ["形式", "会议集中点评", "应到/实到", "12人/10人"]
    assert cells[2][:2] == ["主持人", "李明（代第一责任人周文主持，原因：出差）"]
    assert [cell.text for cell in document.tables[1].rows[1].cells] == ["1", "每月学习", "张三", "2012年9月1日"]
    assert Event.objects.latest("pk").subject == "点评互评会纪要 01 文学院党委 2012-05-28"
