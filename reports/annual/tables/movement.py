"""等次变动表: from-tier × to-tier between the last two rounds (R1, R13)."""

from core.documents import day_text
from core.workbooks.formulas import Counted
from ratings.rules.flow import FROM, TIERS, TO, Band
from reports.annual.tables.charts import movement_bars
from reports.annual.tables.figure_table import FigureTable
from reports.annual.tables.measures import FigureLine, LabelColumn, MeasureColumn
from reports.queries.annual.facts import words
from reports.queries.annual.facts.branches import BranchFacts
from reports.queries.annual.facts.shown import ShownFigures

TITLE = "等次变动表"
NAMES = {Band.NEW: words.UNRATED, Band.UNRATED: words.UNRATED, Band.CLOSED: words.CLOSED}


def movement_table(facts: BranchFacts, shown: ShownFigures) -> FigureTable | None:
    """The table of the branches of the report; None while there are not two rounds with official ratings."""
    if shown.flow is None:
        return None
    flow = shown.flow
    lines = [
        FigureLine(
            {"before": word(row)},
            {"before": word(row)} | facts.own("unit_key"),
            {column: flow.cells[row, column] for column in TO},
        )
        for row in FROM
    ]
    every = {column: sum(line.shown[column] for line in lines) for column in TO}
    total = FigureLine({"before": "合计"}, {}, every)
    return FigureTable(TITLE, meaning(facts), columns(facts), lines, total, charts=movement_bars)


def meaning(facts: BranchFacts) -> str:
    """What is counted."""
    later, earlier = facts.rounds
    return (
        f"自“{earlier.name}”（基准日{day_text(earlier.reference_date)}）至“{later.name}”（基准日{day_text(later.reference_date)}），"
        "只计审定结果（R1）；在后一轮基准日前撤销的计为已撤销（R13），下降与上升同样列出；"
        "目标中已合并的按承接支部等次计、已撤销的不计入（R12、R13）。"
    )


def columns(facts: BranchFacts) -> list:
    """Where the branches of a line stand in the later round."""

    def counted(column):
        return lambda cells: Counted(facts.sheet, cells.told | {"after": word(column)})

    def total(cells):
        first, *others = (cells[column] for column in TO)
        return sum(others, first)

    return [
        LabelColumn("before", "上轮等次", 14),
        *(MeasureColumn(one, word(one), counted(one), lambda shown, at=one: shown[at], width=12) for one in TO),
        MeasureColumn("total", "合计", total, lambda shown: sum(shown.values()), width=12),
    ]


def word(key: str) -> str:
    """A tier or a band in the words of the facts."""
    return words.tier(_tier(key)) if key in TIERS else NAMES[key]


def _tier(identifier):
    return len(TIERS) - TIERS.index(identifier)
