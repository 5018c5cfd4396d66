"""Who can help a branch, the most fitting first (N12, R35)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from branches.choices import BRANCH_KINDS
from branches.models import Organisation
from core.choices import Role
from pledges.models import Twinning
from pledges.queries.twinnings.on_day import loads
from ratings.choices import Tier
from ratings.models import Standing
from ratings.queries.board import campaigns, chosen
from ratings.queries.cohort import standings_on


@dataclass(frozen=True)
class HelperCandidate:
    """A branch that can help, as strangers see it: what it is called (`branch`), its unit, where it stands (None:
    nowhere) and how many it helps already; `is_twin`: whether it helps, or is to help, this very branch."""

    branch: Organisation
    unit: str
    tier: Tier | None
    load: int
    is_twin: bool

    @property
    def is_suggested(self) -> bool:
        """Whether it stands well enough to be suggested, and does not help this branch yet."""
        return not self.is_twin and self.tier in (Tier.GOOD, Tier.ADVANCED)


def candidates(helped: Organisation, on: date, held: Iterable[Role]) -> list[HelperCandidate]:
    """The branches that are open on day `on` and `offered` to who holds the roles `held` at `helped`, but itself:
    advanced before good before ordinary, of its category first, of its unit first, who helps the fewest first; its
    twins last. Six queries."""
    tiers, load = _tiers(on), loads(on)
    twins = set(Twinning.objects.unended().filter(helped=helped).values_list("helper", flat=True))
    units = dict(Organisation.objects.units().order_by().values_list("path", "name"))
    rows = Organisation.objects.filter(kind__in=BRANCH_KINDS).open_on(on).exclude(pk=helped.pk)
    found = [
        HelperCandidate(one, units[one.unit_path], tiers.get(one.pk), load[one.pk], one.pk in twins)
        for one in rows
        if tiers.get(one.pk) in offered(one, helped, held)
    ]
    return sorted(found, key=lambda one: _distance(one, helped))


def offered(branch: Organisation, helped: Organisation, held: Iterable[Role]) -> set[Tier | None]:
    """The tiers (None: none yet) at which `branch` is offered as a helper of `helped` to who holds the roles `held`
    there. Who is missing among all that do not lag is known to lag: all of them are only for who is told the tiers,
    the department everywhere, a unit in its own; else the advanced are, who are on show anyway."""
    own = {Role.UNIT} if branch.unit_path == helped.unit_path else set()
    if {Role.DEPARTMENT, *own}.isdisjoint(held):
        return {Tier.ADVANCED}
    return {None, *Tier} - {Tier.LAGGING}


def lagging(on: date) -> QuerySet:
    """The primary keys of the branches that stand at the lowest tier on day `on` in the campaign on show: two queries
    at most."""
    campaign = chosen(campaigns(), on)
    rows = standings_on(campaign, on) if campaign else Standing.objects.none()
    return rows.filter(tier=Tier.LAGGING).order_by().values("organisation")


def _tiers(on):
    campaign = chosen(campaigns(), on)
    if campaign is None:
        return {}
    rows = standings_on(campaign, on).order_by()
    return {key: Tier(tier) for key, tier in rows.values_list("organisation", "tier")}


def _distance(one, helped):
    is_other = one.branch.category != helped.category, one.branch.unit_path != helped.unit_path
    return (one.is_twin, -(one.tier or 0), *is_other, one.load, one.branch.code)
