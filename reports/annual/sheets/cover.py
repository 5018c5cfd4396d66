"""封面 and 填报说明."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from openpyxl.styles import Alignment, Border, Font, Side

from core.documents import day_text
from core.workbooks.frames import Look, StreamedPage, StreamedRow
from core.workbooks.official import Filing
from core.workbooks.official.paper import set_plain_paper
from core.workbooks.writing import Formula, Looked
from reports.annual.cover import Cover, edition_mark
from reports.annual.sheets.check import differing_count
from reports.annual.sheets.plain import TextPage
from reports.queries.annual.query import AnnualQuery

COVER, NOTES = "封面", "填报说明"
BLANK = "　" * 12
_line = Border(bottom=Side(style="thin"))
LOOKS = {
    "mark": Look(Font(name="宋体", size=10), Alignment(horizontal="right", vertical="center")),
    "title": Look(
        Font(name="宋体", size=26, bold=True), Alignment(horizontal="center", vertical="center", wrap_text=True)
    ),
    "label": Look(Font(name="仿宋_GB2312", size=14), Alignment(horizontal="right", vertical="center")),
    "value": Look(
        Font(name="仿宋_GB2312", size=14), Alignment(vertical="center", wrap_text=True), _line, number_format="@"
    ),
    "number": Look(Font(name="仿宋_GB2312", size=14), Alignment(horizontal="left", vertical="center"), _line),
}
"""The looks of the cover."""


@dataclass(frozen=True)
class CoverPage(StreamedPage):
    """The cover of a report of `query`: how many of its figures are `checked`, how many are `differing`."""

    query: AnnualQuery
    cover: Cover
    filing: Filing
    facts_sha256: str
    checked: int
    differing: int

    title = COVER
    first_row = 1
    looks = LOOKS

    def dress(self, sheet):
        for letter, width in zip("ABC", (38, 62, 14), strict=True):
            sheet.column_dimensions[letter].width = width
        sheet.merged_cells.add("A1:C1")
        sheet.merged_cells.add("A2:C2")
        set_plain_paper(sheet, self.filing)

    def lines(self):
        yield StreamedRow([Looked(edition_mark(self.query, self.cover.edition), "mark")], 24)
        yield StreamedRow([Looked(f"{self.query.year}年度党支部分类定级晋位升级工作年报", "title")], 110)
        for label, value in self._facts():
            look = "number" if isinstance(value, Formula) else "value"
            yield StreamedRow([Looked(label, "label"), Looked(value or BLANK, look)], 30)

    def _facts(self) -> Iterator[tuple[str, str | Formula]]:
        query, cover = self.query, self.cover
        yield "文号：", cover.document
        yield "填报单位（盖章）：", cover.unit
        yield "负责人（签名）：", cover.responsible
        yield "填表人（签名）：", cover.person
        yield "电话：", cover.telephone
        yield "报出日期：", day_text(cover.reported_on)
        yield "活动：", query.campaign.name
        yield "统计区间：", f"{day_text(query.first)}至{_last(query)}"
        yield "数据截止日：", day_text(query.on)
        yield "明细 SHA-256：", self.facts_sha256
        yield "核对指标：", f"{self.checked} 项"
        yield "其中不一致：", Formula(differing_count(self.checked), self.differing)


def notes(query: AnnualQuery, filing: Filing, meanings: Sequence[tuple[str, str]]) -> TextPage:
    """填报说明: what the report is drawn from, and what each table counts; `meanings`: (table, sentence)."""
    general = [
        (
            "资料来源",
            "系统中审定的等次、发布的承诺和整顿方案、已结束的点评会、已同意的结对、已立项的项目；草稿和待审的不计（R1）。",
        ),
        ("统计区间", f"{day_text(query.first)}至{_last(query)}，数据截止{day_text(query.on)}（R34）。"),
        ("统计公式", "各表的数和占比都是对明细表的公式；明细表一行一个事实，“核对”表逐项与系统页面比较。"),
        ("单位键", "单位按“单位键”计数：电子表格会把编码 01 与 1、a 与 A 看作相同。"),
        ("占比", "截取一位小数，不四舍五入；分母为零的写“—”（R7、R8）。"),
        ("合计", "合计按各单位基数之和重新计算需升数和占比，不是各单位之和的平均（R9）。"),
        ("已撤销的党支部", "并入其他党支部的留在基数内，随并入后的评定计（R12）；没有并入的不计入，列名（R13）。"),
    ]  # fmt: skip
    return TextPage(NOTES, ("项目", "说明"), [*general, *meanings], filing, (26, 110))


def _last(query):
    return day_text(date(query.year, 12, 31))
