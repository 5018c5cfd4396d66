"""核对: each figure of the tables beside what the pages show."""

from collections.abc import Iterable
from dataclasses import dataclass

from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Font, PatternFill

from core.workbooks.writing import Formula
from reports.annual.sheets.plain import PaperPage
from reports.annual.tables.figure_table import Check

TITLE = "核对"
HEADINGS = ("表", "指标", "公式值", "系统值", "差额", "结论")
WIDTHS = (26, 60, 12, 12, 10, 10)
SAME, OTHER = "一致", "不一致"
NEAR = "0.004"  # sums of yuan and fen are no whole numbers in a spreadsheet
RED = PatternFill("solid", bgColor="F4C7C3")


def check_rows(checks: Iterable[Check]):
    """The rows of 核对."""
    for number, one in enumerate(checks, 2):
        value, word = one.cell.value(), SAME if agrees(one) else OTHER
        difference = f"E{number}"
        concluded = f'IF({difference}>{NEAR},"{OTHER}",IF({difference}<-{NEAR},"{OTHER}","{SAME}"))'
        yield [
            one.table,
            one.figure,
            Formula(one.cell.text(TITLE), value),
            one.shown,
            Formula(f"C{number}-D{number}", value - one.shown),
            Formula(concluded, word),
        ]


def agrees(check: Check) -> bool:
    """Whether the formula comes to what the pages show."""
    return check.cell.value() == check.shown


def differing_count(count: int) -> str:
    """The formula that counts the lines that differ, of so many (`count`)."""
    return f"COUNTIFS('{TITLE}'!$F$2:$F${max(count, 1) + 1},\"={OTHER}\")"


@dataclass(frozen=True)
class CheckPage(PaperPage):
    """The sheet, whose lines turn red where they differ."""

    count: int = 0

    def dress(self, sheet):
        super().dress(sheet)
        red = FormulaRule(formula=[f'$F2="{OTHER}"'], fill=RED, font=Font(bold=True, color="9C0006"))
        sheet.conditional_formatting.add(f"A2:F{max(self.count, 1) + 1}", red)
