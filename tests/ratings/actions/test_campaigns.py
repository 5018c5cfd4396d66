"""Opening and changing campaigns, rounds and targets: what can be changed until when (R2, R11, N04)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from ratings.actions import change_campaign, change_round, open_campaign, open_round, reopen, set_targets
from ratings.choices import Tier
from ratings.models import Campaign, Rating, Round, Standing, Target
from ratings.rules import default_targets
from ratings.rules.progress import TargetRule
from tests.world import BASELINE, LATER, YEAR_1, add_round, rate

STARTS = date(2012, 3, 1)
PLAN = TargetRule("ordinary-1", frozenset({Tier.ORDINARY}), Tier.ADVANCED, 30, YEAR_1)


@pytest.fixture
def department(world):
    return world.people["department"]


def add(world, reference_date, code="2012-9", **facts):
    facts = {"campaign": world.campaign, "code": code, "name": "轮次", **facts}
    return open_round(reference_date=reference_date, by=world.people["department"], **facts)


def alter(world, round_, **changes):
    fields = ("name", "reference_date", "opens_on", "closes_on", "is_baseline")
    values = {field: getattr(round_, field) for field in fields}
    return change_round(round_=round_, by=world.people["department"], **{**values, **changes})


def end_baseline(world):
    world.baseline.closes_on = timezone.localdate() - timedelta(days=1)
    world.baseline.save()


def stored(campaign):
    fields = ("code", "from_tiers", "to_tier", "percent", "deadline")
    return sorted(campaign.targets.values_list(*fields))


def test_open_campaign_gets_the_notice_s_four(department):
    campaign = open_campaign(code="2015", name="新一轮", starts_on=date(2015, 3, 1), by=department)
    assert stored(campaign) == [
        ("lagging-1", [1], 2, 50, date(2015, 12, 31)),
        ("lagging-2", [1], 2, 80, date(2016, 12, 31)),
        ("ordinary-1", [2], 4, 30, date(2015, 12, 31)),
        ("ordinary-2", [2], 4, 50, date(2016, 12, 31)),
    ]
    assert campaign.history.get().history_user == department


@pytest.mark.parametrize("code", ["2012", "a/b", "a b", "", "x" * 21])
def test_open_campaign_refuses_a_code_that_is_taken_or_unfit(department, code):
    with pytest.raises(ValidationError):
        open_campaign(code=code, name="活动", starts_on=STARTS, by=department)
    assert Campaign.objects.count() == 1


def test_open_campaign_refuses_to_have_no_target(department):
    with pytest.raises(ValidationError):
        open_campaign(code="2015", name="活动", starts_on=STARTS, targets=[], by=department)
    assert Campaign.objects.count() == 1


def test_set_targets_adds_changes_and_removes(world, department):
    other = replace(PLAN, code="other", from_tiers=frozenset({1, 2}), to_tier=Tier.GOOD)
    set_targets(campaign=world.campaign, targets=[replace(PLAN, percent=35), other], by=department)
    assert stored(world.campaign) == [("ordinary-1", [2], 4, 35, YEAR_1), ("other", [1, 2], 3, 30, YEAR_1)]
    kinds = dict(Target.history.filter(history_user=department).values_list("code", "history_type"))
    assert kinds == {"lagging-1": "-", "lagging-2": "-", "ordinary-1": "~", "ordinary-2": "-", "other": "+"}


@pytest.mark.parametrize(
    "plan",
    [
        replace(PLAN, percent=0),
        replace(PLAN, percent=101),
        replace(PLAN, from_tiers=frozenset()),
        replace(PLAN, from_tiers=frozenset({Tier.ADVANCED})),
        replace(PLAN, from_tiers=frozenset({Tier.LAGGING, Tier.GOOD}), to_tier=Tier.ORDINARY),
        replace(PLAN, deadline=BASELINE - timedelta(days=1)),
        replace(PLAN, code="no good"),
    ],
)
def test_set_targets_refuses_what_cannot_be(world, department, plan):
    before = stored(world.campaign)
    with pytest.raises(ValidationError):
        set_targets(campaign=world.campaign, targets=[plan], by=department)
    assert stored(world.campaign) == before


def test_set_targets_refuses_one_code_twice(world, department):
    with pytest.raises(ValidationError):
        set_targets(campaign=world.campaign, targets=[PLAN, replace(PLAN, percent=40)], by=department)


def test_set_targets_on_the_baseline_s_day_is_allowed(world, department):
    set_targets(campaign=world.campaign, targets=[replace(PLAN, deadline=BASELINE)], by=department)
    assert stored(world.campaign) == [("ordinary-1", [2], 4, 30, BASELINE)]


def test_targets_are_fixed_once_the_baseline_closed(world, department):
    end_baseline(world)
    with pytest.raises(ValidationError):
        set_targets(campaign=world.campaign, targets=[PLAN], by=department)
    assert len(stored(world.campaign)) == 4


def test_same_targets_may_be_set_at_any_time(world, department):
    end_baseline(world)
    before = Target.history.count()
    set_targets(campaign=world.campaign, targets=default_targets.targets(STARTS), by=department)
    assert Target.history.count() == before


def test_change_campaign_counts_direct_branches_at_once(world, department):
    rate(world["03"], world.baseline, Tier.LAGGING)
    change_campaign(campaign=world.campaign, name="改名", starts_on=STARTS, counts_direct=True, by=department)
    assert Standing.objects.get().unit == world["03"]
    assert world.campaign.history.first().name == "改名"


def test_change_campaign_keeps_counting_direct_branches_once_the_baseline_closed(world, department):
    end_baseline(world)
    with pytest.raises(ValidationError):
        change_campaign(campaign=world.campaign, name="改名", starts_on=STARTS, counts_direct=True, by=department)
    change_campaign(campaign=world.campaign, name="改名", starts_on=STARTS, counts_direct=False, by=department)
    assert Campaign.objects.get().name == "改名"


def baseline_code(world):
    return Round.objects.get(campaign=world.campaign, is_baseline=True).code


def test_first_round_by_date_is_the_baseline(department):
    campaign = open_campaign(code="2015", name="活动", starts_on=date(2015, 1, 1), by=department)
    days = (("b", date(2015, 6, 1)), ("c", date(2015, 9, 1)), ("a", date(2015, 4, 1)))
    for code, day in days:
        open_round(campaign=campaign, code=code, name=code, reference_date=day, by=department)
    assert list(campaign.rounds.values_list("code", "is_baseline")) == [("a", True), ("b", False), ("c", False)]


def test_no_earlier_round_once_the_baseline_is_official(world):
    rate(world["0101"], world.baseline, Tier.GOOD)
    with pytest.raises(ValidationError, match="R2"):
        add(world, BASELINE - timedelta(days=1))
    assert add(world, BASELINE + timedelta(days=1)).is_baseline is False


def test_baseline_stays_fixed_while_its_ratings_are_reopened(world, department):
    rate(world["0101"], world.baseline, Tier.GOOD)
    reopen(rows=Rating.objects.all(), reason="复核", by=department)
    with pytest.raises(ValidationError, match="R2"):
        add(world, BASELINE - timedelta(days=1))


@pytest.mark.parametrize("days", [-1, 1])
def test_baseline_s_date_cannot_move_while_it_is_official(world, days):
    rate(world["0101"], world.baseline, Tier.GOOD)
    with pytest.raises(ValidationError, match="R31"):
        alter(world, world.baseline, reference_date=BASELINE + timedelta(days=days))


@pytest.mark.parametrize("days", [-1, 1])
def test_r31_baseline_s_date_is_corrected_while_none_of_its_ratings_is_official(world, department, days):
    rating = rate(world["0101"], world.baseline, Tier.GOOD)
    reopen(rows=Rating.objects.all(), reason="基准日有误", by=department)
    alter(world, world.baseline, reference_date=BASELINE + timedelta(days=days))
    world.baseline.refresh_from_db()
    rating.refresh_from_db()
    assert (world.baseline.reference_date, world.baseline.is_baseline) == (BASELINE + timedelta(days=days), True)
    assert rating.cohort_unit == world["01"]


def test_r31_corrected_baseline_still_lies_before_the_other_rounds(world, department):
    rate(world["0101"], world.baseline, Tier.GOOD)
    reopen(rows=Rating.objects.all(), reason="基准日有误", by=department)
    with pytest.raises(ValidationError, match="R2"):
        alter(world, world.baseline, reference_date=world.later.reference_date + timedelta(days=1))


def test_mark_cannot_move_once_the_baseline_is_official(world):
    rate(world["0101"], world.baseline, Tier.GOOD)
    with pytest.raises(ValidationError, match="R2"):
        alter(world, world.later, is_baseline=True)
    assert baseline_code(world) == "2012-1"


def test_mark_cannot_move_to_a_round_that_is_official(world):
    rate(world["0101"], world.later, Tier.GOOD)
    with pytest.raises(ValidationError, match="R2"):
        alter(world, world.later, is_baseline=True)


def test_mark_moves_between_rounds_without_official_ratings(world):
    alter(world, world.later, is_baseline=True)
    assert baseline_code(world) == "2012-2"


def test_mark_cannot_just_be_taken_away(world):
    with pytest.raises(ValidationError):
        alter(world, world.baseline, is_baseline=False)


def test_no_later_round_can_move_before_an_official_baseline(world):
    rate(world["0101"], world.baseline, Tier.GOOD)
    with pytest.raises(ValidationError, match="R2"):
        alter(world, world.later, reference_date=BASELINE - timedelta(days=1))


def test_standings_follow_a_round_s_date(world):
    rate(world["0101"], world.baseline, Tier.ORDINARY)
    rate(world["0101"], world.later, Tier.ADVANCED)
    alter(world, world.later, reference_date=date(2012, 11, 30))
    assert list(Standing.objects.order_by("since").values_list("since", "until")) == [
        (BASELINE, date(2012, 11, 30)),
        (date(2012, 11, 30), None),
    ]


def test_baseline_cannot_move_behind_a_deadline(world):
    with pytest.raises(ValidationError, match="ordinary-1"):
        alter(world, world.baseline, reference_date=YEAR_1 + timedelta(days=1))


@pytest.mark.parametrize(
    "facts",
    [
        {"code": "2012-1"},
        {"code": "a/b"},
        {"reference_date": BASELINE},
        {"opens_on": date(2012, 9, 2), "closes_on": date(2012, 9, 1)},
    ],
)
def test_open_round_refuses_what_cannot_be(world, facts):
    with pytest.raises(ValidationError):
        add(world, **{"reference_date": date(2012, 9, 1), **facts})
    assert Round.objects.count() == 2


def test_mark_that_was_set_stays_when_an_earlier_round_is_opened(world):
    """R2: the first by date is the baseline only as long as nobody marked another one."""
    facts = {"reference_date": LATER, "opens_on": None, "closes_on": None}
    change_round(round_=world.later, name="第二轮", is_baseline=True, by=None, **facts)
    add_round(world.campaign, "2012-0", date(2012, 2, 1))
    assert Round.objects.get(is_baseline=True) == world.later
