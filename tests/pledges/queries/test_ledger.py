"""What the ledgers tell of plans as of a day: the past shows the past (R34)."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from branches import actions as roster
from branches.models import Secretary
from pledges import actions
from pledges.choices import PlanKind, PlanOutcome, PlanState
from pledges.models import Plan, Version
from pledges.queries.plans.ledger import ledger_lines
from pledges.rules.outcome import MeasuresDone
from ratings.choices import Tier
from tests.pledges.made import TODAY, assessed, done, in_force, on, reported, text
from tests.world import LATER, YEAR_1, YEAR_2, close, found, move, rate

MEASURES = ("每月组织一次理论学习", "结对帮扶困难学生")
JULY, AUGUST = date(2012, 7, 1), date(2012, 8, 1)
DAY = timedelta(days=1)


@pytest.fixture
def plan(world):
    """A pledge of 0101, which stands at ordinary, in force since TODAY."""
    rate(world["0101"], world.baseline, Tier.ORDINARY)
    return in_force(world["0101"], world.campaign, measures=MEASURES)


def line(plan, day, today=YEAR_2):
    rows = Plan.objects.filter(pk=plan.pk).select_related("organisation", "satisfaction", "look_back")
    with on(today):
        return ledger_lines(plan.campaign, list(rows), day)[0]


def test_line_tells_the_plan_and_who_it_belongs_to(world, plan):
    shown = line(plan, TODAY)
    assert (shown.owner.name, shown.owner.unit) == ("文学院教工第一党支部", "文学院党委")
    assert (shown.owner.category, shown.owner.secretary) == ("教工", "")
    assert (shown.owner.baseline, shown.owner.tier) == (Tier.ORDINARY, Tier.ORDINARY)
    assert [one.text for one in shown.text.measures] == list(MEASURES)
    assert (shown.reviewed_on, shown.due_on, shown.progress) == (TODAY, YEAR_1, MeasuresDone(0, 2, 0))
    assert (shown.last_update_on, shown.judged, shown.looked_back) == (None, None, None)


def test_tier_of_the_day_follows_a_later_rating(world, plan):
    rate(world["0101"], world.later, Tier.ADVANCED)
    assert [line(plan, day).owner.tier for day in (LATER - DAY, LATER)] == [Tier.ORDINARY, Tier.ADVANCED]
    assert line(plan, LATER).owner.baseline == Tier.ORDINARY


def test_name_unit_and_secretary_are_those_of_the_day(world, plan):
    roster.rename(world["0101"], name="文学院教工党支部", on=AUGUST, by=None)
    move(world["0101"], world["02"], AUGUST)
    Secretary.objects.create(organisation=world["0101"], name="前任", left_on=AUGUST)
    Secretary.objects.create(organisation=world["0101"], name="后任", term_from=AUGUST)
    owners = [line(plan, day).owner for day in (AUGUST - DAY, AUGUST)]
    assert [(one.name, one.unit, one.secretary) for one in owners] == [
        ("文学院教工第一党支部", "文学院党委", "前任"),
        ("文学院教工党支部", "化学学院党总支", "后任"),
    ]


def test_progress_counts_what_was_done_by_then(plan):
    with on(JULY):
        done(plan, 1)
    with on(AUGUST):
        reported(plan, 2, completes=False)
    days = (JULY - DAY, JULY, AUGUST)
    assert [line(plan, day).progress.done for day in days] == [0, 1, 1]
    assert [line(plan, day).last_update_on for day in days] == [None, JULY, AUGUST]
    assert [one.measure.number for one in line(plan, AUGUST).updates] == [1, 2]


def test_text_is_that_of_the_version_in_force_on_the_day(plan):
    with on(AUGUST):
        version = actions.amend(plan=plan, text=text(measures=["每周一次理论学习"]), by=None)
        actions.submit_version(version=version, by=None)
        actions.adopt_version(version=version, by=None)
    lines = [line(plan, day) for day in (AUGUST - DAY, AUGUST)]
    assert [[one.text for one in shown.text.measures] for shown in lines] == [list(MEASURES), ["每周一次理论学习"]]
    assert [(shown.progress.total, shown.reviewed_on) for shown in lines] == [(2, TODAY), (1, AUGUST)]


def test_due_day_is_the_one_that_held_on_the_day(plan):
    with on(JULY):
        moved = actions.ask_move(plan=plan, new_day=AUGUST, reason="提前", by=None)
    with on(JULY + DAY):
        actions.grant_move(move=moved, by=None)
    assert [line(plan, day).due_on for day in (JULY, JULY + DAY)] == [YEAR_1, AUGUST]
    assert [line(plan, day).is_overdue for day in (AUGUST, AUGUST + DAY)] == [False, True]


def test_what_became_of_it_is_told_from_its_end_on(plan):
    with on(AUGUST):
        assessed(plan)
        facts = {"outcome": PlanOutcome.NOT_KEPT, "reason": "核实", "explanation": "场地搬迁"}
        actions.appraise(plan=plan, on=AUGUST, present=10, satisfied=6, fairly=2, dissatisfied=2, by=None)
        actions.decide_outcome(plan=plan, **facts, by=None)
    before, after = (line(plan, day) for day in (AUGUST - DAY, AUGUST))
    assert (before.state, before.judged) == (PlanState.IN_FORCE, None)
    assert (after.state, after.judged.content) == (PlanState.ENDED, 8)


def test_rectification_is_accepted_settled_and_looked_back_at_on_its_days(world):
    rate(world["0102"], world.baseline, Tier.LAGGING)
    plan = in_force(world["0102"], world.campaign, PlanKind.RECTIFICATION, due_on=YEAR_2)
    with on(LATER):
        actions.ask_acceptance(plan=plan, by=None)
        assert line(plan, LATER, today=LATER).state == PlanState.ACCEPTANCE
        actions.accept(
            plan=plan, on=LATER, present=9, satisfied=5, fairly=1, dissatisfied=3, by=world.people["unit-01"]
        )
    rate(world["0102"], world.later, Tier.ORDINARY)
    with on(YEAR_1):
        actions.settle(plan=plan, by=world.people["department"])
    with on(YEAR_2):
        actions.look_back(plan=plan, on=YEAR_2, result="lasting", note="已巩固", by=None)
    lines = [line(plan, day) for day in (LATER - DAY, LATER, YEAR_1, YEAR_2)]
    assert [one.state for one in lines] == [
        PlanState.IN_FORCE,
        PlanState.ACCEPTED,
        PlanState.ENDED,
        PlanState.ENDED,
    ]
    assert [(one.accepted_on, one.settled_on, one.looked_back is not None) for one in lines] == [
        (None, None, False),
        (LATER, None, False),
        (LATER, YEAR_1, False),
        (LATER, YEAR_1, True),
    ]


def test_plan_is_listed_from_its_first_day_on_also_after_its_end(world, plan):
    close(world["0101"], AUGUST)
    listed = [Plan.objects.begun_by(day).count() for day in (TODAY - DAY, TODAY, AUGUST, YEAR_1)]
    assert listed == [0, 1, 1, 1]


def test_plan_that_ended_with_its_organisation_before_it_began_is_not_listed(world, plan):
    close(world["0101"], TODAY - DAY)
    assert Plan.objects.begun_by(YEAR_1).count() == 0


@pytest.mark.parametrize("is_versioned", [True, False])
def test_lines_cost_the_same_for_few_and_many(world, plan, is_versioned):
    few = queries(is_versioned)
    for number in range(12):
        branch = found(world["01"], f"9{number:03d}")
        rate(branch, world.baseline, Tier.ORDINARY)
        another = in_force(branch, world.campaign, measures=MEASURES)
        with on(JULY):
            done(another, 1)
    assert queries(is_versioned) == few


def queries(is_versioned):
    """How many the lines of all plans ask."""
    if not is_versioned:
        Version.objects.all().delete()
    plans = list(Plan.objects.select_related("organisation", "satisfaction", "look_back").order_by("pk"))
    with CaptureQueriesContext(connection) as captured:
        ledger_lines(plans[0].campaign, plans, AUGUST)
    return len(captured)
