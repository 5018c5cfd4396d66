"""What stands behind one figure of a target: its value, the computation in numbers, and the lists of branches (M1)."""

from django.utils.translation import gettext as _

from core.figures import Explanation, NameList
from ratings.choices import BOARD_STATES
from ratings.figures.texts import FIGURES, LISTS, RULES
from ratings.queries import board as boards
from ratings.queries.cohort import cohort
from ratings.rules import progress


def split(metric, targets):
    """(Target or None, figure) that `metric` names among `targets`: "ordinary-1-risen"; None when it names none.

    A figure may be written as programs read it: "ordinary-1-left_out".
    """
    if metric == "state":
        return None, "state"
    for target in targets:
        prefix = f"{target.code}-"
        key = metric.removeprefix(prefix).replace("_", "-")
        if metric.startswith(prefix) and key in FIGURES:
            return (None, key) if key == "state" else (target, key)
    return None


def target_explained(campaign, on, metric, unit, *, named):
    """The Explanation of `metric` for `unit` (an organisation; None: the university), or None: no such figure.

    `named`: with the names behind it. Three queries, with names two more.
    """
    units = [boards.unit_of(campaign, unit)] if unit else []
    board = boards.board(campaign, on, units)
    found = split(metric, board.targets)
    if found is None:
        return None
    row = board.units[0] if units else board.university
    target, key = found
    if target is None:
        return _state(row, board)
    lists = _lists(cohort(campaign, target, on, units[0].pk if units else None), FIGURES[key].lists) if named else []
    return _figure(target, key, row.figures[target.code], on, lists)


def _figure(target, key, figure, on, lists):
    meaning = FIGURES[key]
    related = [(other, FIGURES[other].label, value(figure, other)) for other in FIGURES if other not in (key, "state")]
    return Explanation(
        label=meaning.label,
        value=value(figure, key),
        on=on,
        judged=progress.cut(on, target.deadline),
        formula=[FORMULAS[key](figure)],
        rules=quoted(meaning.rules),
        lists=lists,
        target=target,
        related=related,
    )


def quoted(numbers):
    """(number, text) of rules."""
    return [(number, RULES[number]) for number in numbers]


def _lists(entries, keys):
    return [NameList(key, LISTS[key][0], [e for e in entries if e.outcome in LISTS[key][1]]) for key in keys]


def value(figure, key):
    """A figure of a progress.Figure as it is printed."""
    if key == "share":
        return _("not applicable") if figure.share is None else f"{figure.share} %"
    if key == "met":
        return {True: _("yes"), False: _("no"), None: _("not applicable")}[figure.met]
    return str(getattr(figure, key.replace("-", "_")))


def _state(row, board):
    meaning = FIGURES["state"]
    return Explanation(
        label=meaning.label,
        value=str(BOARD_STATES[row.state]),
        on=board.on,
        judged=board.on,
        formula=[_target_line(target, row, board.on) for target in board.targets],
        rules=quoted(meaning.rules),
        lists=[],
    )


def _target_line(target, row, on):
    figure = row.figures[target.code]
    facts = {"code": target.code, "risen": figure.risen, "needed": figure.needed, "gap": figure.gap}
    facts["cover"] = row.cover.get(target.code, 0)
    if figure.met is None:
        return _("%(code)s: no cohort, not applicable") % facts
    if on <= target.deadline:
        return _("%(code)s, open: %(risen)d risen, %(needed)d needed, gap %(gap)d, cover %(cover)d") % facts
    text = _("%(code)s, past: %(risen)d risen, %(needed)d needed, met")
    return (text if figure.met else _("%(code)s, past: %(risen)d risen, %(needed)d needed, missed")) % facts


def _cohort(figure):
    return _("%(all)d in the from-tiers at the baseline − %(left)d left out = %(cohort)d") % {
        "all": figure.cohort + figure.left_out,
        "left": figure.left_out,
        "cohort": figure.cohort,
    }


def _share(figure):
    if figure.share is None:
        return _("0 branches in the cohort: not applicable")
    return _("%(risen)d × 100 / %(cohort)d = %(share)s, cut off after one decimal") % {
        "risen": figure.risen,
        "cohort": figure.cohort,
        "share": figure.share,
    }


def _needed(figure):
    return f"ceil({figure.cohort} × {figure.percent} / 100) = {figure.needed}"


def _gap(figure):
    return f"max(0, {figure.needed} − {figure.risen}) = {figure.gap}"


def _met(figure):
    if figure.met is None:
        return _("0 branches in the cohort: not applicable")
    sign = "≥" if figure.met else "<"
    line = f"100 × {figure.risen} {sign} {figure.percent} × {figure.cohort}"
    return _("%(line)s, thanks to closings only") % {"line": line} if figure.thanks_to_closings else line


def _of_cohort(name):
    return lambda figure: (
        _("%(part)d of the %(cohort)d in the cohort")
        % {
            "part": getattr(figure, name),
            "cohort": figure.cohort,
        }
    )


def _left_out(figure):
    return _("%(left)d are in neither count: %(cohort)d remain in the cohort") % {
        "left": figure.left_out,
        "cohort": figure.cohort,
    }


FORMULAS = {
    "cohort": _cohort,
    "risen": _of_cohort("risen"),
    "needed": _needed,
    "gap": _gap,
    "share": _share,
    "met": _met,
    "moved-up-not-counted": _of_cohort("moved_up_not_counted"),
    "not-rerated": _of_cohort("not_rerated"),
    "left-out": _left_out,
}
