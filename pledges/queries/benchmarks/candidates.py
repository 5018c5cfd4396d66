"""Whom a branch may follow, and which items are offered it to begin with (N07, R35)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, F, Q, QuerySet, Value, When
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from branches.choices import BRANCH_KINDS
from branches.models import Organisation
from core.scope import within
from pledges.models import Benchmark
from pledges.rules.benchmarks import lowest
from ratings.choices import Tier
from ratings.models import Campaign
from ratings.queries.cohort import standing_of_each, standings_on
from ratings.queries.grid import printed


@dataclass(frozen=True)
class OfferedItem:
    """What both were in the last official round, as an item to begin with."""

    item: str
    level: str
    own_level: str
    gap: str


def candidates(
    follower: Organisation, campaign: Campaign | None, on: date, *, excepted: bool
) -> QuerySet[Organisation]:
    """Whom `follower` may follow from day `on`, today: the advanced of its unit; `excepted`: with an exception (R35),
    the good ones of the unit, then the advanced ones of others; of its category first. Each with its `unit` (the name),
    its `tier`, the `score` of its last official round, whether it is of the `same_category`, and `excepted`."""
    own, best, good = within("", follower.unit_path), Q(tier=lowest(excepted=False)), Q(tier__gte=lowest(excepted=True))
    rows = Organisation.objects.open_on(on).filter(kind__in=BRANCH_KINDS).exclude(pk=follower.pk)
    known = rows.with_unit().annotate(
        stands=standing_of_each(campaign, on),
        tier=F("stands__tier"),
        score=F("stands__rating__score"),
        same_category=_is(Q(category=follower.category)),
        excepted=Value(excepted),
    )
    found = known.filter(own & good & ~best | ~own & best if excepted else own & best)
    return found.order_by(_is(own).desc(), "-same_category", "-tier", "code")


def _is(condition):
    """Whether it holds, as a value."""
    return Case(When(condition, then=True), default=False)


def offered(benchmark: Benchmark, campaign: Campaign | None, on: date) -> list[OfferedItem]:
    """Score and tier of the last official round of both, where both are known; the score only within one unit. One
    query."""
    both = [benchmark.follower_id, benchmark.followed_id]
    rows = {row.organisation_id: row for row in standings_on(campaign, on, both).select_related("rating")}
    if len(rows) < len(both):
        return []
    own, other = (rows[key] for key in both)
    same_unit = benchmark.follower.unit_path == benchmark.followed.unit_path
    return [*(_score(own.rating.score, other.rating.score) if same_unit else []), _tier(own.tier, other.tier)]


def _score(own, other):
    if None in (own, other):
        return []
    gap = printed(other - own) if other > own else ""
    return [OfferedItem(_("Score"), printed(other), printed(own), gap)]


def _tier(own, other):
    steps = other - own
    gap = ngettext("%(count)d tier", "%(count)d tiers", steps) % {"count": steps} if steps > 0 else ""
    return OfferedItem(_("Tier"), str(Tier(other).label), str(Tier(own).label), gap)
