"""What the ledgers tell of plans as of a day: text, due day, progress and owner of that day (R34)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, prefetch_related_objects
from django.utils import timezone

from branches import as_of
from branches.models import Organisation
from pledges.choices import PlanOutcome, PlanState
from pledges.models import LookBack, Plan, Satisfaction, Update
from pledges.queries.plans.on_day import due_days_on, versions_on
from pledges.rules.outcome import MeasuresDone, measures_done
from pledges.texts import PlanText, restored, text_of
from ratings.choices import Tier
from ratings.models import Campaign, Rating
from ratings.queries.cohort import standings_on


@dataclass(frozen=True)
class PlanOwner(as_of.Owner):
    """Who a plan belongs to on a day; tiers None without an official rating."""

    baseline: Tier | None
    tier: Tier | None


@dataclass(frozen=True)
class LedgerLine:
    """A plan as it was `on` a day, in which `state`; `reviewed_on`: when the `text` of that day was adopted;
    `updates`: by then, oldest first; `judged`, `looked_back`: None while nobody had."""

    plan: Plan
    on: date
    state: PlanState
    owner: PlanOwner
    text: PlanText
    reviewed_on: date | None
    due_on: date
    progress: MeasuresDone
    updates: Sequence[Update]
    judged: Satisfaction | None
    looked_back: LookBack | None

    @property
    def is_overdue(self):
        """Whether its due day had passed and it had not ended (R26)."""
        return self.due_on < self.on and self.state != PlanState.ENDED

    @property
    def accepted_on(self):
        """The day it was accepted, None if not by then."""
        return _by_then(self.plan.accepted_on, self.on)

    @property
    def settled_on(self):
        """The day it was settled, None if not by then."""
        return _by_then(self.plan.ended_on, self.on) if self.plan.outcome == PlanOutcome.SETTLED else None

    @property
    def last_update_on(self):
        """The day of the last update, None without one."""
        return self.updates[-1].on if self.updates else None


def ledger_lines(campaign: Campaign, plans: Sequence[Plan], on: date) -> list[LedgerLine]:
    """The LedgerLines of `plans` (in force on `on` or before, with their organisation), in their order.

    A constant number of queries.
    """
    updates = Prefetch("measures__updates", Update.objects.filter(on__lte=on), to_attr="by_then")
    prefetch_related_objects(plans, "resources", updates)
    owners = owners_on(campaign, {plan.organisation for plan in plans}, on)
    versions, days = versions_on(plans, on), due_days_on(plans, on)
    return [_line(plan, owners[plan.organisation_id], versions.get(plan.pk), days, on) for plan in plans]


def owners_on(campaign: Campaign, organisations: Iterable[Organisation], on: date) -> dict[int, PlanOwner]:
    """{primary key: PlanOwner}: eight queries."""
    official = Rating.objects.official().filter(round__campaign=campaign, organisation__in=organisations)
    began = official.filter(round__is_baseline=True, round__reference_date__lte=on).order_by()
    baselines = dict(began.values_list("organisation", "tier"))
    tiers = dict(standings_on(campaign, on, organisations).order_by().values_list("organisation", "tier"))
    return {
        key: PlanOwner(**vars(one), baseline=_tier(baselines.get(key)), tier=_tier(tiers.get(key)))
        for key, one in as_of.owners_on(organisations, on).items()
    }


def _line(plan, owner, version, days, on):
    text, due_on = restored(version.content) if version else text_of(plan), days.get((plan.pk, None), plan.due_on)
    numbers = {measure.number for measure in text.measures}
    rows = [row for row in plan.measures.all() if row.number in numbers]
    measures = [(row.done_on, days.get((plan.pk, row.pk), row.due_on) or due_on) for row in rows]
    updates = sorted((one for row in plan.measures.all() for one in row.by_then), key=lambda one: (one.on, one.pk))
    return LedgerLine(
        plan=plan,
        on=on,
        state=_state(plan, on),
        owner=owner,
        text=text,
        reviewed_on=version and version.adopted_on,
        due_on=due_on,
        progress=measures_done(measures, on, ended_on=plan.ended_on),
        updates=updates,
        judged=_by(getattr(plan, "satisfaction", None), on),
        looked_back=_by(getattr(plan, "look_back", None), on),
    )


def _state(plan, on):
    """Where it stood: today as its row says, on a former day as far as its days tell."""
    if on >= timezone.localdate():
        return PlanState(plan.state)
    if _by_then(plan.ended_on, on):
        return PlanState.ENDED
    return PlanState.ACCEPTED if _by_then(plan.accepted_on, on) else PlanState.IN_FORCE


def _tier(value):
    return None if value is None else Tier(value)


def _by(row, on):
    return row if row and row.on <= on else None


def _by_then(day, on):
    return day if day and day <= on else None
