"""What waits for a person's decision and would count as risen once approved: beside the gap it would fill."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

from django.utils import timezone

from core.choices import Role
from core.scope import Scope
from ratings.choices import State
from ratings.lifecycle import not_own_entry
from ratings.models import Campaign, Rating
from ratings.rules.progress import TargetRule, cut
from ratings.rules.succession import holds


class WaitingRise(NamedTuple):
    """A rating that waits, of a branch that stands at `standing` on the half-open days [since, until) (R3); `unit` and
    `baseline` are None outside every cohort (R5)."""

    unit: int | None
    baseline: int | None
    standing: int
    since: date
    until: date | None
    tier: int
    of: date

    def fills(self, target: TargetRule, on: date) -> bool:
        """Whether the branch would have risen on day `on`, and has not yet (R6)."""
        judged = cut(on, target.deadline)
        return (
            self.baseline in target.from_tiers
            and self.standing < target.to_tier <= self.tier
            and holds(self.since, self.until, judged)
            and self.since < self.of <= judged
        )


def waiting_rises(
    scope: Scope, campaign: Campaign, on: date, targets: Sequence[TargetRule]
) -> dict[int | None, Counter[str]]:
    """{unit, None the university: {target code: branches}} of what waits for the decision of the user of `scope`, an
    officer, and would count on day `on`: one query, none for anybody else or for a day gone by.

    Of a branch that was merged only the own rating is looked at; the successor's counts once it is approved (R12).
    """
    found = defaultdict(Counter)
    if not scope.has(Role.DEPARTMENT) or on < timezone.localdate():
        return found
    for rise in _waiting(scope, campaign):
        for target in targets:
            if rise.fills(target, on):
                found[rise.unit][target.code] += 1
                found[None][target.code] += 1
    return found


def _waiting(scope, campaign) -> Iterator[WaitingRise]:
    """Each rating that waits for the user of `scope`, of a branch that stands; what is open is not settled."""
    rows = scope.of(_submitted()).filter(not_own_entry(scope.user), round__campaign=campaign)
    return (WaitingRise._make(rise) for stands_in, *rise in rows if stands_in == campaign.pk)


@cache
def _submitted():
    """To build this question takes longer than to answer it, and the board asks it at each visit.

    The standings of all campaigns: were one asked for, SQLite would begin with its thousands and not with what waits.
    """
    stood = [f"organisation__standings__{name}" for name in ("campaign", "unit", "baseline", "tier", "since", "until")]
    rows = Rating.objects.filter(state=State.SUBMITTED, organisation__closed_on=None)
    return rows.order_by().values_list(*stood, "tier", "round__reference_date")
