"""What each figure of a target is called, with its rules and lists: quoted on the page behind every number."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ratings.figures.texts import RULES as RATING_RULES
from ratings.rules.progress import Outcome

RULES = RATING_RULES | {
    "R24": _(
        "Up to the deadline, a branch of the cohort that has not risen, is open and not left out is covered when a "
        "pledge or a rectification of its own is in force on the day, aims at the target's tier or higher, and is due "
        "from that day on and by the deadline. A branch counts once; an overdue plan covers nothing; after the "
        "deadline cover is 0."
    ),
}


@dataclass(frozen=True)
class Meaning:
    """What a figure is called, the numbers of its rules, and the lists that stand behind it, its own first."""

    label: object
    rules: tuple
    lists: tuple


FIGURES = {
    "cohort": Meaning(_("Cohort"), ("R5", "R11", "R13"), ("cohort", "left-out")),
    "risen": Meaning(_("Risen branches"), ("R6", "R12"), ("risen", "cohort", "left-out")),
    "needed": Meaning(_("Needed branches"), ("R7", "R8", "R9"), ("cohort", "left-out")),
    "gap": Meaning(_("Gap in branches"), ("R7", "R9"), ("not-risen", "risen", "cohort", "left-out")),
    "cover": Meaning(pgettext_lazy("figure", "Cover"), ("R24", "R10"), ()),
    "share": Meaning(_("Share of risen branches"), ("R6", "R7", "R8"), ("risen", "cohort", "left-out")),
    "met": Meaning(_("Target met"), ("R7", "R8", "R9", "R10"), ("risen", "cohort", "left-out")),
    "moved-up-not-counted": Meaning(_("Moved up, not counted"), ("R6",), ("moved-up-not-counted", "cohort")),
    "not-rerated": Meaning(_("Not yet re-rated"), ("R3",), ("not-rerated", "cohort")),
    "left-out": Meaning(_("Left out"), ("R13",), ("left-out", "cohort")),
    "state": Meaning(_("State"), ("R10", "R24", "R8"), ()),
}
NOT_RISEN = {Outcome.MOVED_UP, Outcome.NOT_RERATED, Outcome.STAYED}
LISTS = {
    "cohort": (_("The cohort"), set(Outcome) - {Outcome.LEFT_OUT}),
    "risen": (_("Risen branches"), {Outcome.RISEN}),
    "not-risen": (_("Branches not risen"), NOT_RISEN),
    "moved-up-not-counted": (_("Moved up, not counted"), {Outcome.MOVED_UP}),
    "not-rerated": (_("Not yet re-rated"), {Outcome.NOT_RERATED}),
    "left-out": (_("Left out"), {Outcome.LEFT_OUT}),
}
MISSING, COVERED = _("Not risen and not covered"), _("Covered branches")
