"""What waits for a person's decision and would count as risen once approved: beside the gap it would fill."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from django.db.models import F, QuerySet
from django.utils import timezone

from core.choices import Role
from core.scope import Scope
from ratings.choices import State
from ratings.lifecycle import not_own_entry
from ratings.models import Campaign, Rating
from ratings.rules.progress import TargetRule, cut
from ratings.rules.succession import holds


class WaitingRise(NamedTuple):
    """A rating that waits, of a branch that stands at `standing` on the half-open days [since, until) (R3, R5)."""

    unit: int
    baseline: int
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
    for rise in map(WaitingRise._make, _waiting(scope, campaign)):
        for target in targets:
            if rise.fills(target, on):
                found[rise.unit][target.code] += 1
                found[None][target.code] += 1
    return found


def _waiting(scope, campaign) -> QuerySet:
    """The fields of a WaitingRise of each rating that waits for the user of `scope`; what is open is not settled."""
    standing = {"organisation__standings__campaign": campaign, "organisation__standings__unit__isnull": False}
    rows = scope.of(Rating).filter(
        not_own_entry(scope.user),
        state=State.SUBMITTED,
        round__campaign=campaign,
        organisation__closed_on=None,
        tier__gt=F("organisation__standings__baseline"),
        **standing,
    )
    stood = [f"organisation__standings__{name}" for name in ("unit", "baseline", "tier", "since", "until")]
    return rows.order_by().values_list(*stood, "tier", "round__reference_date")
