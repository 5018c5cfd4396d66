"""两年对比表: what the year before came to, what this one did, and the difference (N27)."""

from collections.abc import Iterator, Sequence
from functools import reduce
from operator import add

from core.workbooks.formulas import Counted, Expression
from ratings.choices import Tier
from ratings.queries.census import Census
from ratings.rules.progress import Outcome
from reports.annual.ledgers.gathering import AnnualLedgers
from reports.annual.tables.figure_table import FigureTable
from reports.annual.tables.measures import FigureLine, LabelColumn, MeasureColumn
from reports.annual.tables.targets import heading
from reports.queries.annual.facts import words
from reports.queries.annual.facts.branches import BranchFacts, outcome_ago_key, outcome_key
from reports.queries.annual.facts.shown import ShownFigures

TITLE = "两年对比表"
MEANING = "上年为上年12月31日的数，本年为截止日的数，均按各自日期的在册、审定和实施情况计算（R3、R11、R13、R34）。"


def comparison(facts: BranchFacts, shown: ShownFigures, ledgers: AnnualLedgers) -> FigureTable:
    """The table of everything that the report counts."""
    lines = [*_branches(facts, shown), *_targets(facts, shown), *_ledgers(ledgers)]
    columns = [
        LabelColumn("what", "指标", 40),
        MeasureColumn("ago", "上年", lambda cells: cells.told["ago"], lambda shown: shown["ago"], width=14),
        MeasureColumn("now", "本年", lambda cells: cells.told["now"], lambda shown: shown["now"], width=14),
        MeasureColumn(
            "more", "增减", lambda cells: cells["now"] - cells["ago"], lambda shown: shown["now"] - shown["ago"],
            width=14,
        ),
        LabelColumn("unit", "计量单位", 14),
    ]  # fmt: skip
    return FigureTable(TITLE, MEANING, columns, lines, None)


def _line(what, ago, now, *shown, unit="个"):
    """A line of `what`: both formulas, and both figures of the pages."""
    return FigureLine(
        {"what": what, "unit": unit}, {"ago": ago, "now": now}, dict(zip(("ago", "now"), shown, strict=True))
    )


def _branches(facts, shown) -> Iterator[FigureLine]:
    sheet = facts.sheet
    told = {"here_ago": words.YES} | facts.own("unit_key_ago"), {"here": words.YES} | facts.own("unit_key")
    ago, now = (reduce(add, found.values(), Census.nobody()) for found in (shown.censuses_ago, shown.censuses))
    yield _line("党支部总数", *(Counted(sheet, one) for one in told), ago.everybody, now.everybody)
    rated = [
        [Counted(sheet, one | {key: words.tier(tier)}) for tier in reversed(Tier)]
        for one, key in zip(told, ("tier_ago", "tier"), strict=True)
    ]
    yield _line("参评党支部", *(_sum(counted) for counted in rated), ago.rated, now.rated)
    for tier, *counted in zip(reversed(Tier), *rated, strict=True):
        yield _line(f"其中：{words.tier(tier)}党支部", *counted, ago.tiers[tier], now.tiers[tier])


def _targets(facts, shown) -> Iterator[FigureLine]:
    for target in facts.targets:
        told, risen = facts.own("cohort_key"), words.OUTCOMES[Outcome.RISEN]
        keys = outcome_ago_key(target), outcome_key(target)
        counted = [Counted(facts.sheet, told | {key: risen}) for key in keys]
        figures = [one[target.code].risen for one in (shown.total_ago, shown.total)]
        yield _line(f"{heading(target)}：已升", *counted, *figures)


def _ledgers(ledgers) -> Iterator[FigureLine]:
    for one in ledgers.compared:
        yield _line(one.table.title, one.ago, one.table.count, one.shown_ago, len(one.table.rows), unit="项")


def _sum(parts: Sequence[Expression]) -> Expression:
    return reduce(add, parts)
