"""What plans promise, day by day, read from their versions and moved due days (R24)."""

from collections import defaultdict
from typing import NamedTuple

from pledges.choices import COVERING, MoveState, VersionState
from pledges.models import DueMove, Plan, Version
from pledges.rules.cover import Promise, promises


class PromisingPlan(NamedTuple):
    """A pledge or rectification of `organisation` (primary keys) and what it promises on its days."""

    pk: int
    organisation: int
    kind: str
    promises: list[Promise]


def promises_of(campaign, organisations=None) -> dict[int, list[Promise]]:
    """{primary key of an organisation: what its pledges and rectifications in `campaign` promise}; as
    `promising_plans`."""
    found = defaultdict(list)
    for plan in promising_plans(campaign, organisations):
        found[plan.organisation] += plan.promises
    return found


def promising_plans(campaign, organisations=None) -> list[PromisingPlan]:
    """The pledges and rectifications in `campaign` that were ever in force, of `organisations` (primary keys) or of
    all: three queries, one when there are none."""
    plans = Plan.objects.filter(campaign=campaign, kind__in=COVERING, published_on__isnull=False, goal__isnull=False)
    if organisations is not None:
        plans = plans.filter(organisation__in=organisations)
    facts = ("pk", "organisation", "kind", "published_on", "ended_on", "goal", "due_on")
    rows = list(plans.order_by("pk").values_list(*facts))
    goals, dues = (_goals(plans), _dues(plans)) if rows else ({}, {})
    found = []
    for key, organisation, kind, published_on, ended_on, goal, due_on in rows:
        held = goals.get(key) or [(published_on, goal)], dues.get(key) or [(published_on, due_on)]
        found.append(PromisingPlan(key, organisation, kind, promises(published_on, ended_on, *held)))
    return found


def _goals(plans):
    """{primary key of a plan: [(day, goal) of its adopted versions]}."""
    rows = Version.objects.filter(plan__in=plans, state=VersionState.ADOPTED, goal__isnull=False)
    found = defaultdict(list)
    for plan, day, goal in rows.order_by("adopted_on", "number").values_list("plan", "adopted_on", "goal"):
        found[plan].append((day, goal))
    return found


def _dues(plans):
    """{primary key of a plan: [(day since when it holds, due day)]} of those whose due day was moved."""
    rows = DueMove.objects.filter(plan__in=plans, measure=None, state=MoveState.GRANTED)
    found = defaultdict(list)
    for plan, on, old_day, new_day in rows.order_by("decided_on", "pk").values_list(
        "plan", "decided_on", "old_day", "new_day"
    ):
        if not found[plan]:
            found[plan].append((on.min, old_day))
        found[plan].append((on, new_day))
    return found
