"""The board as plain values, for programs: what `progress --json` prints (docs: README, "For programs")."""

from ratings.choices import Tier

FIGURES = ("cohort", "risen", "needed", "gap", "share", "met", "moved_up_not_counted", "not_rerated", "left_out")


def figure_values(figure):
    """The counts of a Figure by name; share as text, met None when the target does not apply."""
    return {name: getattr(figure, name) for name in FIGURES}


def target_values(target):
    """A Target by name, tiers as identifiers, lowest first."""
    return {
        "code": target.code,
        "from": [Tier(tier).identifier for tier in sorted(target.from_tiers)],
        "to": Tier(target.to_tier).identifier,
        "percent": target.percent,
        "deadline": target.deadline.isoformat(),
    }


def board_values(board):
    """A whole Board as JSON-ready values."""
    return {
        "campaign": board.campaign.code,
        "on": board.on.isoformat(),
        "targets": [target_values(target) for target in board.targets],
        "university": _row(board.university),
        "units": [{"code": row.unit.code, "name": row.unit.name, **_row(row)} for row in board.units],
    }


def _row(row):
    return {code: figure_values(figure) for code, figure in row.figures.items()}
