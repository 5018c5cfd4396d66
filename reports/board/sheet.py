"""What stands around the rows of the target board: its deadlines as tabs, its rows as a sheet."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from core.phrases import labelled
from ratings.templatetags.targets import describe
from reports.board.columns import UNKNOWN
from reports.board.form import ALL


@dataclass(frozen=True)
class Deadline:
    """A tab: `show` is what its link asks for; `day` None for all deadlines together."""

    show: str
    day: date | None
    past: bool
    current: bool


def deadlines(page, on):
    """The tabs of a BoardPage; none when there is one deadline only."""
    days = sorted({target.deadline for target in page.board.targets})
    if len(days) < 2:
        return []
    shown = {target.deadline for target in page.targets}
    tabs = [Deadline(day.isoformat(), day, day < on, shown == {day}) for day in days]
    return [*tabs, Deadline(ALL, None, past=False, current=len(shown) > 1)]


def sheet(page):
    """(headings, rows) of a BoardPage: what is on screen, counts as numbers, the share in a column of its own."""
    headings = [_("Code"), _("Unit")]
    for head in page.heads:
        headings += [labelled(describe(head.target), label) for label in _labels(head.column)]
    lines = [(page.board.university, page.university)]
    lines += zip(page.slice.rows, page.lines, strict=True)
    return [*headings, _("State")], [_row(page, row, line) for row, line in lines]


def _labels(column):
    return [column.label, _("Of"), _("Share")] if column.key == "risen" else [column.label]


def _row(page, row, line):
    unit = row.unit
    values = [unit.code, unit.name] if unit else ["", _("University")]
    for head in page.heads:
        values += _values(head.column, row, head.target)
    return [*values, str(line.state[1])]


def _values(column, row, target):
    if column.key == "risen":
        figure = row.figures[target.code]
        return [figure.risen, figure.cohort, UNKNOWN if figure.part is None else figure.part]
    count = column.count(row, target)
    return [UNKNOWN if count is None else count]
