"""What a branch's page gathers: the cohorts it belongs to, what its tier means next.

Only official ratings are looked at (R1); drafts stay with the rater.
"""

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from branches.as_of import name_on
from branches.models import Organisation
from ratings.choices import Tier
from ratings.figures.texts import OUTCOMES
from ratings.models import Rating
from ratings.queries import board
from ratings.queries.cohort import CohortEntry, of_branches
from ratings.rules import progress
from ratings.rules.succession import CountedBy
from ratings.templatetags.ratings import reached
from reports.queries.place import NamedPlace, named_places

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
    """A target whose cohort the branch belongs to, and what it is to it; `heir`: whose standing it has, or will have
    once that one is rated, after it was merged (R12)."""

    target: progress.TargetRule
    entry: CohortEntry
    heir: NamedPlace | None

    @property
    def word(self):
        return OUTCOMES[self.entry.outcome]

    @property
    def figure(self):
        return FIGURES[self.entry.outcome]


@dataclass(frozen=True)
class Started:
    """Where a branch started: its official baseline tier and the unit whose cohort it belongs to (R5), with its name of
    the day."""

    tier: Tier
    unit: Organisation
    called: str


def started(branch, campaign, on) -> Started | None:
    """The Started of `branch` as it is told on day `on`; None without an official baseline rating."""
    if campaign is None:
        return None
    rows = Rating.objects.official().filter(organisation=branch, round__campaign=campaign, round__is_baseline=True)
    rating = rows.filter(cohort_unit__isnull=False).select_related("cohort_unit").first()
    if rating is None:
        return None
    return Started(Tier(rating.tier), rating.cohort_unit, name_on(rating.cohort_unit, on))


def cohorts(branch, query, scope) -> list[Cohort]:
    """The Cohorts of each target of the campaign and day of `query` (BoardQuery) that `branch` belongs to, as whoever
    has `scope` is told of them."""
    targets = board.targets_of(query.campaign) if query.campaign else []
    found = of_branches(query.campaign, targets, query.on, [branch]).get(branch.pk, []) if targets else []
    names = named_places({_heir(entry) for _target, entry in found} - {None}, scope, query.on)
    return [Cohort(target, entry, names.get(_heir(entry))) for target, entry in found]


def _heir(entry):
    """The primary key of whose standing counts for a CohortEntry, or will; None where nobody's but its own does."""
    return entry.branch.successor if entry.basis == CountedBy.OWN_LAST else entry.via


def next_step(entries, on) -> str:
    """What the tier of a branch means next, from its (TargetRule, CohortEntry): the nearest open one it has not risen
    for, in words; else empty, as for a closed one, which rises no more by itself."""
    open_ones = [
        target
        for target, entry in entries
        if on <= target.deadline and entry.basis is None and entry.outcome != progress.Outcome.RISEN
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
