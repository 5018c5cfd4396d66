"""What a branch's page gathers: the cohorts it belongs to, what its tier means next.

Only official ratings are looked at (R1); drafts stay with the rater.
"""

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from branches.models import Organisation
from ratings.choices import Tier
from ratings.figures.texts import OUTCOMES
from ratings.models import Rating
from ratings.queries import board
from ratings.queries.cohort import CohortEntry, names_of, of_branches
from ratings.rules import progress
from ratings.templatetags.ratings import reached

# What an outcome is called in the address of a figure; who stayed is only part of the cohort.
FIGURES = {
    progress.Outcome.RISEN: "risen",
    progress.Outcome.MOVED_UP: "moved-up-not-counted",
    progress.Outcome.NOT_RERATED: "not-rerated",
    progress.Outcome.STAYED: "cohort",
    progress.Outcome.LEFT_OUT: "left-out",
}


@dataclass(frozen=True)
class Cohort:
    """A target whose cohort the branch belongs to, what it is to it, and `via` whom, as (code, name) (R12)."""

    target: progress.TargetRule
    entry: CohortEntry
    via: tuple | None

    @property
    def word(self):
        return OUTCOMES[self.entry.outcome]

    @property
    def figure(self):
        return FIGURES[self.entry.outcome]


@dataclass(frozen=True)
class Started:
    """Where a branch started: its official baseline tier and the unit whose cohort it belongs to (R5)."""

    tier: Tier
    unit: Organisation


def started(branch, campaign) -> Started | None:
    """The Started of `branch`; None without an official baseline rating."""
    if campaign is None:
        return None
    rows = Rating.objects.official().filter(organisation=branch, round__campaign=campaign, round__is_baseline=True)
    rating = rows.filter(cohort_unit__isnull=False).select_related("cohort_unit").first()
    return Started(Tier(rating.tier), rating.cohort_unit) if rating else None


def cohorts(branch, campaign, on) -> list[Cohort]:
    """The Cohorts of each target `branch` belongs to."""
    targets = board.targets_of(campaign) if campaign else []
    found = of_branches(campaign, targets, on, [branch]).get(branch.pk, []) if targets else []
    names = names_of([entry.via for _target, entry in found if entry.via])
    return [Cohort(target, entry, names.get(entry.via)) for target, entry in found]


def next_step(entries, on) -> str:
    """What the tier of a branch means next, from its (TargetRule, CohortEntry): the nearest open one it has not risen
    for, in words; else empty."""
    open_ones = [
        target
        for target, entry in entries
        if on <= target.deadline and entry.outcome not in (progress.Outcome.RISEN, progress.Outcome.LEFT_OUT)
    ]
    if not open_ones:
        return ""
    target = min(open_ones, key=lambda target: target.deadline)
    return _("Reach %(tier)s by %(day)s.") % {"tier": reached(target), "day": date_format(target.deadline)}


def aim(entries, on) -> str:
    """What stands beside a branch in a list: its next step, else what it is to its last target; empty without one."""
    if not entries:
        return ""
    _target, last = max(entries, key=lambda pair: pair[0].deadline)
    return next_step(entries, on) or OUTCOMES[last.outcome]
