"""Days people look forward to; what the to-dos cost."""

from datetime import date

from django.db import connection
from django.test.utils import CaptureQueriesContext

from branches import actions as roster
from branches.choices import Kind
from core.choices import Role
from core.scope import scope_of
from core.todos import next_date
from pledges import actions
from pledges.choices import PlanKind
from ratings.choices import Tier
from tests.pledges.made import TODAY, in_force, on, reported, submitted
from tests.pledges.todos.asked import AFTER, APPROVED, asked
from tests.world import found, rate

PLEDGE, ACTIVITY, RECTIFICATION = PlanKind.PLEDGE, PlanKind.ACTIVITY, PlanKind.RECTIFICATION


def test_due_days_of_own_plans_are_looked_forward_to(rated):
    plan = in_force(rated["0101"], rated.campaign, due_on=date(2012, 7, 1))
    ahead = next_date(Role.BRANCH, rated["0101"], scope_of(rated.people["branch-0101"]), TODAY)
    assert (ahead.day, ahead.what, ahead.url) == (date(2012, 7, 1), "公开承诺到期", f"/plans/{plan.pk}/")


def test_to_dos_cost_the_same_for_many(rated):
    roster.found(parent=rated["00"], kind=Kind.GENERAL_BRANCH, code="04", name="物理学院党总支", by=None)
    fill(rated, 0)
    few = costs(rated)
    for number in range(1, 6):
        fill(rated, number)
    assert costs(rated) == few


def fill(world, number):
    """A branch of each standing with plans in every state that somebody waits for."""
    for tier, kind in ((Tier.ORDINARY, PLEDGE), (Tier.LAGGING, RECTIFICATION), (Tier.GOOD, ACTIVITY)):
        for step in range(4):
            branch = found(world["01"], f"01{number}{tier}{step}")
            with on(APPROVED):
                rate(branch, world.baseline, tier)
            if step == 1:
                submitted(branch, world.campaign, kind)
            if step > 1:
                _running(in_force(branch, world.campaign, kind), step)


def _running(plan, step):
    if step == 2:
        reported(plan)
    else:
        actions.ask_move(plan=plan, new_day=date(2013, 3, 1), reason="顺延", by=None)


def costs(world):
    found = []
    with on(AFTER):
        for username, code in (("department", "00"), ("unit-01", "01"), ("branch-0101", "0101")):
            with CaptureQueriesContext(connection) as captured:
                asked(world, username, code)
            found.append(len(captured))
    return found
