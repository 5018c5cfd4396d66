"""立项申请书 as a Word document: its cover, the twelve parts of its form, boxes for signatures and opinions."""

from decimal import Decimal

from django.utils import timezone
from docx.document import Document as WordDocument
from docx.shared import Mm

from core.documents import (
    BLANK_DAY,
    CENTRE,
    RIGHT,
    SIZE_4,
    day_text,
    heading,
    line,
    listing,
    paper,
    put,
    table,
    write,
)
from projects.choices import Level, ProjectClass
from projects.models import Project

LABEL, VALUE = Mm(40), Mm(116)
WRITTEN = (
    ("二、背景与意义", "background"),
    ("三、目标与主要内容", "goals"),
    ("四、创新点", "innovation"),
)
LATER = (("六、预期成果与推广价值", "expected"), ("七、基础与条件", "conditions"))
OPINIONS = ("九、支部意见", "十、单位审核意见", "十一、评审意见", "十二、学校意见")
MEMBERS = ("序号", "姓名", "性别", "职务职称/年级", "单位", "分工", "签名")
MEMBER_WIDTHS = (Mm(14), Mm(22), Mm(14), Mm(30), Mm(30), Mm(26), Mm(20))
STEPS = ("序号", "工作内容", "起止时间", "阶段成果", "责任人")
STEP_WIDTHS = (Mm(14), Mm(46), Mm(40), Mm(34), Mm(22))
LINES = ("序号", "用途", "金额（元）", "依据")
LINE_WIDTHS = (Mm(14), Mm(46), Mm(36), Mm(60))
EMPTY_MEMBERS = 5
LEVELS = {Level.UNIVERSITY: "校级", Level.UNIT: "院级"}
CLASSES = {ProjectClass.KEY: "重点", ProjectClass.GENERAL: "一般"}


def document_of(project: Project) -> WordDocument:
    """The application of `project` in its official form, whatever is written of it."""
    document = paper(f"{project.title}立项申请书")
    heading(document, "基层党建创新项目立项申请书")
    line(document, "")
    _facts(document, _cover(project))
    document.add_page_break()
    line(document, "一、负责人与成员")
    listing(document, MEMBER_WIDTHS, MEMBERS, _people(project), left=(5,))
    _texts(document, project, WRITTEN)
    line(document, "五、方法与步骤")
    _paragraphs(document, project.method)
    listing(document, STEP_WIDTHS, STEPS, _steps(project), left=(1, 3))
    _texts(document, project, LATER)
    line(document, "八、经费预算")
    listing(document, LINE_WIDTHS, LINES, _lines(project), left=(1, 3))
    line(document, _money(project), indent=True)
    for title in OPINIONS:
        _opinion(document, title)
    return document


def _cover(project):
    owner = project.organisation
    yield "项目编号", project.number
    yield "项目名称", project.title
    yield "项目类别", CLASSES[project.project_class]
    yield "项目级别", LEVELS[project.level]
    yield "申报单位", owner.name
    yield "依托党支部", project.supporting.name if project.supporting else ""
    yield "第一责任人", project.first_responsible
    yield "负责人", project.leader
    yield "联系电话", ""
    yield "起止时间", _period(project)
    yield "申报日期", day_text(timezone.localdate(project.submitted_at) if project.submitted_at else None)


def _facts(document, rows):
    rows = list(rows)
    found = table(document, len(rows), (LABEL, VALUE))
    for row, (label, text) in zip(found.rows, rows, strict=True):
        write(row.cells[0], label, align=CENTRE)
        write(row.cells[1], text)


def _people(project):
    """The leader first, then the team; room for who is added by hand. Sex and signature are written by hand."""
    rows = [("1", project.leader, "", project.leader_post, project.organisation.name, "负责人", "")]
    rows += [
        (str(at), one.name, "", one.post, one.unit, one.task, "") for at, one in enumerate(project.members.all(), 2)
    ]
    return rows + [(str(at), *[""] * 6) for at in range(len(rows) + 1, EMPTY_MEMBERS + 2)]


def _steps(project):
    return [
        (str(at), one.text, _period(one), one.deliverable, one.person) for at, one in enumerate(project.steps.all(), 1)
    ]


def _lines(project):
    rows = list(project.lines.all())
    total = sum((one.amount for one in rows), Decimal(0))
    told = [(str(at), one.use, f"{one.amount:.2f}", one.basis) for at, one in enumerate(rows, 1)]
    return [*told, ("", "合计", f"{total:.2f}", "")]


def _money(project):
    total = sum((one.amount for one in project.lines.all()), Decimal(0))
    return f"其中申请经费{total - project.own_part:.2f}元，配套经费{project.own_part:.2f}元。"


def _period(row):
    """From when to when; "" where no day is known."""
    if not row.starts_on and not row.ends_on:
        return ""
    return f"{day_text(row.starts_on)}至{day_text(row.ends_on)}"


def _texts(document, project, parts):
    for title, name in parts:
        line(document, title)
        _paragraphs(document, getattr(project, name))


def _paragraphs(document, text):
    for one in text.splitlines() or [""]:
        line(document, one, indent=True)


def _opinion(document, title):
    """A box in which an opinion is written, signed and sealed."""
    line(document, title)
    box = table(document, 1, (LABEL + VALUE,)).rows[0].cells[0]
    for text in ("", "", "签字（盖章）：", BLANK_DAY):
        put(box.add_paragraph(), text, size=SIZE_4, align=RIGHT)
