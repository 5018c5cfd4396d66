"""What a branch's page gathers: the cohorts it belongs to, what its tier means next, its way as a drawing.

Only official ratings are looked at (R1); drafts stay at the rater's desk.
"""

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ratings import board, progress
from ratings.choices import Tier
from ratings.models import Rating
from ratings.roll import Entry, names_of, of_branch
from reports.rules_text import OUTCOMES
from reports.templatetags.targets import reached

WIDTH, BASE, RISE = 80, 37, 10
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

    target: progress.Target
    entry: Entry
    via: tuple | None

    @property
    def word(self):
        return OUTCOMES[self.entry.outcome]

    @property
    def figure(self):
        return FIGURES[self.entry.outcome]


@dataclass(frozen=True)
class Drawing:
    """A way over the rounds as points of a drawing; higher is better."""

    width: int
    dots: list

    @property
    def points(self):
        return " ".join(f"{x},{y}" for x, y in self.dots)


def cohorts(branch, campaign, on):
    """(cohort unit, Cohorts of each target): (None, []) for a branch without an official baseline rating (R5)."""
    unit = _cohort_unit(branch, campaign) if campaign else None
    if unit is None:
        return None, []
    found = of_branch(campaign, board.targets_of(campaign), on, branch)
    names = names_of([entry.via for _target, entry in found if entry.via])
    return unit, [Cohort(target, entry, names.get(entry.via)) for target, entry in found]


def _cohort_unit(branch, campaign):
    rows = Rating.objects.official().filter(organisation=branch, round__campaign=campaign, round__is_baseline=True)
    rating = rows.select_related("cohort_unit").first()
    return rating.cohort_unit if rating else None


def next_step(cohorts, on):
    """What the branch's tier means next: the nearest open target it has not risen for, in words; else empty."""
    open_ones = [
        cohort
        for cohort in cohorts
        if on <= cohort.target.deadline
        and cohort.entry.outcome not in (progress.Outcome.RISEN, progress.Outcome.LEFT_OUT)
    ]
    if not open_ones:
        return ""
    target = min(open_ones, key=lambda cohort: cohort.target.deadline).target
    return _("To count as risen it reaches %(tier)s by %(day)s.") % {
        "tier": reached(target),
        "day": date_format(target.deadline),
    }


def drawing(path):
    """The Drawing of a path with two or more official tiers, else None."""
    tiers = [(place, step.tier) for place, step in enumerate(path) if step.tier]
    dots = [(10 + place * WIDTH, BASE - RISE * (tier - Tier.LAGGING)) for place, tier in tiers]
    return Drawing(20 + (len(path) - 1) * WIDTH, dots) if len(dots) > 1 else None
