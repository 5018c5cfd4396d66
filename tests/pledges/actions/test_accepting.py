"""Once its acceptance was asked for a rectification stays as it is: what is judged is what was reported (R27b)."""

import pytest

from pledges import actions
from pledges.choices import PlanState, VersionState
from pledges.models import DueMove, Update
from pledges.texts import text_of
from tests.pledges.made import TODAY, days, in_force, reported

ASKED = {"__all__": ["已申请验收，验收退回前不再填报进展、修订内容或调整时限（R27b）。"]}


@pytest.fixture(params=["acceptance", "accepted"])
def judged(request, rectification, counts, rated):
    """Its acceptance is asked for while its measure is open, or given."""
    actions.ask_acceptance(plan=rectification, by=rated.people["unit-01"])
    if request.param == "accepted":
        actions.accept(plan=rectification, by=rated.people["unit-01"], **counts)
    return rectification


def test_unit_s_secretary_does_not_accept_first_and_report_then(judged, rated, refused):
    """Else the one who reported a measure would have accepted it."""
    told = refused(reported, plan=judged, by=rated.people["unit-01"], role="unit")
    assert (told, Update.objects.count()) == (ASKED, 0)


def test_due_day_stays(judged, refused):
    move = {"new_day": TODAY + days(30), "reason": "调研", "by": None}
    assert refused(actions.ask_move, plan=judged, **move) == ASKED
    assert refused(actions.ask_move, plan=judged, measure=judged.measures.get(), **move) == ASKED


def test_due_day_that_was_asked_for_before_is_not_moved_meanwhile(rectification, refused):
    move = actions.ask_move(plan=rectification, new_day=TODAY + days(30), reason="调研", by=None)
    actions.ask_acceptance(plan=rectification, by=None)
    assert refused(actions.grant_move, move=move, by=None) == ASKED
    actions.refuse_acceptance(plan=rectification, reason="会议记录不全", by=None)
    actions.grant_move(move=move, by=None)
    assert DueMove.objects.get().state == "granted"


def test_text_stays(judged, refused):
    assert refused(actions.amend, plan=judged, text=text_of(judged), by=None) == ASKED


@pytest.fixture(params=["draft", "submitted", "returned"])
def version(request, rectification):
    """A further version that is in hand."""
    found = actions.amend(plan=rectification, text=text_of(rectification), by=None)
    if request.param != "draft":
        actions.submit_version(version=found, by=None)
    if request.param == "returned":
        actions.return_version(version=found, reason="措施不具体", by=None)
    return found


def test_acceptance_is_asked_for_once_no_version_is_in_hand(rectification, version, refused):
    """Else nobody could adopt it, nor throw it away, afterwards."""
    told = refused(actions.ask_acceptance, plan=rectification, by=None)
    assert told == {"__all__": ["有修订稿尚未办结：请先删除或完成审核，再申请验收。"]}
    if version.state == VersionState.SUBMITTED:
        actions.adopt_version(version=version, by=None)
    else:
        actions.drop_version(version=version, by=None)
    actions.ask_acceptance(plan=rectification, by=None)
    assert rectification.state == PlanState.ACCEPTANCE


def test_resources_are_noted_until_it_ends(judged):
    kept = actions.add_resource(plan=judged, what="专项经费", by=None)
    assert list(judged.resources.all()) == [kept]


def test_work_goes_on_after_a_refusal(rectification, rated):
    actions.ask_acceptance(plan=rectification, by=None)
    actions.refuse_acceptance(plan=rectification, reason="会议记录不全", by=None)
    assert reported(rectification, by=rated.people["unit-01"], role="unit").state == "reported"


def test_assessed_pledge_is_still_reported_on(rated):
    """What nobody accepts is at work until its outcome is decided."""
    plan = in_force(rated["0101"], rated.campaign, measures=["学习", "换届"])
    reported(plan, 1)
    actions.assess(plan=plan, text="各项措施已落实", by=None)
    assert reported(plan, 2).state == "reported"
