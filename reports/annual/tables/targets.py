"""晋位升级目标完成情况表: both years side by side, and who is left out, by name (N04, R5–R9, R13)."""

from functools import reduce

from core.workbooks.formulas import Choice, Counted, Expression, RoundedUp
from core.workbooks.official.looks import PERCENT
from ratings.rules.progress import Outcome, TargetRule
from reports.annual.tables.charts import target_progress
from reports.annual.tables.figure_table import FigureTable
from reports.annual.tables.measures import ColumnGroup, FigureColumn, FigureLine, WordColumn, share
from reports.queries.annual import words
from reports.queries.annual.branches import BranchFacts, outcome_key
from reports.queries.annual.shown import ShownFigures

TITLE = "晋位升级目标完成情况表"
MEANING = (
    "基数为基线评定时属于该单位且处于起始等次的党支部（R5），撤销且无并入党支部的不计入（R13，列名）；已升为截止日（不晚于目标期限）"
    "达到目标等次的党支部（R6）；需升按基数乘以比例向上取整（R7）；合计按基数之和计算，不是各单位需升之和（R9）。"
)


def target_table(facts: BranchFacts, shown: ShownFigures) -> FigureTable:
    """The table of the units of `shown`."""
    gone = _left_out(facts)
    lines = [
        FigureLine(
            {"unit": row.unit.name, "gone": "、".join(gone.get(words.key_of(row.unit.pk), ()))},
            {"cohort_key": words.key_of(row.unit.pk)},
            row.figures,
        )
        for row in shown.board.units
    ]
    total = FigureLine({"unit": "合计"}, {}, shown.total)
    groups = [ColumnGroup(heading(target), columns(facts, target)) for target in facts.targets]
    left_out = ColumnGroup("未计入", [WordColumn("gone", "撤销的党支部（文号）", 20)])
    every = [WordColumn("unit", "单位", 20), *groups, left_out]
    return FigureTable(TITLE, MEANING, every, lines, total, charts=lambda table: target_progress(table, facts.targets))


def heading(target: TargetRule) -> str:
    """A target in words: 一般→先进 30%（2012年12月31日）."""
    start, day = "、".join(words.tier(tier) for tier in sorted(target.from_tiers)), target.deadline
    return f"{start}→{words.tier(target.to_tier)} {target.percent}%（{day.year}年{day.month}月{day.day}日）"


def columns(facts: BranchFacts, target: TargetRule) -> list[FigureColumn]:
    """The columns of one target."""
    code, sheet, outcome = target.code, facts.sheet, outcome_key(target)

    def counted(*outcomes):
        def formula(cells) -> Expression:
            parts = [Counted(sheet, cells.told | {outcome: words.OUTCOMES[one]}) for one in outcomes]
            return reduce(lambda left, right: left + right, parts)

        return formula

    def shown(name):
        return lambda figures: getattr(figures[code], name)

    def key(name):
        return f"{code} {name}"

    def needed(cells):
        return RoundedUp(cells[key("cohort")] * target.percent / 100)

    def gap(cells):
        need, risen = cells[key("needed")], cells[key("risen")]
        return Choice(need.exceeds(risen), need - risen, 0)

    def met(cells):
        return Choice(
            cells[key("cohort")].equals(0), words.NONE, Choice(cells[key("gap")].equals(0), words.YES, words.NO)
        )

    return [
        FigureColumn(key("cohort"), "基数", counted(*words.COUNTED), shown("cohort"), width=4.5),
        FigureColumn(key("needed"), "需升", needed, shown("needed"), added=False, width=4.5),
        FigureColumn(key("risen"), "已升", counted(Outcome.RISEN), shown("risen"), width=4.5),
        FigureColumn(
            key("share"), "占比", lambda cells: share(cells[key("risen")], cells[key("cohort")]),
            added=False, look=PERCENT, width=6.5,
        ),
        FigureColumn(key("gap"), "差额", gap, shown("gap"), added=False, width=4.5),
        FigureColumn(key("met"), "达标", met, added=False, width=4.5),
        FigureColumn(key("left_out"), "未计入", counted(Outcome.LEFT_OUT), shown("left_out"), width=4.5),
    ]  # fmt: skip


def _left_out(facts):
    """{key of a unit: the branches of its cohorts that are left out}."""
    sheet, found = facts.sheet, {}
    outcomes = [sheet.column(outcome_key(target)) for target in facts.targets]
    rows = zip(sheet.column("cohort_key"), sheet.column("name"), sheet.column("document"), *outcomes, strict=True)
    for unit, name, document, *told in rows:
        if words.OUTCOMES[Outcome.LEFT_OUT] in told:
            found.setdefault(unit, []).append(name if document == words.NONE else f"{name}（{document}）")
    return found
