"""Who can help a branch, the most fitting first (N12, R35)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from branches.choices import BRANCH_KINDS
from branches.models import Organisation
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


def candidates(helped: Organisation, on: date, *, anywhere: bool) -> list[HelperCandidate]:
    """The branches that are open on day `on` and not lagging, but `helped`: of its category first, of its unit first,
    advanced before good before ordinary, who helps the fewest first; its twins last. Six queries.

    `anywhere`: all of them; else only the advanced of other units, as who is missing is known to lag.
    """
    tiers, load = _tiers(on), loads(on)
    twins = set(Twinning.objects.unended().filter(helped=helped).values_list("helper", flat=True))
    units = dict(Organisation.objects.units().order_by().values_list("path", "name"))
    rows = Organisation.objects.filter(kind__in=BRANCH_KINDS).open_on(on).exclude(pk=helped.pk)
    found = [
        HelperCandidate(one, units[one.unit_path], tiers.get(one.pk), load[one.pk], one.pk in twins)
        for one in rows
        if tiers.get(one.pk) in _offered(one, helped, anywhere=anywhere)
    ]
    return sorted(found, key=lambda one: _distance(one, helped))


def lagging(on: date) -> QuerySet:
    """The primary keys of the branches that stand at the lowest tier on day `on` in the campaign on show: two queries
    at most."""
    campaign = chosen(campaigns(), on)
    rows = standings_on(campaign, on) if campaign else Standing.objects.none()
    return rows.filter(tier=Tier.LAGGING).order_by().values("organisation")


def _offered(branch, helped, *, anywhere):
    """The tiers (None: none) at which a branch is offered as a helper."""
    if anywhere or branch.unit_path == helped.unit_path:
        return {None, *Tier} - {Tier.LAGGING}
    return {Tier.ADVANCED}


def _tiers(on):
    campaign = chosen(campaigns(), on)
    if campaign is None:
        return {}
    rows = standings_on(campaign, on).order_by()
    return {key: Tier(tier) for key, tier in rows.values_list("organisation", "tier")}


def _distance(one, helped):
    is_other = one.branch.category != helped.category, one.branch.unit_path != helped.unit_path
    return (one.is_twin, *is_other, -(one.tier or 0), one.load, one.branch.code)
