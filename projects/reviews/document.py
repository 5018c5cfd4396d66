"""The paper by which a project is approved (立项通知书) as a Word document, to be stamped. Words are Chinese."""

from docx.document import Document as WordDocument
from docx.shared import Mm

from core.documents import CENTRE, RIGHT, day_text, heading, line, listing, paper, table, write
from projects.models import Project
from projects.rules.money import yuan

TITLE = "基层党建创新项目立项通知书"
HEAD_WIDTHS = (Mm(28), Mm(48), Mm(34), Mm(46))
LINE_WIDTHS = (Mm(16), Mm(60), Mm(40), Mm(40))


def approval(project: Project, lines: list) -> WordDocument:
    """The document that tells the applicant of `project`, which has its number, what was approved: how it was decided,
    with which money on which budget `lines`, until when it reports."""
    document = paper(f"{TITLE} {project.title}")
    heading(document, TITLE)
    line(document, f"{project.organisation.name}：")
    title, number = _quoted(project.title), project.number
    said = f"你单位申报的项目{title}经评审、公示，准予立项，项目编号为{number}。请按申报书组织实施。"
    line(document, said, indent=True)
    if project.message:
        line(document, f"立项意见：{project.message}", indent=True)
    _facts(document, project)
    line(document, "预算科目（元）")
    rows = [(str(at), one.use, yuan(one.amount), one.basis) for at, one in enumerate(lines, 1)]
    listing(document, LINE_WIDTHS, ("序号", "用途", "金额", "依据"), rows, left=(1, 3))
    line(document, "")
    line(document, project.call.host.name if project.call else "", align=RIGHT)
    line(document, day_text(None), align=RIGHT)
    return document


def _quoted(title):
    """`title` in quotation marks, those within it single ones."""
    return f"“{title.replace('“', '‘').replace('”', '’')}”"


def _facts(document, project):
    facts = [
        ("级别", project.get_level_display(), "类别", project.get_project_class_display()),
        ("负责人", project.leader, "第一责任人", project.first_responsible),
        ("资助经费", yuan(project.granted), "配套经费", yuan(project.own_granted)),
        ("开始日期", day_text(project.starts_on), "结束日期", day_text(project.ends_on)),
        ("中期报告", day_text(project.midterm_on), "结项报告", day_text(project.final_on)),
    ]
    found = table(document, len(facts), HEAD_WIDTHS)
    for row, texts in zip(found.rows, facts, strict=True):
        for at, text in enumerate(texts):
            write(row.cells[at], text, align=CENTRE)
