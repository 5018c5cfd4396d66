"""A plan is written, submitted, returned and adopted; what cannot be is refused in words."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from core.workflow.lifecycle import TooLate
from pledges import actions
from pledges.choices import PlanKind, PlanState
from pledges.models import Plan, Version
from ratings.choices import Tier
from tests.pledges.made import TODAY, drafted, in_force, on, submitted, text
from tests.world import close, rate


@pytest.fixture
def ordinary(world):
    """Branch 0101 stands at ordinary, 0102 at lagging."""
    rate(world["0101"], world.baseline, Tier.ORDINARY)
    rate(world["0102"], world.baseline, Tier.LAGGING)
    return world


@pytest.fixture(autouse=True)
def clock():
    with on(TODAY):
        yield


def test_pledge_goes_from_draft_to_publication(ordinary):
    plan = drafted(ordinary["0101"], ordinary.campaign, by=ordinary.people["branch-0101"])
    assert plan.state == PlanState.DRAFT
    actions.submit(plan=plan, by=ordinary.people["branch-0101"])
    actions.adopt(plan=plan, by=ordinary.people["unit-01"])
    assert (plan.state, plan.published_on, plan.ended_on) == (PlanState.IN_FORCE, TODAY, None)
    version = Version.objects.get()
    assert (version.number, version.goal, version.adopted_on) == (1, Tier.ADVANCED, TODAY)
    assert [one["text"] for one in version.content["measures"]] == ["每月组织一次理论学习"]


def test_returned_pledge_says_why_and_is_written_again(ordinary):
    plan = submitted(ordinary["0101"], ordinary.campaign)
    actions.return_(plan=plan, reason="措施不具体", by=ordinary.people["unit-01"])
    assert (plan.state, plan.reason) == (PlanState.RETURNED, "措施不具体")
    actions.write(plan=plan, text=text(measures=["每月一次", "每季一次"]), by=None)
    assert [row.text for row in plan.measures.all()] == ["每月一次", "每季一次"]


def refused(verb, *words):
    with pytest.raises(ValidationError) as caught:
        verb()
    told = " ".join(caught.value.messages)
    assert all(word in told for word in words), told


def test_lagging_branch_is_told_to_rectify(ordinary):
    refused(lambda: drafted(ordinary["0102"], ordinary.campaign), "整顿方案")


def test_goal_lies_above_the_standing(ordinary):
    rate(ordinary["0101"], ordinary.baseline, Tier.ADVANCED)
    refused(lambda: drafted(ordinary["0101"], ordinary.campaign), "目标")


@pytest.mark.parametrize("words", ["转化后进党支部", "联系电话13812345678", "考评得分92.5", "身份证410102199001011234"])
def test_words_that_no_public_page_says_are_named(ordinary, words):
    refused(lambda: drafted(ordinary["0101"], ordinary.campaign, measures=[words]), "公开")


def test_due_day_before_today_is_refused(ordinary):
    refused(lambda: drafted(ordinary["0101"], ordinary.campaign, due_on=date(2012, 5, 31)), "完成时限")


def test_second_pledge_in_force_is_refused(ordinary):
    in_force(ordinary["0101"], ordinary.campaign)
    refused(lambda: drafted(ordinary["0101"], ordinary.campaign), "公开承诺")


def test_second_draft_of_a_kind_is_refused(ordinary):
    drafted(ordinary["0101"], ordinary.campaign)
    refused(lambda: drafted(ordinary["0101"], ordinary.campaign), "正在")
    assert Plan.objects.count() == 1


def test_publishing_while_the_branch_was_merged_is_refused(ordinary):
    plan = submitted(ordinary["0101"], ordinary.campaign)
    close(ordinary["0101"], TODAY, into=ordinary["0103"])
    refused(lambda: actions.adopt(plan=plan, by=None), "撤销")


def test_second_press_finds_it_published(ordinary):
    plan = in_force(ordinary["0101"], ordinary.campaign)
    with pytest.raises(TooLate):
        actions.return_(plan=plan, reason="再看看", by=None)


def test_rectification_of_a_lagging_branch_is_filed(ordinary):
    plan = in_force(ordinary["0102"], ordinary.campaign, PlanKind.RECTIFICATION)
    assert (plan.state, plan.goal) == (PlanState.IN_FORCE, Tier.ORDINARY)
