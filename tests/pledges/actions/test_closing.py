"""With an organisation end its plans, on its closing day, whatever they had come to; the successor's stand."""

from datetime import date

import pytest

from pledges import actions
from pledges.choices import PlanKind, PlanState
from pledges.models import CoverSpan, Plan
from ratings.choices import Tier
from tests.pledges.actions.conftest import PUBLISHED
from tests.pledges.made import TODAY, days, drafted, in_force, on, submitted
from tests.world import close, move, rate


def facts(plan):
    plan.refresh_from_db()
    return plan.state, plan.state_before, plan.ended_on, plan.outcome


def cover(code):
    spans = CoverSpan.objects.filter(organisation__code=code, target__code="ordinary-1")
    return list(spans.values_list("since", "until"))


@pytest.fixture
def successor(rated):
    """0103 stands at ordinary too, with a pledge of its own."""
    rate(rated["0103"], rated.baseline, Tier.ORDINARY)
    return in_force(rated["0103"], rated.campaign, day=PUBLISHED)


@pytest.mark.parametrize("into", ["0103", None])
def test_plan_in_force_ends_on_the_closing_day(pledge, rated, successor, into):
    close(rated["0101"], TODAY - days(1), into=rated[into] if into else None)
    assert facts(pledge) == (PlanState.ENDED, PlanState.IN_FORCE, TODAY - days(1), "")
    assert cover("0101") == [(PUBLISHED, TODAY - days(1))]


def test_successor_keeps_its_own_plans(pledge, rated, successor):
    was, covered = facts(successor), cover("0103")
    close(rated["0101"], TODAY, into=rated["0103"])
    assert (facts(successor), cover("0103")) == (was, covered)


def test_plan_published_after_a_closing_that_was_entered_later_never_was_in_force(pledge, rated):
    close(rated["0101"], PUBLISHED - days(3))
    assert facts(pledge) == (PlanState.ENDED, PlanState.IN_FORCE, PUBLISHED, "")
    assert cover("0101") == []
    assert list(Plan.objects.in_force_on(PUBLISHED)) == []


@pytest.mark.parametrize("made", [drafted, submitted])
def test_what_was_being_written_ends_too(rated, made):
    plan = made(rated["0101"], rated.campaign)
    was = plan.state
    close(rated["0101"], TODAY)
    assert facts(plan) == (PlanState.ENDED, was, TODAY, "")


def test_what_had_ended_stays_as_it_was(pledge, rated):
    actions.withdraw(plan=pledge, reason="另有安排", by=None)
    was = facts(pledge)
    close(rated["0101"], TODAY)
    assert facts(pledge) == was


def test_history_says_why(pledge, rated):
    close(rated["0101"], TODAY)
    entry = pledge.history.first()
    assert (entry.state, entry.history_change_reason) == (PlanState.ENDED, "随组织撤销而结束。")


def test_plan_of_a_unit_ends_with_it(rated):
    plan = in_force(rated["03"], rated.campaign, PlanKind.UNIT)
    close(rated["03"], TODAY)
    assert facts(plan) == (PlanState.ENDED, PlanState.IN_FORCE, TODAY, "")


def test_branch_that_moves_takes_its_plans_along(pledge, rated):
    move(rated["0101"], rated["02"], on=TODAY)
    assert facts(pledge)[0] == PlanState.IN_FORCE
    assert cover("0101") == [(PUBLISHED, date(2013, 1, 1))]
    with on(TODAY + days(1)):
        pledge.organisation.refresh_from_db()
        actions.withdraw(plan=pledge, reason="另有安排", by=rated.people["unit-02"])
    assert facts(pledge)[2] == TODAY + days(1)
