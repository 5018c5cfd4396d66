"""The columns of the target board: what they are called, which figure they show, how rows are sorted by them."""

from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext_lazy as _

from ratings.choices import BOARD_STATES

UNKNOWN = "—"


@dataclass(frozen=True)
class FigureColumn:
    """One figure of each target: `key` names it in the address, `figure` in `progress.Figure`."""

    key: str
    label: object
    figure: str

    def applies(self, figure):
        """Whether there is anything to show: nothing is asked of an empty cohort (R8)."""
        return bool(figure.cohort) or self.key not in APPLICABLE

    def value(self, figure):
        """What rows are sorted by: a count, or the exact share; None when the target does not apply."""
        if not self.applies(figure):
            return None
        return Fraction(figure.risen, figure.cohort) if self.key == "risen" else getattr(figure, self.figure)

    def text(self, figure):
        """The figure as it is printed, counts first."""
        if not self.applies(figure):
            return str(NOT_APPLICABLE) if self.key == "risen" else UNKNOWN
        if self.key == "risen":
            return COUNT % {"part": figure.risen, "whole": figure.cohort, "share": figure.share}
        return str(getattr(figure, self.figure))


NOT_APPLICABLE = _("not applicable")
COUNT = _("%(part)d of %(whole)d (%(share)s %%)")
APPLICABLE = {"risen", "needed", "gap"}
COLUMNS = (
    FigureColumn("risen", _("Risen"), "risen"),
    FigureColumn("needed", _("Needed"), "needed"),
    FigureColumn("gap", _("Gap in branches"), "gap"),
    FigureColumn("moved-up-not-counted", _("Moved up, not counted"), "moved_up_not_counted"),
    FigureColumn("not-rerated", _("Not yet re-rated"), "not_rerated"),
    FigureColumn("left-out", _("Left out"), "left_out"),
)
BY_KEY = {column.key: column for column in COLUMNS}
WORST_FIRST = {state: place for place, state in enumerate(BOARD_STATES)}
