"""What stands behind one figure of a target: its value, the computation in numbers, and the lists of branches (M1)."""

from core.figures import Explanation
from pledges.figures import formulas
from pledges.figures.names import named_lists
from pledges.figures.texts import FIGURES, RULES
from pledges.queries.cover import covered_board, known_by
from ratings.choices import BOARD_STATES
from ratings.queries import board as boards
from ratings.rules import progress
from ratings.templatetags.targets import numbered

STATE = "state"


def split(metric, targets):
    """(Target or None, figure) that `metric` names among `targets`: "ordinary-1-risen"; None when it names none.

    A figure may be written as programs read it: "ordinary-1-left_out".
    """
    if metric == STATE:
        return None, STATE
    for target in targets:
        prefix = f"{target.code}-"
        key = metric.removeprefix(prefix).replace("_", "-")
        if metric.startswith(prefix) and key in FIGURES:
            return (None, key) if key == STATE else (target, key)
    return None


def target_explained(campaign, on, metric, unit, *, named):
    """The Explanation of `metric` for `unit` (an organisation; None: the university), or None: no such figure.

    `named`: with the names behind it. Four queries, with names two more, with those of the cover six. The state of a
    day ahead is today's (R34).
    """
    units = [boards.unit_of(campaign, unit)] if unit else []
    board = covered_board(campaign, known_by(on) if metric.endswith(STATE) else on, units)
    found = split(metric, board.targets)
    if found is None:
        return None
    target, key = found
    row = board.units[0] if units else board.university
    if target is None:
        return _state(row, board)
    lists = named_lists(campaign, target, on, unit.pk if unit else None, key) if named else []
    called = next(name for name, one in numbered(board.targets) if one == target)
    return _figure(row, target, key, lists, called)


def _figure(row, target, key, lists, called):
    related = [other for other in FIGURES if other not in (key, STATE)]
    return Explanation(
        label=FIGURES[key].label,
        value=formulas.printed(row, target, key),
        on=row.on,
        judged=progress.cut(row.on, target.deadline),
        formula=formulas.formula(row, target, key),
        rules=_quoted(key),
        lists=lists,
        target=target,
        called=called,
        related=[(other, FIGURES[other].label, formulas.printed(row, target, other)) for other in related],
    )


def _state(row, board):
    return Explanation(
        label=FIGURES[STATE].label,
        value=str(BOARD_STATES[row.state]),
        on=row.on,
        judged=row.on,
        formula=[formulas.state_line(row, target) for target in board.targets],
        rules=_quoted(STATE),
        lists=[],
    )


def _quoted(key):
    """(number, text) of the rules of a figure."""
    return [(number, RULES[number]) for number in FIGURES[key].rules]
