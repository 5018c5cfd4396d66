"""The computation of each figure of a target in numbers, as the page behind it prints it (R6–R10, R24)."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ratings.templatetags.targets import describe


def printed(row, target, key) -> str:
    """The figure `key` of `target` in a BoardRow as it is printed."""
    figure = row.figures[target.code]
    if key == "cover":
        return str(row.cover_of(target))
    if key == "share":
        return _("not applicable") if figure.share is None else f"{figure.share}%"
    if key == "met":
        return {True: _("yes"), False: _("no"), None: _("not applicable")}[figure.met]
    return str(getattr(figure, key.replace("-", "_")))


def formula(row, target, key) -> list[str]:
    """How the figure `key` of `target` in a BoardRow comes about, in lines."""
    if key == "cover":
        return cover_lines(row, target)
    return [FORMULAS[key](row.figures[target.code])]


def cover_lines(row, target) -> list[str]:
    """The cover of the branches not risen, and what it does about the gap."""
    figure, cover = row.figures[target.code], row.cover_of(target)
    if row.on > target.deadline:
        return [_("The deadline has passed: nothing is covered any more.")]
    facts = {"cover": cover, "rest": figure.cohort - figure.risen, "gap": figure.gap}
    lines = [_("%(cover)d of the %(rest)d branches not risen") % facts]
    if figure.gap and cover >= figure.gap:
        lines.append(_("cover %(cover)d ≥ gap %(gap)d: the gap is covered") % facts)
    elif figure.gap:
        facts["open"] = figure.gap - cover
        lines.append(_("cover %(cover)d < gap %(gap)d: not covered %(open)d") % facts)
    return lines


def state_line(row, target) -> str:
    """What one target does to the state of a BoardRow (R10)."""
    figure = row.figures[target.code]
    facts = {"target": describe(target), "risen": figure.risen, "needed": figure.needed, "gap": figure.gap}
    facts["cover"] = row.cover_of(target)
    if figure.met is None:
        return _("%(target)s: no cohort, not applicable") % facts
    if row.on <= target.deadline:
        return _("%(target)s, open: %(risen)d risen, %(needed)d needed, gap %(gap)d, cover %(cover)d") % facts
    text = _("%(target)s, past: %(risen)d risen, %(needed)d needed, met")
    return (text if figure.met else _("%(target)s, past: %(risen)d risen, %(needed)d needed, missed")) % facts


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
    facts = {"cohort": figure.cohort, "percent": figure.percent, "needed": figure.needed}
    return _("ceil(%(cohort)d × %(percent)d / 100) = %(needed)d") % facts


def _gap(figure):
    facts = {"needed": figure.needed, "risen": figure.risen, "gap": figure.gap}
    if figure.gap:
        return _("max(0, %(needed)d − %(risen)d) = %(gap)d") % facts
    return pgettext("no gap", "max(0, %(needed)d − %(risen)d) = %(gap)d") % facts


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
