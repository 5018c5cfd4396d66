"""The official forms of a mid-term and a final report (中期检查表, 结项报告) as Word documents. Words are Chinese."""

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
from projects.acceptance.report_page import ReportPage
from projects.choices import ReportKind
from projects.models import ProjectReport
from projects.rules.money import yuan

TITLES = {
    ReportKind.MIDTERM: "基层党建创新项目中期检查表",
    ReportKind.FINAL: "基层党建创新项目结项报告",
}
HEADINGS = {
    "progress": "进展情况和阶段成果",
    "adjustments": "因新情况作出的调整",
    "not_done": "未按计划完成的内容与原因",
    "next_steps": "经费使用情况和下阶段安排",
    "significance": "项目意义",
    "practice": "主要做法",
    "results": "实施成效",
    "novelty": "创新与特色",
    "value": "推广价值",
    "outputs": "成果清单与附件",
    "assessment": "自我评价",
}
PROBLEMS = {ReportKind.MIDTERM: "存在问题和建议", ReportKind.FINAL: "存在问题"}
NUMERALS = "一二三四五六七八九十"
HEAD_WIDTHS = (Mm(28), Mm(50), Mm(28), Mm(50))
MONEY_WIDTHS = (Mm(56), Mm(34), Mm(34), Mm(32))
FULL = (Mm(156),)


def document_of(report: ProjectReport, page: ReportPage) -> WordDocument:
    """The document that says `report`."""
    kind = ReportKind(report.kind)
    document = paper(f"{TITLES[kind]} {report.project.title}")
    heading(document, TITLES[kind])
    _head(document, report)
    for at, one in enumerate(page.texts):
        line(document, f"{NUMERALS[at]}、{HEADINGS.get(one.heading.name) or PROBLEMS[kind]}")
        for text in one.text.splitlines() or [""]:
            line(document, text, indent=True)
    line(document, f"{NUMERALS[len(page.texts)]}、经费支出（元）")
    _money(document, page)
    _files(document, page)
    line(document, f"负责人（签名）：　　　　　　　　{BLANK_DAY}")
    _opinions(document, report)
    return document


def _head(document, report):
    project = report.project
    period = f"{day_text(project.starts_on)}至{day_text(project.ends_on)}"
    facts = [
        ("项目名称", project.title, "项目编号", project.number),
        ("负责人", project.leader, "所在单位", project.organisation.name),
        ("资助金额", _amount(project.granted), "已拨金额", _amount(project.advanced)),
        ("配套金额", _amount(project.own_granted), "起止时间", period),
    ]
    found = table(document, len(facts), HEAD_WIDTHS)
    for row, texts in zip(found.rows, facts, strict=True):
        for at, text in enumerate(texts):
            write(row.cells[at], text, align=CENTRE)


def _money(document, page):
    rows = [(one.line.use, _amount(one.line.amount), _amount(one.spent), _amount(one.left)) for one in page.lines]
    money = page.money
    rows.append(("合计", _amount(money.approved), _amount(money.spent), _amount(money.balance)))
    listing(document, MONEY_WIDTHS, ("预算科目", "预算金额", "已支出", "结余"), rows, left=(0,))


def _files(document, page):
    for at, file in enumerate(page.files, start=1):
        line(document, f"附件{at}：{file}", indent=True)


def _opinions(document, report):
    """Where the unit and the university sign."""
    for title, text in (("单位意见：", report.opinion), ("学校意见：", "")):
        cell = table(document, 1, FULL).cell(0, 0)
        write(cell, title)
        for words in (text, "（签名、盖章）　　　　　　", BLANK_DAY):
            put(cell.add_paragraph(), words, size=SIZE_4, align=RIGHT if words != text else CENTRE)


def _amount(amount):
    return "" if amount is None else yuan(amount)
