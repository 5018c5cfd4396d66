"""A branch assesses how it kept its pledge, and is asked again when that says too little (R27)."""

from core.models import Event
from pledges import actions
from pledges.choices import PlanState
from tests.pledges.made import IN_TIME, assessed, on, reported


def test_pledge_is_assessed_in_words_that_everybody_may_read(pledge, refused):
    reported(pledge)
    told = refused(actions.assess, plan=pledge, text="考评得分92", by=None)
    assert list(told) == ["text"]
    actions.assess(plan=pledge, text="各项措施已落实", by=None)
    assert (pledge.state, pledge.assessment) == (PlanState.ASSESSED, "各项措施已落实")


def test_pledge_is_assessed_once_something_is_done_or_its_day_has_come(pledge, refused):
    told = refused(actions.assess, plan=pledge, text="各项措施已落实", by=None)
    assert told == {"__all__": ["尚无措施报告完成，且未到完成时限：请先填报措施进展，再填报自评。"]}
    reported(pledge, completes=False)
    assert refused(actions.assess, plan=pledge, text="各项措施已落实", by=None) == told
    with on(IN_TIME):
        actions.assess(plan=pledge, text="各项措施已落实", by=None)
    assert pledge.state == PlanState.ASSESSED


def test_assessment_goes_back_with_a_reason_and_keeps_its_text(pledge, rated, refused):
    assessed(pledge)
    assert list(refused(actions.send_back, plan=pledge, reason=" ", by=None)) == ["__all__"]
    actions.send_back(plan=pledge, reason="请写明完成情况", by=rated.people["unit-01"])
    assert (pledge.state, pledge.reason, pledge.assessment) == (
        PlanState.IN_FORCE,
        "请写明完成情况",
        "各项措施已落实",
    )
    told = Event.objects.latest("pk")
    assert (told.by, told.detail["verb"], told.detail["plan"]) == (rated.people["unit-01"], "return", pledge.pk)
    actions.assess(plan=pledge, text="完成两项", by=None)
    assert (pledge.state, pledge.reason, pledge.assessment) == (PlanState.ASSESSED, "", "完成两项")
