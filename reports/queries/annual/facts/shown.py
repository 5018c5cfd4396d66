"""What the pages show of the day of an annual report: 核对 compares its formulas with this, never the other way."""

from collections.abc import Mapping
from dataclasses import dataclass

from branches import as_of
from branches.models import Organisation
from pledges.queries.cover import covered_board
from ratings.queries.board import Board, BoardUnit, units_of
from ratings.queries.census import Census, censuses, counted_kinds
from ratings.queries.flow import counted
from ratings.rules.flow import Flow
from ratings.rules.progress import Figure
from reports.queries.annual.facts.branches import BranchFacts
from reports.queries.annual.query import AnnualQuery


@dataclass(frozen=True)
class ShownFigures:
    """The `units` of the report in order; by (code of a unit, category) the `censuses` of the day and of the year
    before; the `board` of the day and of the year before, and what the targets come to in all (`total`, by their code);
    the `flow` between the last two rounds, None without."""

    units: list[BoardUnit]
    censuses: Mapping[tuple[str, str], Census]
    censuses_ago: Mapping[tuple[str, str], Census]
    board: Board
    total: Mapping[str, Figure]
    total_ago: Mapping[str, Figure]
    flow: Flow | None


def shown_figures(query: AnnualQuery, facts: BranchFacts) -> ShownFigures:
    """The ShownFigures of `query`; a constant number of queries."""
    rows = Organisation.objects.units().order_by("code")
    if query.unit:
        rows = rows.filter(pk=query.unit.pk)
    units = units_of(query.campaign, rows, query.on)
    board, ago = (covered_board(query.campaign, day, units) for day in (query.on, query.year_ago))
    return ShownFigures(
        units=units,
        censuses=_own(query, censuses(query.campaign, query.on)),
        censuses_ago=_own(query, censuses(query.campaign, query.year_ago)),
        board=board,
        total=_total(query, board),
        total_ago=_total(query, ago),
        flow=_flow(query, facts),
    )


def _total(query, board):
    """The university's row, or that of the unit."""
    return (board.units[0] if query.unit else board.university).figures


def _own(query, found):
    """Those of the unit of `query`, of all without one."""
    return {key: one for key, one in found.items() if query.unit is None or key[0] == query.unit.code}


def _flow(query, facts):
    if not facts.rounds:
        return None
    later, earlier = facts.rounds
    rows = Organisation.objects.filter(kind__in=counted_kinds(query.campaign))
    if query.unit:
        rows = as_of.belonging(rows, query.unit, query.on)
    return counted(rows, earlier, later, everybody=query.unit is None)
