"""The rules of the figures in words, quoted on the page behind every number."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy, pgettext_lazy

from ratings.rules.flow import Band
from ratings.rules.progress import Outcome
from ratings.rules.succession import CountedBy

RULES = {
    "R1": _("Only an approved rating counts. Drafts, submitted and returned ratings never change a figure."),
    "R3": _(
        "A branch stands where its official rating in the latest round puts it whose reference date is on or before "
        "the day. The baseline counts; a branch that was never rated again still stands where the baseline put it."
    ),
    "R5": _(
        "The cohort is every branch whose official baseline tier is one of the target's from-tiers, counted for the "
        "base organisation it belonged to when its baseline rating was first approved. Later branches are not counted."
    ),
    "R6": _(
        "A branch of the cohort has risen when it stands at the target's tier or higher on the day, or on the deadline "
        "once that has passed. Up and down again by the deadline is not risen; a rise that does not reach the tier is "
        "shown as moved up, not counted."
    ),
    "R7": _(
        "Needed is the percentage of the cohort, rounded up to whole branches; the percentage itself is enough. The "
        "gap is needed less risen, never below 0. Shares are printed with one decimal, cut off and not rounded."
    ),
    "R8": _("Without a cohort the target is not applicable: neither 0% nor 100%, and nothing is added to sums."),
    "R9": _(
        "The university's figures add up cohorts and risen branches; needed, gap and met are computed on those sums. "
        "They are not sums or averages of the units' own."
    ),
    "R10": _(
        "At its nearest open deadline a unit is on target when no applicable target has a gap, at risk when every gap "
        "is covered by pledges or rectification plans due by then, else off track. A past deadline keeps its own met "
        "or missed; after the last one the unit is met when all its applicable targets are."
    ),
    "R11": _(
        "Base organisations form no cohort. A directly affiliated branch is counted among the branches only when the "
        "campaign says so."
    ),
    "R12": _(
        "A branch merged into another stays in its cohort and keeps its own last standing until its successor is "
        "officially rated in a round after the merger; from then on it has the successor's standing."
    ),
    "R13": _(
        "A branch dissolved without a successor leaves the cohort on its closing date and is listed as left out with "
        "its document number; so does one whose successors end in a dissolved organisation."
    ),
    "R14": _("A branch that moved stays in the cohort of its baseline unit; both units are shown."),
}
OUTCOMES = {
    Outcome.RISEN: pgettext_lazy("branch", "Risen"),
    Outcome.MOVED_UP: _("Moved up, not counted"),
    Outcome.NOT_RERATED: _("Not yet re-rated"),
    Outcome.STAYED: _("Rated again, no higher"),
    Outcome.LEFT_OUT: _("Left out"),
}
APART = {
    CountedBy.SUCCESSOR: ngettext_lazy(
        "%(count)d merged, counted by the tier of its successor (R12)",
        "%(count)d merged, counted by the tiers of their successors (R12)",
        "count",
    ),
    CountedBy.OWN_LAST: ngettext_lazy(
        "%(count)d merged, counted by its own last tier until its successor is rated (R12)",
        "%(count)d merged, counted by their own last tiers until their successors are rated (R12)",
        "count",
    ),
    CountedBy.NOBODY: ngettext_lazy(
        "%(count)d dissolved, left out (R13)", "%(count)d dissolved, left out (R13)", "count"
    ),
    Band.NEW: ngettext_lazy(
        "%(count)d without a baseline rating, in no cohort (R5)",
        "%(count)d without a baseline rating, in no cohort (R5)",
        "count",
    ),
}
STANDING_RULES = ("R1", "R3", "R11")
