"""What the pages of organisations tell of plans on a day: an organisation's own, and those of a unit's branches by what
they owe (R25)."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from branches.models import Organisation
from core.scope import Scope
from pledges.choices import DutyKind, PlanState
from pledges.models import Plan
from pledges.queries.duties import Duty, DutyCount, counted, duties, told_below
from pledges.queries.meetings import last_of
from pledges.queries.plans.on_day import PlanOnDay, former, plans_on
from pledges.rules.duties import owed_at
from pledges.steps import NextStep, duty_step, next_step
from ratings.choices import Tier


@dataclass(frozen=True)
class OwnPlans:
    """The plans of one organisation: those in force or in writing on the day, and those that had `ended`."""

    plans: list[PlanOnDay]
    ended: list[Plan]


@dataclass(frozen=True)
class BranchPlans:
    """A branch of a unit with its plans and `duties`, and what comes next; `acts`: whether who looks takes that
    step."""

    organisation: Organisation
    name: str
    gone: bool
    plans: list[PlanOnDay]
    duties: list[Duty]
    step: NextStep | None
    acts: bool

    @property
    def due(self):
        """By when the branch is to have the plan it owes; None: it has it."""
        return next((duty.due for duty in self.duties[:1] if duty.is_open), None)

    @property
    def late(self):
        """Whether that day has passed."""
        return any(duty.is_late for duty in self.duties[:1])

    @property
    def asked(self):
        """Whether the branch is to hand something in: it owes a plan, and none waits for its review."""
        return self.due is not None and all(one.state != PlanState.SUBMITTED for one in self.plans)

    @property
    def others(self):
        """What it owes besides a plan: a benchmark, a helper."""
        return self.duties[1:]


@dataclass(frozen=True)
class DutyGroup:
    """The branches that have the same duties, of `kinds`; `tiers`: where they stand, best first; `held_on`: the day of
    the unit's last review meeting, None without one; `of_all`: the DutyCounts of all branches of the unit."""

    kinds: tuple[DutyKind, ...]
    tiers: list[Tier]
    rows: list[BranchPlans]
    held_on: date | None
    of_all: list[DutyCount]

    @property
    def kind(self):
        """The plan they owe or have."""
        return self.kinds[0]

    @property
    def counts(self):
        """[DutyCount] of each of the kinds."""
        return [count for count in self.of_all if count.kind in self.kinds]

    @property
    def is_commented(self):
        """Whether review meetings are held about them."""
        return DutyKind.BENCHMARK in self.kinds


def own_plans(organisation, query) -> OwnPlans:
    """The OwnPlans of `organisation` on the day of `query` (BoardQuery): six queries."""
    found = plans_on(query.campaign, query.on, [organisation]) if query.campaign else {}
    return OwnPlans(found.get(organisation.pk, []), list(former(query.on, organisation)))


def by_duty(unit, query, rows, scope: Scope) -> list[DutyGroup]:
    """The DutyGroups of `rows` (reports.queries.unit's BranchRow) of branches of `unit` on the day of `query`
    (BoardQuery), by what they owe.

    A branch that belongs to another unit today shows no plans (R14), and its duties to who may ask about it.
    """
    if query.campaign is None:
        return []
    held = plans_on(query.campaign, query.on, [row.organisation for row in rows if not row.gone])
    owed, counts = _owed(query, rows, scope), counted(told_below(unit, query.campaign, query.on, scope))
    last, groups = last_of(unit, query.on), {}
    for row in rows:
        tier = row.standing.tier
        kinds = owed_at(tier)
        group = groups.setdefault(kinds, DutyGroup(kinds, [], [], last and last.held_on, counts))
        if tier not in group.tiers:
            group.tiers.append(tier)
        group.rows.append(_row(row, held, owed[row.organisation.pk], query, scope))
    return list(groups.values())


def _owed(query, rows, scope):
    """{primary key of the branch of one of `rows`: its Duties}."""
    shown = scope.of(Organisation).branches().filter(pk__in=[row.organisation.pk for row in rows])
    found = defaultdict(list)
    for duty in duties(query.campaign, query.on, shown):
        found[duty.organisation.pk].append(duty)
    return found


def _row(row, held, owed, query, scope):
    branch, plans = row.organisation, held.get(row.organisation.pk, [])
    step = None if query.as_of or row.gone else _step(branch, plans, owed)
    return BranchPlans(
        organisation=branch,
        name=row.name,
        gone=row.gone,
        plans=plans,
        duties=owed,
        step=step,
        acts=step is not None and step.is_for(scope, branch),
    )


def _step(branch, plans, owed):
    """What comes next: the plan that is owed before anything else, then what a plan waits for, then what else is
    owed."""
    first, *others = owed or [None]
    waiting = (next_step(one, branch) for one in plans)
    missing = (duty_step(duty) for duty in others)
    written = next((one for one in plans if first and one.plan.kind == first.kind and not one.in_force), None)
    if first and first.is_open:
        return next_step(written, branch) if written else duty_step(first)
    return next(filter(None, (*waiting, *missing)), None)
