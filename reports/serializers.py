"""The board as plain values, for programs: what `progress --json` prints (docs: README, "For programs")."""

from ratings.choices import Tier

FIGURES = ("cohort", "risen", "needed", "gap", "share", "met", "moved_up_not_counted", "not_rerated", "left_out")


def board_values(board):
    """A whole Board as JSON-ready values."""
    return {
        "campaign": board.campaign.code,
        "on": board.on.isoformat(),
        "targets": [target_values(target) for target in board.targets],
        "university": row_values(board, board.university),
        "units": [{"code": row.unit.code, "name": row.unit.name, **row_values(board, row)} for row in board.units],
    }


def target_values(target):
    """A Target by name, tiers as identifiers, lowest first."""
    return {
        "code": target.code,
        "from": [Tier(tier).identifier for tier in sorted(target.from_tiers)],
        "to": Tier(target.to_tier).identifier,
        "percent": target.percent,
        "deadline": target.deadline.isoformat(),
    }


def row_values(board, row):
    """The figures of a BoardRow by target, and its state."""
    return {target.code: figure_values(row, target) for target in board.targets} | {"state": row.state.value}


def figure_values(row, target):
    """The counts of a target by name; share as text, met None when it does not apply."""
    figure = row.figures[target.code]
    return {name: getattr(figure, name) for name in FIGURES} | {"cover": row.cover_of(target)}
