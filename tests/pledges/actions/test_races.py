"""Two people at once: one wins, the other is told in words, nothing is done twice."""

import pytest
from django.core.exceptions import ValidationError
from zeal import zeal_ignore

from branches.models import Organisation
from core.forms import settled
from core.reporting.choices import ReportedState
from core.workflow.lifecycle import TooLate
from pledges import actions
from pledges.choices import PlanState
from pledges.models import Measure, Plan, Version
from ratings.choices import Tier
from tests.pledges.made import TODAY, drafted, in_force, on, reported, submitted
from tests.ratings.actions.test_races import against, at_once
from tests.world import close, rate

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def stage(world):
    """0101 and 0103 stand at ordinary; it is TODAY; the same is asked by both sides."""
    for code in ("0101", "0103"):
        rate(world[code], world.baseline, Tier.ORDINARY)
    with on(TODAY), zeal_ignore():
        yield


def fresh(plan):
    """The plan as another request reads it."""
    return Plan.objects.select_related("organisation", "campaign").get(pk=plan.pk)


def test_two_reviewers_publish_once(world):
    plan = submitted(world["0101"], world.campaign)
    plans = [fresh(plan), fresh(plan)]
    results = at_once(*(lambda plan=plan: actions.adopt(plan=plan, by=world.people["unit-01"]) for plan in plans))
    assert results == ["NoneType", TooLate.__name__]
    assert Version.objects.count() == 1
    assert plans[0].history.filter(state=PlanState.IN_FORCE).count() == 1


def test_two_people_confirm_once(world):
    measure = reported(in_force(world["0101"], world.campaign), by=world.people["branch-0101"])
    both = [Measure.objects.get(pk=measure.pk) for _ in range(2)]
    people = [world.people["unit-01"], world.people["department"]]
    pairs = zip(both, people, strict=True)
    results = at_once(*(lambda row=row, by=by: actions.confirm(measure=row, by=by) for row, by in pairs))
    assert results == ["NoneType", TooLate.__name__]
    assert measure.history.filter(state=ReportedState.DONE).count() == 1


def test_branch_is_merged_while_its_pledge_is_published(world):
    """The merger waits for the publication, and ends what was published."""
    plan = fresh(submitted(world["0101"], world.campaign))
    branch, into = Organisation.objects.get(code="0101"), Organisation.objects.get(code="0103")
    results = against(lambda: actions.adopt(plan=plan, by=None), lambda: close(branch, TODAY, into=into))
    assert results == ["Change", "NoneType"]
    plan.refresh_from_db()
    assert (plan.state, plan.state_before, plan.ended_on) == (PlanState.ENDED, PlanState.IN_FORCE, TODAY)


def test_pledge_is_published_while_its_branch_is_merged(world):
    """The publication waits for the merger, and is refused."""
    plan = fresh(submitted(world["0101"], world.campaign))
    branch, into = Organisation.objects.get(code="0101"), Organisation.objects.get(code="0103")
    results = against(lambda: close(branch, TODAY, into=into), lambda: actions.adopt(plan=plan, by=None))
    assert results == ["Change", ValidationError.__name__]
    plan.refresh_from_db()
    assert (plan.state, plan.state_before, plan.published_on) == (PlanState.ENDED, PlanState.SUBMITTED, None)


def test_two_drafts_at_once_are_one(world):
    """As a page carries them out: what the database refuses is refused in words."""
    branches = [Organisation.objects.get(code="0101") for _ in range(2)]
    verbs = (lambda one=one: settled(lambda: drafted(one, world.campaign)) for one in branches)
    assert at_once(*verbs) == ["Plan", ValidationError.__name__]
    assert Plan.objects.count() == 1


def test_two_moves_are_asked_for_once(world):
    plan = in_force(world["0101"], world.campaign)
    plans = [fresh(plan), fresh(plan)]
    facts = {"new_day": TODAY, "reason": "调研", "by": None}
    results = at_once(*(lambda one=one: settled(lambda: actions.ask_move(plan=one, **facts)) for one in plans))
    assert results == ["DueMove", ValidationError.__name__]
    assert plan.moves.count() == 1
