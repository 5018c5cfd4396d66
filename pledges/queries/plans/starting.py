"""What a plan begins with: what the system knows is not asked again (M7)."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from branches.as_of import secretary_on
from branches.models import Organisation
from pledges.choices import COVERING, PlanKind
from pledges.models import Measure, Plan
from pledges.rules.cover import is_late
from pledges.rules.duties import year_of
from pledges.validation import PUBLIC_GOALS, check_standing, lowest_goal
from ratings.choices import Tier
from ratings.models import Campaign
from ratings.queries.board import targets_of
from ratings.queries.cohort import standings_on

OFFERED = 6
LATE = gettext_lazy("The due day lies after the last deadline: it covers no target (R24).")


@dataclass(frozen=True)
class Start:
    """What is known when a plan begins: where its organisation stands (None: nowhere), who leads it (""), the tier and
    the day to aim at, the tiers that can be aimed at, the last deadline of the campaign, the year a unit plan is for
    (else 0), and whether it takes up a rectification that did not last."""

    tier: Tier | None
    secretary: str
    goal: int | None
    due_on: date
    goals: tuple
    last_deadline: date | None
    year: int
    is_relapse: bool


def start(
    kind: PlanKind, organisation: Organisation, campaign: Campaign, today: date, *, previous: Plan | None
) -> Start:
    """The Start of a plan of `kind`, which takes up `previous` if any; goal and day are those of the nearest open
    target the standing falls under."""
    tier = standings_on(campaign, today, [organisation]).values_list("tier", flat=True).first()
    targets = targets_of(campaign)
    ahead = [one for one in sorted(targets, key=lambda one: one.deadline) if one.deadline >= today]
    own = next((one for one in ahead if tier in one.from_tiers), None)
    goals = _goals(kind, tier, relapse=previous is not None)
    wanted = own.to_tier if own else max(goals, default=None)
    due_on = _due(kind, own or next(iter(ahead), None), organisation, campaign, today)
    return Start(
        tier=Tier(tier) if tier else None,
        secretary=secretary_on(organisation, today),
        goal=wanted if wanted in goals else min(goals, default=None),
        due_on=due_on,
        goals=goals,
        last_deadline=_last_deadline(targets),
        year=year_of(kind, due_on),
        is_relapse=previous is not None,
    )


def late(plan: Plan, due_on: date) -> str:
    """What is worth a word when `plan` is due on that day, in a sentence; "" when nothing is. One query."""
    return str(LATE) if is_late(plan.kind, due_on, _last_deadline(targets_of(plan.campaign))) else ""


@dataclass(frozen=True)
class Obstacle:
    """Why a plan cannot begin, in a sentence, and the kind to make `instead` ("" when there is none)."""

    sentence: str
    instead: str = ""


def obstacle(kind: PlanKind, known: Start) -> Obstacle | None:
    """What stands in the way of a plan of `kind` whatever is typed; None when nothing does."""
    try:
        check_standing(kind, known.tier, relapse=known.is_relapse)
    except ValidationError as refused:
        instead = PlanKind.RECTIFICATION if kind == PlanKind.PLEDGE else ""
        return Obstacle(" ".join(refused.messages), instead)
    if kind in COVERING and not known.goals:
        sentence = _("It stands at the highest tier: there is none to aim at. It makes an activity plan (R25).")
        return Obstacle(sentence, PlanKind.ACTIVITY)
    return None


def offered(organisation: Organisation, campaign: Campaign, today: date) -> list[Measure]:
    """Measures of public pledges of advanced branches in the same unit, to look at and learn from."""
    advanced = standings_on(campaign, today, None).filter(tier=Tier.ADVANCED).order_by().values("organisation")
    plans = Plan.objects.public_on(today).filter(
        organisation__in=advanced, organisation__path__startswith=organisation.unit_path
    )
    rows = Measure.objects.filter(plan__in=plans.values("pk"), dropped_on=None)
    return list(rows.select_related("plan__organisation").order_by("-plan", "number")[:OFFERED])


def _last_deadline(targets):
    return max((one.deadline for one in targets), default=None)


def _goals(kind, tier, *, relapse):
    """The tiers that a plan of `kind` can aim at from where its organisation stands, the best first."""
    if kind not in COVERING:
        return ()
    tiers = PUBLIC_GOALS if kind == PlanKind.PLEDGE else tuple(Tier)
    return tuple(sorted((one for one in tiers if one >= lowest_goal(tier, relapse=relapse)), reverse=True))


def _due(kind, target, organisation, campaign, today):
    """The target's deadline, without one the end of the year; of a unit plan the end of the year it is for."""
    if kind == PlanKind.UNIT:
        return date(_unwritten_year(organisation, campaign, today), 12, 31)
    return target.deadline if target else date(today.year, 12, 31)


def _unwritten_year(organisation, campaign, today):
    """The year a unit plan begun today is for: this one, or the next once there is a plan for this one."""
    plans = Plan.objects.held().filter(organisation=organisation, campaign=campaign, kind=PlanKind.UNIT)
    return today.year + plans.filter(year=today.year).exists()
