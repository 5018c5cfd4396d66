"""晋位升级目标完成情况表: both years side by side, and who is left out, by name (N04, R5–R9, R13)."""

from functools import reduce
from operator import add

from core.documents import day_text
from core.workbooks.formulas import Choice, Counted, RoundedUp
from core.workbooks.official.looks import PERCENT
from ratings.rules.progress import Outcome, TargetRule
from ratings.templatetags.ratings import reached, tiers
from reports.annual.tables.charts import target_progress
from reports.annual.tables.figure_table import FigureTable
from reports.annual.tables.measures import ColumnGroup, FigureLine, LabelColumn, MeasureColumn, share
from reports.queries.annual.facts import words
from reports.queries.annual.facts.branches import BranchFacts, outcome_key
from reports.queries.annual.facts.shown import ShownFigures

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
    left_out = ColumnGroup("未计入", [LabelColumn("gone", "撤销的党支部（文号）", 20)])
    every = [LabelColumn("unit", "单位", 20), *groups, left_out]
    return FigureTable(TITLE, MEANING, every, lines, total, charts=lambda table: target_progress(table, facts.targets))


def heading(target: TargetRule) -> str:
    """A target in words: 一般→先进 30%（2012年12月31日）."""
    return f"{tiers(target.from_tiers)}→{reached(target)} {target.percent}%（{day_text(target.deadline)}）"


def columns(facts: BranchFacts, target: TargetRule) -> list[MeasureColumn]:
    """The columns of one target."""
    own = _TargetFormulas(facts, target)
    key, shown = own.key, own.shown
    return [
        MeasureColumn(key("cohort"), "基数", own.counted(*words.COUNTED), shown("cohort"), width=4.5),
        MeasureColumn(key("needed"), "需升", own.needed, shown("needed"), added=False, width=4.5),
        MeasureColumn(key("risen"), "已升", own.counted(Outcome.RISEN), shown("risen"), width=4.5),
        MeasureColumn(key("share"), "占比", own.share, added=False, look=PERCENT, width=6.5),
        MeasureColumn(key("gap"), "差额", own.gap, shown("gap"), added=False, width=4.5),
        MeasureColumn(key("met"), "达标", own.met, added=False, width=4.5),
        MeasureColumn(key("left_out"), "未计入", own.counted(Outcome.LEFT_OUT), shown("left_out"), width=4.5),
    ]


class _TargetFormulas:
    """What the figures of `target` are, over the facts of the branches and over one another."""

    def __init__(self, facts: BranchFacts, target: TargetRule):
        self.sheet, self.target = facts.sheet, target

    def key(self, name):
        """The key of its column called `name`."""
        return f"{self.target.code} {name}"

    def shown(self, name):
        """The same of the Figures of a line."""
        return lambda figures: getattr(figures[self.target.code], name)

    def counted(self, *outcomes):
        """How many branches are one of `outcomes` to it."""

        def formula(cells):
            told = [cells.told | {outcome_key(self.target): words.OUTCOMES[one]} for one in outcomes]
            return reduce(add, (Counted(self.sheet, one) for one in told))

        return formula

    def needed(self, cells):
        """R7: rounded up."""
        return RoundedUp(cells[self.key("cohort")] * self.target.percent / 100)

    def share(self, cells):
        """R7: truncated."""
        return share(cells[self.key("risen")], cells[self.key("cohort")])

    def gap(self, cells):
        """R7: never below nothing."""
        need, risen = cells[self.key("needed")], cells[self.key("risen")]
        return Choice(need.exceeds(risen), need - risen, 0)

    def met(self, cells):
        """R7; R8 of nobody."""
        met = Choice(cells[self.key("gap")].equals(0), words.YES, words.NO)
        return Choice(cells[self.key("cohort")].equals(0), words.NONE, met)


def _left_out(facts):
    """{key of a unit: the branches of its cohorts that are left out}."""
    sheet, found = facts.sheet, {}
    outcomes = [outcome_key(target) for target in facts.targets]
    for unit, name, document, *told in sheet.values("cohort_key", "name", "document", *outcomes):
        if words.OUTCOMES[Outcome.LEFT_OUT] in told:
            found.setdefault(unit, []).append(name if document == words.NONE else f"{name}（{document}）")
    return found
