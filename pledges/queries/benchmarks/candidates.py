"""Whom a branch may follow, and which items are offered it to begin with (N07, R35)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from branches.choices import BRANCH_KINDS
from branches.models import Organisation
from core.choices import READERS
from core.scope import Scope, within
from pledges.models import Benchmark
from pledges.rules.benchmarks import lowest
from ratings.choices import Tier
from ratings.models import Campaign
from ratings.queries.cohort import standings_on
from ratings.queries.grid import printed


@dataclass(frozen=True)
class Candidate:
    """A branch that can be followed; `unit`: the name of the one it belongs to; `score` of its last official round,
    None for who does not lead it or its unit: that is not for everybody."""

    branch: Organisation
    unit: str
    tier: Tier
    score: Decimal | None
    same_unit: bool
    same_category: bool

    @property
    def is_exception(self) -> bool:
        """Whether following it needs an exception (R35)."""
        return not self.same_unit or self.tier < lowest(excepted=False)


@dataclass(frozen=True)
class OfferedItem:
    """What both were in the last official round, as an item to begin with."""

    item: str
    level: str
    own_level: str
    gap: str


def candidates(follower: Organisation, campaign: Campaign | None, on: date, scope: Scope) -> list[Candidate]:
    """Whom `follower` may follow from day `on`, today: the advanced of its unit, of its category first; then, with an
    exception, the good ones of the unit and the advanced ones of the university; with the scores that the holder of
    `scope` may read. Two queries."""
    branches = Organisation.objects.open_on(on).filter(kind__in=BRANCH_KINDS).exclude(pk=follower.pk)
    is_own, good = within("organisation", follower.unit_path), lowest(excepted=True)
    rows = standings_on(campaign, on, branches.order_by().values("pk"))
    rows = rows.filter(Q(tier=lowest(excepted=False)) | is_own & Q(tier__gte=good))
    units = dict(Organisation.objects.units().order_by().values_list("path", "name"))
    found = rows.select_related("organisation", "rating").order_by("-tier", "organisation__code")
    return sorted((_candidate(row, follower, units, scope) for row in found), key=_place)


def _candidate(row, follower, units, scope):
    branch = row.organisation
    same_unit = branch.unit_path == follower.unit_path
    score = row.rating.score if scope.covers(branch.path, *READERS) else None
    same_category = branch.category == follower.category
    return Candidate(branch, units[branch.unit_path], Tier(row.tier), score, same_unit, same_category)


def _place(candidate):
    """Without an exception first, of the own unit, of the same category; else in the order they came in."""
    return candidate.is_exception, not candidate.same_unit, not candidate.same_category


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
