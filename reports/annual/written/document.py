"""The written report as a Word document, laid out as an official paper (GB/T 9704-2012)."""

from docx.document import Document as WordDocument

from core.documents import RIGHT, day_text, heading, line, paper
from core.names import fold_lines
from reports.annual.cover import Cover
from reports.annual.query import AnnualQuery
from reports.models import AnnualReport
from reports.queries.annual.situation import situation, work

HEADING_FONT = "黑体"
SECTIONS = (
    ("一、基本情况", "situation"),
    ("二、主要做法", "measures"),
    ("三、成效", "results"),
    ("四、存在问题", "problems"),
    ("五、下一步打算", "further"),
)
FIGURES = {"situation": situation, "measures": work}
NOTHING = "（本段由填报单位补充。）"


def document_of(query: AnnualQuery, cover: Cover, report: AnnualReport | None) -> WordDocument:
    """The report of `query`: under each heading what the system counts, then what is written in `report`."""
    document = paper(f"{cover.unit}{query.year}年度晋位升级工作报告")
    heading(document, fold_lines(cover.unit))
    heading(document, f"{query.year}年度基层党组织晋位升级工作报告")
    if cover.document:
        line(document, cover.document, align=RIGHT)
    for title, name in SECTIONS:
        line(document, title, font=HEADING_FONT, indent=True)
        for text in _paragraphs(query, name, getattr(report, name, "")):
            line(document, text, indent=True)
    line(document, "")
    line(document, f"{cover.unit}　　", align=RIGHT)
    line(document, f"{day_text(cover.reported_on)}　　", align=RIGHT)
    return document


def _paragraphs(query, name, written):
    told = FIGURES[name](query) if name in FIGURES else []
    own = [text for text in written.splitlines() if text.strip()]
    return [*told, *own] or [NOTHING]
