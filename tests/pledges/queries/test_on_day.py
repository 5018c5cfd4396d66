"""Plans as they stood on a day."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.reporting.choices import ReportedState
from pledges import actions
from pledges.choices import PlanKind, PlanState
from pledges.models import Version
from pledges.queries.plans.on_day import former, plans_on
from pledges.rules.outcome import MeasuresDone
from pledges.texts import MeasureText
from ratings.choices import Tier
from tests.pledges.made import IN_TIME, TODAY, assessed, done, drafted, in_force, on, reported, text
from tests.world import found, rate

DAY = timedelta(days=1)
JULY, AUGUST, SEPTEMBER, OCTOBER = (date(2012, month, 1) for month in (7, 8, 9, 10))


@pytest.fixture
def ordinary(world):
    rate(world["0101"], world.baseline, Tier.ORDINARY)
    return world


def plans(world, day, code="0101"):
    """The plans of a branch on `day`, read on it or later."""
    return plans_on(world.campaign, day, [world[code]]).get(world[code].pk, [])


def test_plan_in_force_says_what_its_version_of_the_day_said(ordinary):
    plan = in_force(ordinary["0101"], ordinary.campaign, goal=Tier.GOOD, measures=["每月学习"], responsible="张三")
    with on(AUGUST):
        changed = text(goal=Tier.ADVANCED, measures=[MeasureText("每月学习两次", 1), MeasureText("走访", 2)])
        version = actions.amend(plan=plan, text=changed, by=None)
        actions.submit_version(version=version, by=None)
        actions.adopt_version(version=version, by=None)
    told = [
        (one.goal, one.responsible, [(measure.number, measure.text) for measure in one.measures])
        for day in (AUGUST - DAY, AUGUST)
        for one in plans(ordinary, day)
    ]
    assert told == [
        (Tier.GOOD, "张三", [(1, "每月学习")]),
        (Tier.ADVANCED, "", [(1, "每月学习两次"), (2, "走访")]),
    ]


def test_moved_due_days_hold_from_the_day_they_were_moved(ordinary):
    plan = in_force(ordinary["0101"], ordinary.campaign, measures=[MeasureText("走访", due_on=JULY), "学习"])
    moved = ((AUGUST, plan.measures.get(number=1), OCTOBER), (SEPTEMBER, None, date(2013, 3, 1)))
    for day, measure, new_day in moved:
        with on(day):
            actions.grant_move(
                move=actions.ask_move(plan=plan, measure=measure, new_day=new_day, reason="顺延", by=None), by=None
            )
    days = [(plans(ordinary, day)[0].due, [one.due for one in plans(ordinary, day)[0].measures]) for day in DAYS]
    end, later = IN_TIME, date(2013, 3, 1)
    assert days == [(end, [JULY, end]), (end, [OCTOBER, end]), (later, [OCTOBER, later])]


DAYS = (AUGUST - DAY, AUGUST, SEPTEMBER)


def test_measures_are_counted_as_of_the_day(ordinary):
    plan = in_force(ordinary["0101"], ordinary.campaign, measures=[MeasureText("走访", due_on=JULY), "学习"])
    with on(AUGUST):
        done(plan, 1)
        reported(plan, 2, completes=False)
    days = (JULY, AUGUST - DAY, AUGUST)
    told = [plans(ordinary, day)[0] for day in days]
    assert [one.progress for one in told] == [MeasuresDone(0, 2, 0), MeasuresDone(0, 2, 1), MeasuresDone(1, 2, 0)]
    assert [[measure.last for measure in one.measures] for one in told] == [[None, None], [None, None], [AUGUST] * 2]
    states = [[measure.state for measure in one.measures] for one in told[1:]]
    assert states == [[ReportedState.OPEN] * 2, [ReportedState.DONE, ReportedState.OPEN]]


def test_state_is_the_one_of_the_day_and_ended_plans_are_former_ones(ordinary):
    with on(TODAY):
        plan = drafted(ordinary["0101"], ordinary.campaign)
        actions.submit(plan=plan, by=None)
    with on(JULY):
        actions.adopt(plan=plan, by=None)
    with on(AUGUST):
        assessed(plan)
    with on(SEPTEMBER):
        actions.withdraw(plan=plan, reason="支部合并", by=None)
    days = (TODAY - DAY, TODAY, JULY, AUGUST, SEPTEMBER)
    states = [[one.state for one in plans(ordinary, day)] for day in days]
    assert states == [[], [PlanState.SUBMITTED], [PlanState.IN_FORCE], [PlanState.ASSESSED], []]
    ended = [list(former(day, ordinary["0101"])) for day in (AUGUST, SEPTEMBER)]
    assert ended == [[], [plan]]


def test_plan_in_force_stands_before_the_one_in_writing(ordinary):
    with on(TODAY):
        drafted(ordinary["0101"], ordinary.campaign, PlanKind.ACTIVITY)
        in_force(ordinary["0101"], ordinary.campaign)
        assert [one.state for one in plans(ordinary, TODAY)] == [PlanState.IN_FORCE, PlanState.DRAFT]


def test_proofs_are_counted(ordinary):
    plan = in_force(ordinary["0101"], ordinary.campaign)
    for day in (JULY, AUGUST):
        with on(day):
            actions.keep_proof(plan=plan, link="https://example.edu.cn/news", by=None)
    assert [plans(ordinary, day)[0].proofs for day in (TODAY, JULY, AUGUST)] == [0, 1, 2]


def test_plan_without_versions_says_what_its_rows_say(ordinary):
    in_force(ordinary["0101"], ordinary.campaign)
    Version.objects.all().delete()
    [one] = plans(ordinary, TODAY)
    assert (one.goal, [measure.text for measure in one.measures]) == (Tier.ADVANCED, ["每月组织一次理论学习"])


@pytest.mark.parametrize("day", [TODAY, OCTOBER])
def test_reading_costs_the_same_for_many(ordinary, day):
    branches = [ordinary["0101"]]
    counts = []
    for number in range(5):
        branches.append(found(ordinary["01"], f"019{number}"))
        rate(branches[-1], ordinary.baseline, Tier.ORDINARY)
        in_force(branches[-1], ordinary.campaign)
        with on(OCTOBER), CaptureQueriesContext(connection) as captured:
            plans_on(ordinary.campaign, day, branches)
        counts.append(len(captured))
    assert set(counts) == {5}
