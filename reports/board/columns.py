"""The columns of the target board: what they are called, which figure they show, how rows are sorted by them."""

from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from core.phrases import share_of
from ratings.choices import BOARD_STATES

UNKNOWN = "—"


@dataclass(frozen=True)
class FigureColumn:
    """One figure of each target: `key` names it in the address, `figure` in `progress.Figure`, "" when it is the cover,
    which a row knows; `heading`: a long label in the lines that it has above the table."""

    key: str
    label: object
    figure: str
    heading: object = ""

    def count(self, row, target):
        """The figure of `target` in a BoardRow; None when nothing is asked of an empty cohort (R8)."""
        figure = row.figures[target.code]
        if not figure.cohort and self.key in APPLICABLE:
            return None
        return getattr(figure, self.figure) if self.figure else row.cover_of(target)

    def value(self, row, target):
        """What rows are sorted by: a count, or the exact share; None when the target does not apply."""
        count = self.count(row, target)
        exact = self.key == "risen" and count is not None
        return Fraction(count, row.figures[target.code].cohort) if exact else count

    def text(self, row, target):
        """The figure as it is printed, counts first."""
        count = self.count(row, target)
        if count is None:
            return gettext("not applicable") if self.key == "risen" else UNKNOWN
        if self.key == "risen":
            figure = row.figures[target.code]
            return share_of(count, figure.cohort, figure.share)
        return str(count)


APPLICABLE = {"risen", "needed", "gap", "cover"}
COLUMNS = (
    FigureColumn("risen", _("Risen"), "risen"),
    FigureColumn("needed", _("Needed"), "needed"),
    FigureColumn("gap", _("Gap in branches"), "gap"),
    FigureColumn("cover", pgettext_lazy("figure", "Cover"), ""),
    FigureColumn(
        "moved-up-not-counted", _("Moved up, not counted"), "moved_up_not_counted", _("Moved up,\nnot counted")
    ),
    FigureColumn("not-rerated", _("Not yet re-rated"), "not_rerated", _("Not rated\nagain yet")),
    FigureColumn("left-out", _("Left out"), "left_out"),
)
BY_KEY = {column.key: column for column in COLUMNS}
DECISIVE = ("risen", "needed", "gap", "cover")
FEW_TARGETS = 2  # of which all figures stand side by side on a screen
WORST_FIRST = {state: place for place, state in enumerate(BOARD_STATES)}
