"""What a plan begins with: what the system knows is not asked again (M7)."""

from dataclasses import dataclass
from datetime import date

from branches.as_of import secretary_on
from branches.models import Organisation
from pledges.choices import COVERING, PlanKind, VersionState
from pledges.models import Measure
from pledges.validation import PUBLIC_GOALS
from ratings.choices import Tier
from ratings.models import Campaign
from ratings.queries.board import targets_of
from ratings.queries.cohort import standings_on

OFFERED = 6


@dataclass(frozen=True)
class Start:
    """What is known when a plan begins: where its organisation stands (None: nowhere), who leads it (""), the tier and
    the day to aim at, the tiers that can be aimed at, and the last deadline of the campaign."""

    tier: Tier | None
    secretary: str
    goal: int | None
    due_on: date
    goals: tuple
    last_deadline: date | None


def start(kind: PlanKind, organisation: Organisation, campaign: Campaign, today: date) -> Start:
    """The Start of a plan of `kind`; goal and day are those of the nearest open target the standing falls under."""
    tier = standings_on(campaign, today, [organisation]).values_list("tier", flat=True).first()
    targets = targets_of(campaign)
    ahead = [one for one in sorted(targets, key=lambda one: one.deadline) if one.deadline >= today]
    own = next((one for one in ahead if tier in one.from_tiers), None)
    goals = _goals(kind, tier)
    wanted = own.to_tier if own else max(goals, default=None)
    return Start(
        tier=Tier(tier) if tier else None,
        secretary=secretary_on(organisation, today),
        goal=wanted if wanted in goals else min(goals, default=None),
        due_on=_due(kind, own or next(iter(ahead), None), today),
        goals=goals,
        last_deadline=max((one.deadline for one in targets), default=None),
    )


def offered(organisation: Organisation, campaign: Campaign) -> list[Measure]:
    """Measures of pledges of advanced branches in the same unit, to look at and learn from."""
    advanced = standings_on(campaign, date.max, None).filter(tier=Tier.ADVANCED).order_by().values("organisation")
    rows = Measure.objects.filter(
        plan__kind=PlanKind.PLEDGE,
        plan__versions__state=VersionState.ADOPTED,
        plan__organisation__in=advanced,
        plan__organisation__path__startswith=organisation.unit_path,
        dropped_on=None,
    )
    return list(rows.select_related("plan__organisation").distinct().order_by("-plan", "number")[:OFFERED])


def _goals(kind, tier):
    """The tiers above the standing that a plan of `kind` can aim at, the best first."""
    if kind not in COVERING:
        return ()
    tiers = PUBLIC_GOALS if kind == PlanKind.PLEDGE else tuple(Tier)
    return tuple(sorted((one for one in tiers if one > (tier or 0)), reverse=True))


def _due(kind, target, today):
    """The target's deadline; of a unit's plan, and without a target, the end of the year."""
    end = date(today.year, 12, 31)
    return end if kind == PlanKind.UNIT or target is None else target.deadline
