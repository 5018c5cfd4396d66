"""The page on which a branch assesses itself, and on which the unit sends that back."""

import pytest

from pledges import actions
from pledges.choices import PlanState
from tests.pledges.made import IN_TIME, days, on, reported

TEXT, REASON = {"text": "各项措施已落实"}, {"reason": "措施不具体"}


def address(plan, verb):
    return f"/plans/{plan.pk}/{verb}/"


def test_assessment_that_went_back_says_why_and_is_corrected_there(assessed, client_of):
    branch, unit = client_of("branch-0101"), client_of("unit-01")
    asked = unit.get(address(assessed, "send_back")).context["decision"]
    assert (asked.label, asked.form["reason"].label) == ("退回自评", "退回意见")
    unit.post(address(assessed, "send_back"), REASON)
    page = branch.get(assessed.get_absolute_url()).content.decode()
    assert ("自评退回意见：" in page, "措施不具体" in page) == (True, True)
    form = branch.get(address(assessed, "assess")).context["decision"].form
    assert form["text"].value() == "各项措施已落实"
    branch.post(address(assessed, "assess"), {"text": "各项措施已落实，附签到表"})
    assessed.refresh_from_db()
    assert (assessed.state, assessed.assessment, assessed.reason) == (
        PlanState.ASSESSED,
        "各项措施已落实，附签到表",
        "",
    )


def test_nothing_is_assessed_before_something_is_done(pledge, client_of):
    client, page = client_of("branch-0101"), address(pledge, "assess")
    refusal = client.get(page).context["decision"].refusal
    assert "先填报" in refusal
    sent = client.post(page, TEXT)
    assert (sent.status_code, sent.context["decision"].obstacle) == (200, refusal)
    assert TEXT["text"] in sent.content.decode()
    assert page not in client.get(pledge.get_absolute_url()).content.decode()


def test_pledge_in_force_waits_for_its_branch(pledge, client_of):
    """The unit decides after the branch has assessed itself."""
    page = client_of("unit-01").get(pledge.get_absolute_url()).context["page"]
    assert page.workflow.waits_for == "支部书记"


def test_assessment_with_a_telephone_number_is_refused_at_its_field(pledge, client_of):
    reported(pledge)
    response = client_of("branch-0101").post(address(pledge, "assess"), {"text": "详询13812345678"})
    assert list(response.context["decision"].form.errors) == ["text"]
    assert "详询13812345678" in response.content.decode()


def decided(plan):
    with on(IN_TIME + days(1)):
        actions.decide_outcome(plan=plan, outcome="partly", reason="会议意见", by=None)


def withdrawn(plan):
    actions.withdraw(plan=plan, reason="另有安排", by=None)


def untouched(_plan):
    pass


@pytest.mark.parametrize("end", [untouched, decided, withdrawn])
@pytest.mark.parametrize("goes_back", [False, True])
def test_page_marks_an_assessment_that_was_sent_back_also_when_it_has_ended(assessed, client_of, goes_back, end):
    if goes_back:
        actions.send_back(plan=assessed, reason="情况不实", by=None)
    end(assessed)
    page = client_of("branch-0101").get(assessed.get_absolute_url())
    assert ("各项措施已落实" in page.content.decode(), page.context["page"].is_handed_in) == (True, not goes_back)
    assert ("state state-returned" in page.content.decode()) == goes_back
