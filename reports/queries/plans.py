"""What the pages of organisations tell of plans on a day: an organisation's own, and those of a unit's branches by what
they owe (R25)."""

from dataclasses import dataclass
from datetime import date

from branches import as_of
from branches.models import Organisation
from core.scope import Scope
from pledges.choices import PlanKind, PlanState
from pledges.models import Plan
from pledges.queries.duties import owed_by
from pledges.queries.plans.on_day import PlanOnDay, former, plans_on
from pledges.rules.duties import kind_for
from pledges.steps import NextStep, first_step, next_step
from ratings.choices import Tier

ORDER = (PlanKind.PLEDGE, PlanKind.RECTIFICATION, PlanKind.ACTIVITY)


@dataclass(frozen=True)
class OwnPlans:
    """The plans of one organisation: those in force or in writing on the day, and those that had `ended`."""

    plans: list[PlanOnDay]
    ended: list[Plan]


@dataclass(frozen=True)
class BranchPlans:
    """A branch of a unit with its plans, by when it is to have the one it owes (None: it has it), and what comes next;
    `acts`: whether who looks takes that step."""

    organisation: Organisation
    name: str
    gone: bool
    plans: list[PlanOnDay]
    due: date | None
    late: bool
    step: NextStep | None
    acts: bool

    @property
    def asked(self):
        """Whether the branch is to hand something in: it owes a plan, and none waits for its review."""
        return self.due is not None and all(one.state != PlanState.SUBMITTED for one in self.plans)


@dataclass(frozen=True)
class PlanGroup:
    """The branches that owe or have a plan of one `kind`; `tiers`: where they stand, best first."""

    kind: PlanKind
    tiers: list[Tier]
    rows: list[BranchPlans]

    @property
    def fulfilled(self):
        """How many have it."""
        return sum(row.due is None for row in self.rows)


def own_plans(organisation, query) -> OwnPlans:
    """The OwnPlans of `organisation` on the day of `query` (BoardQuery): six queries."""
    found = plans_on(query.campaign, query.on, [organisation]) if query.campaign else {}
    return OwnPlans(found.get(organisation.pk, []), list(former(query.on, organisation)))


def by_duty(unit, query, tiers, scope: Scope) -> list[PlanGroup]:
    """The PlanGroups of the branches of `unit` on the day of `query`, as `tiers` (reports.queries.unit.TierGroup) has
    them: ten queries. A branch that belongs to another unit today shows no plans (R14)."""
    if query.campaign is None:
        return []
    members = [row.organisation for group in tiers for row in group.rows if not row.gone]
    held = plans_on(query.campaign, query.on, members)
    rows = as_of.belonging(Organisation.objects.branches(), unit, query.on)
    duties = {duty.organisation.pk: duty for duty in owed_by(query.campaign, query.on, rows)}
    groups = {kind: PlanGroup(kind, [], []) for kind in ORDER}
    for group in tiers:
        if group.tier:
            found = groups[kind_for(group.tier)]
            found.tiers.append(group.tier)
            found.rows.extend(_row(row, held, duties.get(row.organisation.pk), query, scope) for row in group.rows)
    return [group for group in groups.values() if group.rows]


def _row(row, held, duty, query, scope):
    branch, plans = row.organisation, held.get(row.organisation.pk, [])
    step = None if query.as_of or row.gone else _step(branch, plans, duty)
    return BranchPlans(
        organisation=branch,
        name=row.name,
        gone=row.gone,
        plans=plans,
        due=duty.due if duty else None,
        late=duty is not None and duty.due < query.on,
        step=step,
        acts=step is not None and scope.covers(branch.path, step.who),
    )


def _step(branch, plans, duty):
    """What comes next: with what is owed before anything else, else with the first plan that waits for somebody."""
    if duty is not None:
        owed = next((one for one in plans if one.plan.kind == duty.kind and not one.in_force), None)
        return next_step(owed, branch) if owed else first_step(duty.kind, branch)
    return next(filter(None, (next_step(one, branch) for one in plans)), None)
