"""Cover follows every door through which a standing, a closing, a target changes: in the same transaction (R24)."""

from dataclasses import replace
from datetime import date

import pytest

from pledges.queries.cover import cover
from ratings import actions as grading
from ratings.choices import State, Tier
from ratings.models import Rating
from ratings.queries.board import targets_of
from tests.pledges.made import TODAY, in_force
from tests.world import LATER, SUBMITTED_AT, close, move, rate

BOTH = {"ordinary-1": 1, "ordinary-2": 1}
DAY_BEFORE = date(2012, 10, 30)


@pytest.fixture
def pledged(world):
    """Two ordinary branches of unit 01, of which the first has pledged."""
    for code in ("0101", "0102"):
        rate(world[code], world.baseline, Tier.ORDINARY)
    in_force(world["0101"], world.campaign)
    return world


def covered(world, day, code="01"):
    """{target: branches} of a unit, without what is 0."""
    key = world[code].pk
    return {target: count for target, count in cover(world.campaign, day, [key])[key].items() if count}


def test_rise_recorded_by_ledger_ends_the_cover(pledged):
    rate(pledged["0101"], pledged.later, Tier.ADVANCED)
    assert [covered(pledged, day) for day in (DAY_BEFORE, LATER)] == [BOTH, {}]


def test_rating_reopened_and_approved_again_is_followed(pledged):
    rate(pledged["0101"], pledged.later, Tier.ADVANCED)
    rows = Rating.objects.filter(round=pledged.later)
    grading.reopen(rows=rows, reason="材料有误", by=None)
    assert covered(pledged, LATER) == BOTH
    rows.update(state=State.SUBMITTED, submitted_at=SUBMITTED_AT)
    grading.approve(rows=rows, by=None)
    assert covered(pledged, LATER) == {}


def test_branch_without_a_baseline_any_more_is_in_no_cohort(pledged):
    grading.reopen(rows=Rating.objects.filter(round=pledged.baseline), reason="材料有误", by=None)
    assert covered(pledged, TODAY) == {}


@pytest.mark.parametrize("into", [None, "0102"])
def test_closed_branch_is_covered_by_none_from_its_closing_on(pledged, into):
    """Recorded later for a day before, the cover of that day goes too; its successor's plan does not cover it."""
    in_force(pledged["0102"], pledged.campaign)
    close(pledged["0101"], date(2012, 7, 1), into=into and pledged[into])
    counts = [covered(pledged, day)["ordinary-1"] for day in (date(2012, 6, 30), date(2012, 7, 1))]
    assert counts == [2, 1]


def test_cover_ends_with_a_deadline_that_was_moved_before_the_due_day(pledged):
    pledged.baseline.closes_on = None
    pledged.baseline.save()
    earlier = [replace(one, deadline=date(2012, 8, 31)) for one in targets_of(pledged.campaign) if one.percent == 30]
    grading.set_targets(campaign=pledged.campaign, targets=earlier, by=None)
    assert covered(pledged, TODAY) == {}


def test_direct_branch_is_covered_where_it_is_counted(pledged):
    rate(pledged["03"], pledged.baseline, Tier.ORDINARY)
    in_force(pledged["03"], pledged.campaign)
    assert covered(pledged, TODAY, "03") == {}
    facts = {"name": "扶弱培强", "starts_on": pledged.campaign.starts_on, "counts_direct": True}
    grading.change_campaign(campaign=pledged.campaign, **facts, by=None)
    assert covered(pledged, TODAY, "03") == BOTH


def test_moved_branch_is_covered_for_the_unit_of_its_baseline(pledged):
    move(pledged["0101"], pledged["02"])
    in_force(pledged["0102"], pledged.campaign)
    assert (covered(pledged, LATER), covered(pledged, LATER, "02")) == ({"ordinary-1": 2, "ordinary-2": 2}, {})
