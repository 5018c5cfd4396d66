"""分类定级情况统计表: units × categories × tiers, and who is not rated for which reason (N01, R3, R11)."""

from collections import defaultdict
from collections.abc import Iterator
from functools import reduce

from branches.choices import Category
from core.workbooks.formulas import Counted, FactSheet
from core.workbooks.official.looks import PERCENT
from ratings.choices import Tier
from ratings.queries.census import Census
from reports.annual.tables.charts import tiers_by_unit
from reports.annual.tables.figure_table import FigureTable
from reports.annual.tables.measures import ColumnGroup, FigureLine, LabelColumn, MeasureColumn, share
from reports.queries.annual.facts import words
from reports.queries.annual.facts.branches import BranchFacts
from reports.queries.annual.facts.shown import ShownFigures

TITLE = "分类定级情况统计表"
MEANING = (
    "支部总数为期末在册的党支部（R11、R13）；参评为期末有审定等次的党支部，等次以基准日不晚于截止日的最近一轮审定结果为准"
    "（R1、R3）；占比以参评数为分母，截取一位小数（R7）。"
)
TIERS = list(reversed(Tier))
RATED = {"rated": words.YES}
BEGIN_A_PAGE = (Category.STAFF, Category.RETIRED)
MOST_NAMED = 12  # of those not rated who stand in a cell; the facts have all


def distribution(facts: BranchFacts, shown: ShownFigures) -> FigureTable:
    """The table of the units of `shown`."""
    sheet, why = facts.sheet, _why_not(facts.sheet)
    lines = [
        FigureLine(
            {"unit": unit.name, "why": _told(why[words.key_of(unit.pk)])},
            {"unit_key": words.key_of(unit.pk)},
            {category: shown.censuses.get((unit.code, category), Census.nobody()) for category in Category.values},
        )
        for unit in shown.units
    ]
    total = FigureLine({"unit": "合计"}, {}, {one: _sum(line.shown[one] for line in lines) for one in Category.values})
    return FigureTable(TITLE, MEANING, columns(sheet), lines, total, charts=tiers_by_unit)


def columns(facts: FactSheet) -> list:
    """Its columns, over the `facts` of the branches."""
    return [
        LabelColumn("unit", "单位", 20),
        MeasureColumn("all", "支部总数", _counted(facts, here=words.YES), lambda shown: _all(shown).everybody),
        MeasureColumn("rated", "参评", _counted(facts, **RATED), lambda shown: _all(shown).rated),
        ColumnGroup("未参评", [_unrated(), LabelColumn("why", "原因", 22)]),
        ColumnGroup("合计", _tiers(facts)),
        *(_category(facts, category) for category in Category),
    ]


def _counted(facts, **told):
    return lambda cells: Counted(facts, cells.told | told)


def _unrated():
    """Nobody counts them by themselves: they are the rest."""
    return MeasureColumn(
        "unrated", "数", lambda cells: cells["all"] - cells["rated"], lambda shown: _all(shown).unrated
    )


def _category(facts, category):
    key, told = category.value, {"category": str(category.label)}
    rated = MeasureColumn(
        f"{key} rated", "参评", _counted(facts, **told, **RATED), lambda shown: shown[category].rated, width=4.5
    )
    return ColumnGroup(str(category.label), [rated, *_tiers(facts, key, **told)], apart=category in BEGIN_A_PAGE)


def _tiers(facts, key="", **told):
    return [
        ColumnGroup(words.tier(tier), [*_tier(key, tier, _counted(facts, **told, **RATED, tier=words.tier(tier)))])
        for tier in TIERS
    ]


def _tier(category, tier, formula) -> Iterator[MeasureColumn]:
    """How many stand at `tier`, and which share of those rated that is; `category` "": of all."""
    key, whole = f"{category} {tier.identifier}".strip(), f"{category} rated".strip()

    def shown(found):
        return (found[category] if category else _all(found)).tiers[tier]

    yield MeasureColumn(key, "数", formula, shown, width=4.5)
    yield MeasureColumn(
        f"{key} share", "%", lambda cells: share(cells[key], cells[whole]), added=False, look=PERCENT, width=6
    )


def _all(shown):
    return _sum(shown.values())


def _sum(censuses):
    return reduce(Census.__add__, censuses, Census.nobody())


def _why_not(facts):
    """{key of a unit: (name of a branch that is not rated, why)}."""
    found = defaultdict(list)
    for unit, name, why in facts.values("unit_key", "name", "why_not"):
        if why != words.NONE:
            found[unit].append((name, why))
    return found


def _told(unrated):
    """Who is not rated, and why, in words."""
    named = [f"{name}（{why}）" for name, why in unrated[:MOST_NAMED]]
    more = len(unrated) - len(named)
    return "、".join(named) + (f"等{len(unrated)}个" if more else "")
