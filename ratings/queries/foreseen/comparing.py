"""The targets before and after something that is carried out, looked at and undone: what a page shows before it asks.

Figures come from the same board as everywhere else, so what is shown cannot differ from what follows.
"""

from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from branches.models import UNIT_PATH, Organisation
from core.web.links import number_url
from ratings.choices import BOARD_STATES
from ratings.models import Standing
from ratings.queries.board import Board

COLUMNS = (
    (gettext_lazy("Cohort"), "cohort"),
    (gettext_lazy("Risen"), "risen"),
    (gettext_lazy("Needed"), "needed"),
    (gettext_lazy("Gap in branches"), "gap"),
    (gettext_lazy("Left out"), "left_out"),
)


@dataclass(frozen=True)
class ComparedCell:
    """A count before and after; `name`: of the figure (`progress.Figure`)."""

    name: str
    before: int
    after: int


@dataclass(frozen=True)
class ComparedLine:
    """One target of one unit; `url`: where the figures as they are now are explained; `notes`: in words."""

    target: object
    url: str
    cells: list
    notes: list

    @property
    def changed(self):
        return any(cell.before != cell.after for cell in self.cells)

    def cell(self, name):
        """The ComparedCell of a figure."""
        return next(cell for cell in self.cells if cell.name == name)


@dataclass(frozen=True)
class ComparedGroup:
    """One unit (None: the university) with its targets; states as (stored choice, word) before and after, None on a
    board without a cover."""

    unit: object
    before: tuple | None
    after: tuple | None
    lines: list

    @property
    def changed(self):
        return self.before != self.after or any(line.changed for line in self.lines)


@dataclass(frozen=True)
class Comparison:
    """A campaign on a day, before and after."""

    campaign: object
    on: date
    labels: list
    groups: list

    @property
    def changed(self):
        return any(group.changed for group in self.groups)

    @property
    def university(self):
        """The ComparedGroup of the university."""
        return self.groups[0]

    @property
    def of_university(self):
        """The same of the university alone."""
        return replace(self, groups=[self.university])

    @property
    def units(self):
        """The ComparedGroups of the units."""
        return self.groups[1:]

    def narrowed(self) -> "Comparison":
        """The university, and of the units those that change."""
        return replace(self, groups=[self.university, *(group for group in self.units if group.changed)])


def compare(before: Board, after: Board, *, states: bool) -> Comparison:
    """Two boards of the same campaign, day and units; `states`: whether they have a cover, so that R10 can be told."""
    pairs = zip([before.university, *before.units], [after.university, *after.units], strict=True)
    groups = [_group(before, *pair, states) for pair in pairs]
    return Comparison(before.campaign, before.on, [label for label, _name in COLUMNS], groups)


def concerned(organisations) -> QuerySet[Organisation]:
    """The base organisations whose figures can change: those named, and the cohort units of those named (R5, R14).

    A closing also decides about everybody who was merged into the closed one before (R12).
    """
    keys = {organisation.pk for organisation in organisations}
    chain = keys
    while chain:
        chain = set(Organisation.objects.filter(successor__in=chain).values_list("pk", flat=True)) - keys
        keys |= chain
    cohort = Standing.objects.filter(organisation__in=keys, unit__isnull=False).order_by().values("unit")
    paths = {organisation.unit_path for organisation in organisations if len(organisation.path) >= UNIT_PATH}
    return Organisation.objects.units().filter(
        Q(path__in=paths) | Q(pk__in=list(cohort.values_list("unit", flat=True)))
    )


def _group(board, before, after, states):
    lines = [_line(board, target, before, after) for target in board.targets]
    words = [(row.state, BOARD_STATES[row.state]) if states else None for row in (before, after)]
    return ComparedGroup(before.unit, *words, lines)


def _line(board, target, before, after):
    figures = before.figures[target.code], after.figures[target.code]
    cells = [ComparedCell(name, *(getattr(figure, name) for figure in figures)) for _label, name in COLUMNS]
    unit = before.unit.code if before.unit else ""
    url = number_url(f"{target.code}-cohort", unit=unit, campaign=board.campaign.code, on=board.on)
    return ComparedLine(target, url, cells, _notes(*figures))


def _notes(before, after):
    if after.thanks_to_closings and not before.thanks_to_closings:
        return [_("Met thanks to closings")]
    if after.met == before.met:
        return []
    return [_("Met") if after.met else _("Not applicable any more") if after.met is None else _("Not met any more")]
