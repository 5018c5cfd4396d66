"""点评互评会纪要 as a Word document: what was said and agreed, to be signed and filed."""

from collections.abc import Sequence

from django.utils import translation
from docx.document import Document as WordDocument
from docx.shared import Mm

from core.documents import BLANK_DAY, RIGHT, day_text, heading, line, listing, paper, table, write
from core.names import fold, fold_lines
from pledges.choices import Aspect, MeetingMode
from pledges.models import Comment, Meeting

HEAD_WIDTHS = (Mm(30), Mm(48), Mm(30), Mm(48))
ACTION_WIDTHS = (Mm(13), Mm(73), Mm(30), Mm(40))
ACTION_HEADINGS = ("序号", "议定事项", "责任人", "完成时限")
CHINESE = "zh-hans"
NOTHING = "—"


def document_of(meeting: Meeting, comments: Sequence[Comment]) -> WordDocument:
    """The minutes of `meeting` with its `comments`, by code, each with its branch, peers and actions read."""
    document = paper(f"{meeting.unit.name}党支部工作点评互评会纪要")
    heading(document, fold(meeting.unit.name))
    heading(document, "党支部工作点评互评会纪要")
    _head(document, meeting)
    for number, comment in enumerate(comments, 1):
        _comment(document, number, comment)
    line(document, "主持人（签名）：　　　　　　　　", align=RIGHT)
    line(document, "记录人（签名）：　　　　　　　　", align=RIGHT)
    line(document, BLANK_DAY, align=RIGHT)
    return document


def _head(document, meeting):
    found = table(document, 4, HEAD_WIDTHS)
    for row in (2, 3):
        found.cell(row, 1).merge(found.cell(row, 3))
    facts = [
        ("时间", day_text(meeting.held_on), "地点", fold(meeting.place) or NOTHING),
        ("形式", _word(MeetingMode(meeting.mode)), "应到/实到", _counts(meeting)),
        ("主持人", _chair(meeting)),
        ("参加人员", fold_lines(meeting.names) or NOTHING),
    ]
    for row, texts in zip(found.rows, facts, strict=True):
        for at, text in enumerate(texts):
            write(row.cells[at], text)


def _counts(meeting):
    said = [NOTHING if number is None else f"{number}人" for number in (meeting.expected, meeting.present)]
    return "/".join(said)


def _chair(meeting):
    """The first responsible person, or who stood in with the reason."""
    if not meeting.substitute:
        return f"{fold(meeting.chair)}（第一责任人）"
    reason = fold(meeting.substitute_reason)
    return f"{fold(meeting.substitute)}（代第一责任人{fold(meeting.chair)}主持，原因：{reason}）"


def _comment(document, number, comment):
    line(document, f"{number}．{fold(comment.branch.name)}", indent=True)
    if comment.aspects:
        line(document, f"点评内容：{'、'.join(_word(Aspect(one)) for one in comment.aspects)}", indent=True)
    texts = (("主要成绩", comment.strengths), ("突出问题", comment.problems), ("努力方向", comment.direction))
    for label, text in texts:
        if text:
            line(document, f"{label}：{_joined(text)}", indent=True)
    for peer in comment.peers.all():
        line(document, f"{fold(peer.peer.name)}互评意见：{_joined(peer.text)}", indent=True)
    if rows := [_action(place, row) for place, row in enumerate(comment.actions.all(), 1)]:
        listing(document, ACTION_WIDTHS, ACTION_HEADINGS, rows, left=(1,))
    if comment.follow_up:
        line(document, f"整改落实情况（{day_text(comment.followed_on)}）：{_joined(comment.follow_up)}", indent=True)


def _action(place, row):
    due = day_text(row.due_on) if row.due_on else NOTHING
    return str(place), fold(row.text), fold(row.person) or NOTHING, due


def _joined(text):
    """A text of several lines in one paragraph."""
    return fold(text)


def _word(choice):
    """A choice in Chinese, whatever the language of the page."""
    with translation.override(CHINESE):
        return str(choice.label)
