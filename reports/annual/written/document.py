"""The written report as a Word document, laid out as an official paper (GB/T 9704-2012)."""

from docx.document import Document as WordDocument

from core.documents import CENTRE, RIGHT, SIZE_3, day_text, heading, line, paper
from core.names import fold_lines
from reports.annual.cover import Cover
from reports.models import AnnualReport
from reports.queries.annual.query import AnnualQuery
from reports.queries.annual.situation import situation, work

HEADING_FONT = "黑体"
FROM_RIGHT = 4  # characters
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
    line(document, cover.document, align=CENTRE)
    for title, name in SECTIONS:
        line(document, title, font=HEADING_FONT, indent=True)
        document.paragraphs[-1].paragraph_format.keep_with_next = True
        for text in _paragraphs(query, name, getattr(report, name, "")):
            line(document, text, indent=True)
    line(document, "")
    _sign(document, cover.unit, day_text(cover.reported_on))
    return document


def _paragraphs(query, name, written):
    told = FIGURES[name](query) if name in FIGURES else []
    own = [text for text in written.splitlines() if text.strip()]
    return [*told, *own] or [NOTHING]


def _sign(document, unit, day):
    """The day four characters from the right, who signs centred above it (GB/T 9704-2012, 7.3.5.2)."""
    from_right = FROM_RIGHT + (_width(day) - _width(unit)) / 2
    for text, characters in ((unit, max(from_right, 2)), (day, FROM_RIGHT)):
        line(document, text, align=RIGHT)
        document.paragraphs[-1].paragraph_format.right_indent = round(characters * SIZE_3)


def _width(text):
    """In characters; digits take half of one."""
    return sum(0.5 if one.isascii() else 1 for one in text)
