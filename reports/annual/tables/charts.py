"""Drawings beside the tables, of the cells themselves: a changed cell changes them."""

from collections.abc import Sequence

from openpyxl.chart import BarChart, Reference, Series
from openpyxl.chart._chart import ChartBase

from ratings.choices import Tier
from ratings.rules.flow import TIERS, TO
from ratings.rules.progress import TargetRule
from reports.annual.tables.figure_table import FigureTable
from reports.queries.annual.facts import words

STACKED = 100  # how far the bars of one category overlap, in percent
COLOURS = {"advanced": "2F6B3A", "good": "8DB86B", "ordinary": "E3B448", "lagging": "B5482F"}
NEEDED, RISEN, OTHER = "BFBFBF", "2F6B3A", ("9A9A9A", "C8C8C8")


def tiers_by_unit(table: FigureTable) -> list[ChartBase]:
    """How many branches of each unit stand at which tier."""
    chart = _bars(table, "各单位党支部等次分布", "unit")
    for tier in reversed(Tier):
        _add(chart, table, tier.identifier, words.tier(tier), COLOURS[tier.identifier])
    return [_stacked(chart)]


def movement_bars(table: FigureTable) -> list[ChartBase]:
    """Where the branches of each tier of the earlier round stand in the later one."""
    chart = _bars(table, "上轮各等次党支部的去向", "before")
    colours = dict(zip(TO, [*(COLOURS[tier] for tier in TIERS), *OTHER], strict=True))
    names = {one.key: one.heading for one in table.columns}
    for key, colour in colours.items():
        _add(chart, table, key, names[key], colour)
    return [_stacked(chart)]


def target_progress(table: FigureTable, targets: Sequence[TargetRule]) -> list[ChartBase]:
    """For each target, how many have risen in each unit beside how many must."""
    return [_progress(table, target, group.heading) for target, group in zip(targets, table.columns[1:], strict=False)]


def _progress(table, target, heading):
    chart = _bars(table, heading, "unit")
    _add(chart, table, f"{target.code} needed", "需升", NEEDED)
    _add(chart, table, f"{target.code} risen", "已升", RISEN)
    return chart


def _bars(table, title, names):
    chart = BarChart()
    chart.type, chart.title = "col", title
    chart.legend.position = "b"
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.number_format = "0"
    chart.names = _reference(table, names)
    return chart


def _add(chart, table, key, title, colour):
    series = Series(_reference(table, key), title=title)
    series.graphicalProperties.solidFill = colour
    chart.append(series)
    chart.set_categories(chart.names)


def _stacked(chart):
    chart.grouping, chart.overlap = "stacked", STACKED
    return chart


def _reference(table, key):
    sheet, _sign, cells = table.formulas.stretch(key, "").rpartition("!")
    first, last = cells.split(":")
    return Reference(range_string=f"{sheet}!{_fixed(first)}:{_fixed(last)}")


def _fixed(cell):
    letters = cell.rstrip("0123456789")
    return f"${letters}${cell[len(letters) :]}"
