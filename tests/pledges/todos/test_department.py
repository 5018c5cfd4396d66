"""What the department is asked about rectifications and the plans of base organisations (R27b)."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.choices import Role
from core.todos import NAMED
from pledges import actions
from pledges.choices import LookBackResult, PlanKind, PlanOutcome
from pledges.lifecycles.plans import (
    accepted_by,
    confirmed_by,
    measure_table,
    move_table,
    moved_by,
    reviewed_by,
    reviewer,
    table,
)
from pledges.models import DueMove, Measure, Plan
from ratings.choices import Tier
from tests.pledges.made import TODAY, done, in_force, on, reported, submitted
from tests.pledges.todos.asked import AFTER, APPROVED, asked, of_department, of_unit
from tests.world import appoint, close, found, person, rate

COUNTS = {"present": 10, "satisfied": 9, "fairly": 1, "dissatisfied": 0}
PLEDGE, ACTIVITY, RECTIFICATION = PlanKind.PLEDGE, PlanKind.ACTIVITY, PlanKind.RECTIFICATION


def test_department_files_rectifications(rated):
    plan = submitted(rated["0102"], rated.campaign, RECTIFICATION)
    assert of_department(rated) == {f"/plans/{plan.pk}/": Role.DEPARTMENT}
    actions.adopt(plan=plan, by=None)
    assert of_department(rated) == {}


def test_of_many_rectifications_the_first_are_read_and_all_are_counted(rated):
    """Those that wait longest are named, whatever their number; a plan of a unit stands apart."""
    own = submitted(rated["01"], rated.campaign, PlanKind.UNIT)
    for number in range(NAMED + 3):
        branch = found(rated["01"], f"01{number + 20}")
        with on(APPROVED):
            rate(branch, rated.baseline, Tier.LAGGING)
        with on(TODAY + timedelta(days=30 - number)):
            submitted(branch, rated.campaign, RECTIFICATION)
    with on(AFTER), CaptureQueriesContext(connection) as captured:
        todos = asked(rated, "department", "00")
    [todo] = [one for one in todos if "kind=rectification" in one.url and "waits=review" in one.url]
    [alone] = [one for one in todos if one.url == f"/plans/{own.pk}/"]
    assert (todo.why, todo.since) == ("23份整顿方案待备案。", TODAY + timedelta(days=30 - NAMED - 2))
    assert [label for label, _url in todo.names] == [f"第01{number + 20}党支部" for number in range(NAMED + 2, 2, -1)]
    assert (todo.more, alone.more, alone.since) == (3, 0, TODAY)
    read = [one["sql"] for one in captured if '"pledges_plan"."submitted_at"' in one["sql"].split(" FROM ")[0]]
    assert [f"LIMIT {NAMED + 1}" in sql for sql in read] == [True, True]


def test_department_confirms_measures_of_rectifications(rated):
    plan = in_force(rated["0102"], rated.campaign, RECTIFICATION)
    reported(plan)
    assert of_department(rated) == {f"/plans/{plan.pk}/#measure-1": Role.DEPARTMENT}
    assert f"/plans/{plan.pk}/#measure-1" not in of_unit(rated)


def test_rectification_is_settled_once_the_goal_is_reached_by_who_did_not_accept_it(rated):
    officer = rated.people["department"]
    plan = in_force(rated["0102"], rated.campaign, RECTIFICATION)
    done(plan)
    actions.ask_acceptance(plan=plan, by=None)
    actions.accept(plan=plan, on=TODAY, **COUNTS, by=officer)
    settle = {f"/plans/{plan.pk}/settle/": Role.DEPARTMENT}
    day = rated.later.reference_date
    with on(day):
        assert (of_department(rated), of_department(rated, "department-2")) == ({}, {})
        rate(rated["0102"], rated.later, Tier.ORDINARY)
        assert (of_department(rated), of_department(rated, "department-2")) == ({}, settle)
        actions.settle(plan=plan, by=None)
        assert of_department(rated, "department-2") == {}


def test_settled_rectification_is_looked_back_at_some_months_later(rated):
    plan = in_force(rated["0102"], rated.campaign, RECTIFICATION)
    Plan.objects.update(state="ended", outcome=PlanOutcome.SETTLED, ended_on=TODAY)
    plan.refresh_from_db()
    address = f"/plans/{plan.pk}/look-back/"
    with on(date(2012, 11, 30)):
        assert of_department(rated) == {}
    with on(date(2012, 12, 1)):
        assert of_department(rated) == {address: Role.DEPARTMENT}
        actions.look_back(plan=plan, on=date(2012, 12, 1), result=LookBackResult.LASTING, note="巩固", by=None)
        assert of_department(rated) == {}


def test_closed_branch_is_not_looked_back_at(rated):
    plan = in_force(rated["0102"], rated.campaign, RECTIFICATION)
    Plan.objects.update(state="ended", outcome=PlanOutcome.SETTLED, ended_on=TODAY)
    with on(date(2012, 12, 1)):
        assert of_department(rated) == {f"/plans/{plan.pk}/look-back/": Role.DEPARTMENT}
        close(rated["0102"], date(2012, 12, 1), into=rated["0103"])
        assert of_department(rated) == {}


def test_overdue_rectifications_are_named_to_the_department(rated):
    plan = in_force(rated["0102"], rated.campaign, RECTIFICATION)
    with on(plan.due_on):
        assert of_department(rated) == {}
    with on(AFTER):
        assert of_department(rated) == {f"/plans/{plan.pk}/": Role.UNIT}


@pytest.mark.parametrize("code", ["0101", "03"])
@pytest.mark.parametrize("kind", [PLEDGE, ACTIVITY, RECTIFICATION])
@pytest.mark.parametrize("told_as", [[], [""], [Role.BRANCH], [Role.UNIT, Role.BRANCH]])
@pytest.mark.parametrize("leads", [None, "0101", "01", "02"])
def test_who_reviews_confirms_moves_and_accepts_is_the_same_for_one_and_for_many(world, code, kind, told_as, leads):
    """`leads`: of what who reported and asked is the secretary by now."""
    rate(world[code], world.baseline, Tier.ORDINARY)
    plan, who = in_force(world[code], world.campaign, kind, goal=Tier.ADVANCED), person("promoted")
    for role in told_as:
        reported(plan, role=role, by=who)
    actions.ask_move(plan=plan, new_day=date(2013, 3, 1), reason="顺延", by=who)
    if leads:
        appoint(who, Role.BRANCH if len(leads) > 2 else Role.UNIT, world[leads])
    roles = (Role.UNIT, Role.DEPARTMENT)
    plans, measures = Plan.objects.all(), Measure.objects.all()
    assert [role for role in roles if plans.filter(reviewed_by(role)).exists()] == [reviewer(plan)]
    assert [role for role in roles if measures.filter(reviewed_by(role, "plan")).exists()] == [reviewer(plan)]
    confirms, moves = measure_table(plan.measures.get())["confirm"].role, move_table(plan.moves.get())["grant"].role
    assert [role for role in roles if measures.filter(confirmed_by(role)).exists()] == [confirms]
    assert [role for role in roles if DueMove.objects.filter(moved_by(role)).exists()] == [moves]
    if kind == RECTIFICATION:
        assert [role for role in roles if plans.filter(accepted_by(role)).exists()] == [table(plan)["accept"].role]
