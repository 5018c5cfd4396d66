"""The buttons of plans: what asks once and no more."""

from datetime import date

from core.reporting.choices import ReportedState
from pledges import actions
from pledges.choices import PlanKind, PlanState, VersionState
from pledges.models import Measure, Plan, Version
from pledges.texts import text_of
from ratings.choices import Tier
from tests.naughty.fields import put
from tests.pledges.access import MOVE, PLEDGE, RECTIFICATION, RESOURCE
from tests.pledges.made import text
from tests.races.sent import SAME, TEXT, Sent
from tests.world import rate

BRANCH, UNIT, DEPARTMENT = "branch-0101", "unit-01", "department"
COUNTS = {"on": "2012-06-01", "present": 10, "satisfied": 7, "fairly": 2, "dissatisfied": 1}
ACTIVITY, FAR = 5104, date(2099, 1, 1)


def plan(number, verb, state, **facts):
    """The address of a verb of a plan that stands at `state`."""
    return put(Plan, number, f"/plans/{number}/{verb}/", state=state, **facts)


def unadopted(verb, state):
    """The address of a verb of the pledge, which is not in force yet; its goal lies above where the branch stands."""

    def before(world):
        rate(world["0101"], world.later, Tier.ORDINARY)
        Version.objects.filter(plan=PLEDGE).delete()
        return plan(PLEDGE, verb, state, published_on=None)(world)

    return before


def reported(world):
    Measure.objects.filter(plan=PLEDGE).update(state=ReportedState.REPORTED)
    return f"/plans/{PLEDGE}/measures/1/confirm/"


def next_version(verb, state):
    """The address of a verb of the next version of the pledge, which stands at `state`."""

    def before(world):
        pledge = Plan.objects.get(pk=PLEDGE)
        version = actions.amend(plan=pledge, text=text_of(pledge), by=None)
        Version.objects.filter(pk=version.pk).update(state=state)
        return f"/plans/{PLEDGE}/{verb}/"

    return before


def finished(world):
    """An activity in force whose measures are done."""
    facts = {"published_on": "2012-05-01", "state": PlanState.IN_FORCE, "due_on": "2099-01-01"}
    kept = {"campaign": world.campaign, "organisation": world["0101"], "kind": PlanKind.ACTIVITY}
    row = Plan.objects.create(pk=ACTIVITY, **kept, **facts)
    Measure.objects.create(plan=row, number=1, text="每月学习", state=ReportedState.DONE, done_on=FAR)
    return f"/plans/{ACTIVITY}/finish/"


def settled(world):
    rate(world["0101"], world.later, Tier.GOOD)
    return plan(RECTIFICATION, "settle", PlanState.ACCEPTED)(world)


def new_draft(world):
    made = actions.draft(
        kind=PlanKind.ACTIVITY,
        organisation=world["0101"],
        campaign=world.campaign,
        text=text(goal=None, due_on=FAR),
        by=None,
    )
    return f"/plans/{made.pk}/discard/"


SENT = {
    "pledges:measure_decide confirm": Sent(UNIT, reported),
    "pledges:move_decide grant": Sent(UNIT, f"/plans/{PLEDGE}/moves/{MOVE}/grant/"),
    "pledges:plan_counts": Sent(UNIT, f"/plans/{PLEDGE}/counts/", COUNTS, **SAME),
    "pledges:plan_decide submit": Sent(BRANCH, unadopted("submit", PlanState.DRAFT)),
    "pledges:plan_decide adopt": Sent(UNIT, unadopted("adopt", PlanState.SUBMITTED)),
    "pledges:plan_decide finish": Sent(UNIT, finished),
    "pledges:plan_decide ask": Sent(UNIT, f"/plans/{RECTIFICATION}/ask/"),
    "pledges:plan_decide accept": Sent(UNIT, plan(RECTIFICATION, "accept", PlanState.ACCEPTANCE), COUNTS),
    "pledges:plan_decide settle": Sent(DEPARTMENT, settled),
    "pledges:plan_discard": Sent(BRANCH, new_draft),
    "pledges:plan_discard version": Sent(BRANCH, next_version("discard", VersionState.DRAFT)),
    "pledges:plan_move": Sent(BRANCH, f"/plans/{RECTIFICATION}/move/", {"new_day": "2098-01-01", "reason": TEXT}, TEXT),
    "pledges:resource_drop": Sent(UNIT, f"/plans/{RECTIFICATION}/resources/{RESOURCE}/drop/"),
    "pledges:version_decide submit": Sent(BRANCH, next_version("version/submit", VersionState.DRAFT)),
    "pledges:version_decide return": Sent(
        UNIT, next_version("version/return", VersionState.SUBMITTED), {"reason": TEXT}, TEXT
    ),
    "pledges:version_decide adopt": Sent(UNIT, next_version("version/adopt", VersionState.SUBMITTED)),
}
