"""Who owes what on a day, and by when (R25), read from the database: plans."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from branches.models import Organisation
from pledges import actions
from pledges.choices import DutyKind, PlanKind, PlanState
from pledges.queries.duties import DutyCount, counts, duties, owed_by
from ratings.actions import approve, reopen, submit
from ratings.choices import Tier
from ratings.models import Rating
from tests.pledges.made import TODAY, done, drafted, in_force, on, submitted
from tests.snapshot import staged
from tests.world import BASELINE, close, found, rate

PLANS = tuple(PlanKind)
PLEDGE, ACTIVITY, RECTIFICATION, UNIT = PlanKind.PLEDGE, PlanKind.ACTIVITY, PlanKind.RECTIFICATION, PlanKind.UNIT
DAY = timedelta(days=1)
APPROVED = date(2012, 4, 20)
DUE = APPROVED + 30 * DAY
BRANCHES = Organisation.objects.exclude(depth=2)


@pytest.fixture
@staged
def rated(world):
    """0101 stands at ordinary, 0102 at lagging, 0103 at good, 0201 at advanced, the direct branch 03 at ordinary; all
    approved on 20 April."""
    with on(APPROVED):
        for code, tier in (
            ("0101", Tier.ORDINARY),
            ("0102", Tier.LAGGING),
            ("0103", Tier.GOOD),
            ("0201", Tier.ADVANCED),
            ("03", Tier.ORDINARY),
        ):
            rate(world[code], world.baseline, tier)
    return world


def owed(world, day=TODAY, rows=BRANCHES):
    """{code: (kind, due)} of the plans owed on `day`."""
    world.campaign.refresh_from_db()
    return {duty.organisation.code: (duty.kind, duty.due) for duty in plans_owed(world, day, rows)}


def plans_owed(world, day=TODAY, rows=BRANCHES):
    return [duty for duty in owed_by(world.campaign, day, rows) if duty.kind in PLANS]


def test_each_standing_owes_its_kind_thirty_days_after_the_approval(rated):
    assert owed(rated) == {
        "0101": (PLEDGE, DUE),
        "0102": (RECTIFICATION, DUE),
        "0103": (ACTIVITY, DUE),
        "0201": (ACTIVITY, DUE),
    }


def test_nobody_owes_before_the_reference_date(rated):
    assert owed(rated, BASELINE - DAY) == {}


def test_direct_branch_owes_where_it_is_counted(rated):
    rated.campaign.counts_direct = True
    rated.campaign.save()
    duties = plans_owed(rated, rows=Organisation.objects.filter(code="03"))
    assert [(duty.kind, duty.due) for duty in duties] == [(PLEDGE, DUE), (UNIT, UNIT_DUE)]


@pytest.mark.parametrize(
    ("code", "kind", "left"),
    [
        ("0101", PLEDGE, {"0102", "0103", "0201"}),
        ("0102", RECTIFICATION, {"0101", "0103", "0201"}),
        ("0103", ACTIVITY, {"0101", "0102", "0201"}),
        ("0103", PLEDGE, {"0101", "0102", "0201"}),
        ("0101", ACTIVITY, {"0101", "0102", "0103", "0201"}),
    ],
)
def test_plan_in_force_fulfils_the_duty(rated, code, kind, left):
    in_force(rated[code], rated.campaign, kind)
    assert set(owed(rated)) == left
    assert set(owed(rated, TODAY - DAY)) == {"0101", "0102", "0103", "0201"}


@pytest.mark.parametrize("make", [drafted, submitted])
def test_plan_that_is_not_adopted_fulfils_nothing_and_is_named(rated, make):
    with on(TODAY):
        plan = make(rated["0101"], rated.campaign)
        duties = {duty.organisation.code: duty.paper for duty in plans_owed(rated)}
    assert duties == {"0101": plan, "0102": None, "0103": None, "0201": None}


def test_past_day_names_the_plan_as_it_was_then(rated):
    with on(TODAY):
        plan = drafted(rated["0101"], rated.campaign)
    with on(TODAY + DAY):
        actions.submit(plan=plan, by=None)
    with on(TODAY + 2 * DAY):
        actions.adopt(plan=plan, by=None)
    days = [TODAY + number * DAY for number in range(-1, 3)]
    named = [{duty.organisation.code: duty.paper for duty in plans_owed(rated, day)} for day in days]
    states = [duties["0101"] and duties["0101"].state for duties in named[:3]]
    assert (states, set(named[3])) == ([None, PlanState.DRAFT, PlanState.SUBMITTED], {"0102", "0103", "0201"})


def test_draft_thrown_away_is_named_on_the_days_it_was_there(rated):
    with on(TODAY):
        plan = drafted(rated["0101"], rated.campaign)
    with on(TODAY + DAY):
        actions.discard(plan=plan, by=None)
    named = [plans_owed(rated, day)[0].paper is not None for day in (TODAY, TODAY + DAY)]
    assert named == [True, False]


def test_duty_begins_anew_when_what_fulfilled_it_ends(rated):
    plan = in_force(rated["0101"], rated.campaign)
    with on(date(2012, 9, 1)):
        actions.withdraw(plan=plan, reason="支部职能调整", by=None)
    assert "0101" not in owed(rated, date(2012, 8, 31))
    assert owed(rated, date(2012, 9, 1))["0101"] == (PLEDGE, date(2012, 10, 1))


def test_changed_standing_asks_for_another_plan(rated):
    in_force(rated["0101"], rated.campaign)
    with on(date(2012, 11, 10)):
        rate(rated["0101"], rated.later, Tier.LAGGING)
        rate(rated["0102"], rated.later, Tier.ORDINARY)
        rate(rated["0103"], rated.later, Tier.ORDINARY)
    before, after = (owed(rated, day) for day in (date(2012, 10, 30), date(2012, 10, 31)))
    due = date(2012, 12, 10)
    assert before == {"0102": (RECTIFICATION, DUE), "0103": (ACTIVITY, DUE), "0201": (ACTIVITY, DUE)}
    assert after == {
        "0101": (RECTIFICATION, due),
        "0102": (PLEDGE, due),
        "0103": (PLEDGE, due),
        "0201": (ACTIVITY, DUE),
    }


def test_reference_date_after_the_approval_counts(world):
    with on(date(2012, 3, 20)):
        rate(world["0101"], world.baseline, Tier.ORDINARY)
    assert owed(world) == {"0101": (PLEDGE, BASELINE + 30 * DAY)}


def test_first_approval_counts_when_a_rating_was_reopened(rated):
    rows = Rating.objects.filter(organisation=rated["0101"])
    with on(date(2012, 7, 1)):
        reopen(rows=rows, by=rated.people["department"], reason="分数有误")
    assert "0101" not in owed(rated)
    with on(date(2012, 7, 20)):
        submit(round_=rated.baseline, unit=rated["01"], by=rated.people["unit-01"])
        approve(rows=rows, by=rated.people["department"])
    assert owed(rated)["0101"] == (PLEDGE, DUE)


def test_rating_without_history_counts_from_its_approval(rated):
    Rating.history.all().delete()
    assert owed(rated)["0101"] == (PLEDGE, DUE)


def test_closed_branch_owes_nothing_from_that_day_on(rated):
    close(rated["0101"], TODAY, into=rated["0103"])
    assert ["0101" in owed(rated, day) for day in (TODAY - DAY, TODAY)] == [True, False]


UNITS = Organisation.objects.filter(depth=2)
UNIT_DUE = date(2012, 5, 1)  # thirty days after the campaign's start on 1 April


def test_every_base_organisation_owes_a_plan_for_the_year(rated):
    assert owed(rated, rows=UNITS) == dict.fromkeys(("01", "02", "03"), (UNIT, UNIT_DUE))
    assert owed(rated, date(2012, 3, 31), UNITS) == {}
    assert owed(rated, date(2013, 1, 1), UNITS)["01"] == (UNIT, date(2013, 3, 31))


def test_unit_plan_of_the_year_fulfils_also_when_it_is_done(rated):
    plan = in_force(rated["01"], rated.campaign, UNIT)
    with on(date(2012, 12, 20)):
        done(plan)
        actions.finish(plan=plan, by=None)
    days = [date(2012, 5, 31), TODAY, date(2012, 12, 19), date(2012, 12, 20), date(2012, 12, 31), date(2013, 1, 1)]
    assert ["01" in owed(rated, day, UNITS) for day in days] == [True, False, False, False, False, True]


def test_withdrawn_unit_plan_fulfils_nothing(rated):
    plan = in_force(rated["01"], rated.campaign, UNIT)
    with on(date(2012, 9, 1)):
        actions.withdraw(plan=plan, reason="重新制定", by=None)
    assert owed(rated, date(2012, 9, 1), UNITS)["01"] == (UNIT, UNIT_DUE)


def test_counts_tell_done_of_expected_late_and_in_review(rated):
    in_force(rated["0103"], rated.campaign, PLEDGE)
    with on(TODAY):
        submitted(rated["0101"], rated.campaign)
        in_force(rated["02"], rated.campaign, UNIT)
        found = numbers(rated, TODAY)
    assert found == [
        DutyCount(DutyKind.PLEDGE, fulfilled=0, expected=1, late=1, in_review=1),
        DutyCount(DutyKind.BENCHMARK, fulfilled=0, expected=1, late=1),
        DutyCount(DutyKind.ACTIVITY, fulfilled=1, expected=2, late=1),
        DutyCount(DutyKind.RECTIFICATION, fulfilled=0, expected=1, late=1),
        DutyCount(DutyKind.HELPER, fulfilled=0, expected=1, late=1),
        DutyCount(DutyKind.UNIT, fulfilled=1, expected=3, late=2),
        DutyCount(DutyKind.MEETING, fulfilled=0, expected=1, late=0),
    ]
    assert [one.late for one in numbers(rated, DUE)] == [0, 0, 0, 0, 0, 3, 0]


def test_duties_cost_the_same_for_many(rated):
    few = queries(rated)
    for number in range(6):
        branch = found(rated["01"], f"019{number}")
        rate(branch, rated.baseline, (Tier.ORDINARY, Tier.LAGGING, Tier.GOOD)[number % 3])
        with on(TODAY):
            drafted(branch, rated.campaign, (PLEDGE, RECTIFICATION, ACTIVITY)[number % 3])
    assert queries(rated) == few


def queries(world):
    found = []
    for question in (lambda: owed_by(world.campaign, TODAY, Organisation.objects.all()), lambda: numbers(world, TODAY)):
        with CaptureQueriesContext(connection) as captured:
            question()
        found.append(len(captured))
    return tuple(found)


def numbers(world, day):
    """The DutyCounts of everybody on the day."""
    rows = Organisation.objects.all()
    return counts(duties(world.campaign, day, rows), world.campaign, day, rows)
