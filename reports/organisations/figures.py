"""The figures of one base organisation, as on the board."""

from pledges.queries.cover import covered_board
from ratings.choices import BOARD_STATES
from ratings.queries.board import unit_of
from ratings.queries.closings import closures
from ratings.queries.foreseen.rising import waiting_rises
from reports.department.page import target_groups


def figures_of(query, unit, scope):
    """The unit's row of the board and its targets; nothing without a campaign."""
    if query.campaign is None:
        return {}
    shown = covered_board(query.campaign, query.on, [unit_of(query.campaign, unit)])
    row = shown.units[0]
    groups = target_groups(
        shown, row, closures(query.campaign), waiting_rises(scope, query.campaign, query.on, shown.targets)
    )
    return {"board": shown, "row": row, "state_label": BOARD_STATES[row.state], "groups": groups}
