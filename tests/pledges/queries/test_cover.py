"""Cover on a day, in figures and in names, and a board with it (R10, R24)."""

import re
from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from branches.models import Organisation
from pledges import actions
from pledges.choices import PlanKind
from pledges.queries.cover import CoveringPlan, cover, covered_board, covered_groups, covering_plans
from ratings.choices import Tier
from ratings.queries.board import campaigns, targets_of, units_of
from ratings.rules.progress import COUNTED, BoardState
from tests.pledges.made import TODAY, drafted, in_force, on, submitted
from tests.test_architecture import name
from tests.test_rooms import own_modules
from tests.world import LATER, YEAR_1, YEAR_2, close, rate

BEFORE, NEXT = date(2012, 5, 31), date(2012, 6, 2)


@pytest.fixture
def ordinary(world):
    """Unit 01: two ordinary branches; unit 02: one ordinary, one lagging."""
    for code in ("0101", "0102", "0201"):
        rate(world[code], world.baseline, Tier.ORDINARY)
    rate(world["0202"], world.baseline, Tier.LAGGING)
    return world


def counted(world, day, *codes):
    """{code of a unit, "" the university: {target: branches}} without what is 0."""
    found = cover(world.campaign, day, [world[code].pk for code in codes])
    named = {None: "", **{world[code].pk: code for code in codes}}
    sums = {named[unit]: {code: n for code, n in sums.items() if n} for unit, sums in found.items()}
    return {code: targets for code, targets in sums.items() if targets}


def rule(world, code):
    return next(target for target in targets_of(world.campaign) if target.code == code)


def test_nobody_is_covered_without_a_plan_in_force(ordinary):
    with on(TODAY):
        drafted(ordinary["0101"], ordinary.campaign)
        submitted(ordinary["0102"], ordinary.campaign)
    assert counted(ordinary, TODAY, "01") == {}


def test_cover_counts_units_and_the_university_for_each_target(ordinary):
    in_force(ordinary["0101"], ordinary.campaign)
    in_force(ordinary["0202"], ordinary.campaign, PlanKind.RECTIFICATION, due_on=YEAR_2)
    assert counted(ordinary, TODAY, "01", "02", "03") == {
        "01": {"ordinary-1": 1, "ordinary-2": 1},
        "02": {"lagging-2": 1},
        "": {"ordinary-1": 1, "ordinary-2": 1, "lagging-2": 1},
    }
    assert counted(ordinary, TODAY, "02")[""] == counted(ordinary, TODAY)[""]


@pytest.mark.parametrize("day", [date(2012, 1, 1), BEFORE, TODAY, LATER, YEAR_1, date(2013, 1, 1), date(2014, 1, 1)])
@pytest.mark.parametrize("at_once", [0, 1000])
def test_groups_of_units_tell_what_the_rows_of_the_board_say(
    ordinary, day, at_once, monkeypatch, django_assert_num_queries
):
    monkeypatch.setattr("ratings.queries.board.NAMED_ONE_BY_ONE", at_once)
    in_force(ordinary["0201"], ordinary.campaign, due_on=date(2012, 9, 30))
    rate(ordinary["0101"], ordinary.later, Tier.ADVANCED)
    close(ordinary["0102"], date(2012, 7, 1), into=ordinary["0101"])
    close(ordinary["0202"], date(2012, 11, 1))
    [campaign], units = campaigns(), Organisation.objects.units().order_by("code")
    shown = covered_board(campaign, day, units_of(campaign, units))
    rows, targets = {row.unit.pk: row for row in shown.units}, shown.targets
    with django_assert_num_queries(2):
        groups = covered_groups(campaign, targets, day, list(rows), COUNTED)
    told = {unit: group for group in groups for unit in group.units}
    assert told.keys() == rows.keys()
    for unit, row in rows.items():
        assert (told[unit].state, told[unit].cover) == (row.state, {one.code: row.cover_of(one) for one in targets})
        counted = {code: replace(figure, left_out_risen=0) for code, figure in row.figures.items()}
        assert told[unit].figures == counted
    [of_one] = covered_groups(campaign, targets, day, [shown.units[0].unit.pk])
    assert (of_one.state, of_one.units) == (shown.units[0].state, [shown.units[0].unit.pk])


@pytest.mark.parametrize(("day", "sums"), [(YEAR_1, 4), (YEAR_2, 8)])
def test_targets_that_look_at_the_same_branches_are_summed_once(ordinary, day, sums):
    [campaign] = campaigns()
    targets = covered_board(campaign, day, []).targets
    with on(day), CaptureQueriesContext(connection) as captured:
        covered_groups(campaign, targets, day, [ordinary["01"].pk])
    [tally] = [one["sql"] for one in captured if 'FROM "ratings_tally"' in one["sql"]]
    assert (len(targets), tally.count("SUM(")) == (4, sums)


@pytest.mark.parametrize(("day", "covered"), [(BEFORE, 0), (TODAY, 1), (date(2012, 9, 30), 1), (date(2012, 10, 1), 0)])
def test_cover_of_any_day_lasts_from_publication_to_the_due_day(ordinary, day, covered):
    in_force(ordinary["0101"], ordinary.campaign, due_on=date(2012, 9, 30))
    assert cover(ordinary.campaign, day)[None].get("ordinary-1", 0) == covered


def test_goal_below_the_target_s_tier_covers_nothing(ordinary):
    in_force(ordinary["0101"], ordinary.campaign, goal=Tier.GOOD)
    assert counted(ordinary, TODAY, "01") == {}


def test_branch_with_two_plans_counts_once(ordinary):
    lagging = ordinary["0202"]
    in_force(lagging, ordinary.campaign, PlanKind.RECTIFICATION)
    rate(lagging, ordinary.baseline, Tier.ORDINARY)
    in_force(lagging, ordinary.campaign, day=NEXT)
    rate(lagging, ordinary.baseline, Tier.LAGGING)
    assert counted(ordinary, NEXT, "02") == {unit: {"lagging-1": 1, "lagging-2": 1} for unit in ("02", "")}
    plans = covering_plans(ordinary.campaign, rule(ordinary, "lagging-1"), NEXT, [lagging.pk])
    assert [plan.kind for plan in plans[lagging.pk]] == [PlanKind.RECTIFICATION, PlanKind.PLEDGE]


def test_covering_plans_say_goal_and_due_day_as_they_held(ordinary):
    plan = in_force(ordinary["0101"], ordinary.campaign, due_on=YEAR_1)
    move_due(plan, YEAR_2, day=LATER)
    target, key = rule(ordinary, "ordinary-2"), ordinary["0101"].pk
    found = {day: covering_plans(ordinary.campaign, target, day, [key]) for day in (BEFORE, TODAY, LATER)}
    first, then = (CoveringPlan(plan.pk, PlanKind.PLEDGE, Tier.ADVANCED, due) for due in (YEAR_1, YEAR_2))
    assert found == {BEFORE: {}, TODAY: {key: [first]}, LATER: {key: [then]}}


def move_due(plan, new_day, *, day):
    with on(day):
        move = actions.ask_move(plan=plan, new_day=new_day, reason="评估推迟", by=None)
        actions.grant_move(move=move, by=None)


def test_moved_due_day_counts_from_the_day_it_was_moved(ordinary):
    plan = in_force(ordinary["0101"], ordinary.campaign, due_on=YEAR_1)
    move_due(plan, YEAR_2, day=LATER)
    covered = [counted(ordinary, day)[""] for day in (date(2012, 10, 30), LATER)]
    assert covered == [{"ordinary-1": 1, "ordinary-2": 1}, {"ordinary-2": 1}]


def test_withdrawn_pledge_covers_up_to_the_day_before(ordinary):
    plan = in_force(ordinary["0101"], ordinary.campaign)
    with on(LATER):
        actions.withdraw(plan=plan, reason="目标调整", by=None)
    assert [counted(ordinary, day) != {} for day in (date(2012, 10, 30), LATER)] == [True, False]


@pytest.mark.parametrize(("plans", "state"), [(0, BoardState.OFF_TRACK), (1, BoardState.AT_RISK)])
def test_board_with_cover_tells_at_risk_from_off_track(ordinary, plans, state):
    for code in ("0101", "0102")[:plans]:
        in_force(ordinary[code], ordinary.campaign)
    [campaign] = campaigns()
    units = units_of(campaign, type(ordinary["01"]).objects.filter(code="01"))
    [row] = covered_board(campaign, TODAY, units).units
    assert (row.cover.get("ordinary-1", 0), row.state) == (plans, state)


def test_cover_is_one_query_at_any_size(ordinary, django_assert_num_queries):
    for plans in range(3):
        with django_assert_num_queries(1):
            cover(ordinary.campaign, TODAY, [ordinary[code].pk for code in ("01", "02", "03")])
        in_force(ordinary[("0101", "0102", "0201")[plans]], ordinary.campaign)


def test_covering_plans_cost_the_same_at_any_size(ordinary, django_assert_num_queries):
    target = rule(ordinary, "ordinary-1")
    for code in ("0101", "0102"):
        in_force(ordinary[code], ordinary.campaign)
        with django_assert_num_queries(4):
            covering_plans(ordinary.campaign, target, TODAY, [ordinary["0101"].pk, ordinary["0102"].pk])


def test_every_board_has_its_cover():
    """One way to a state (R10): whoever shows a board asks `covered_board`."""
    asks = re.compile(r"\bboards?\.board\(|queries\.board import .*\bboard\b")
    asking = [name(path) for path in own_modules() if asks.search(path.read_text(encoding="utf-8"))]
    # The demo looks at the gaps before it tells who promises to close them.
    assert [path for path in asking if "/demo/" not in path] == ["pledges/queries/cover.py"]
