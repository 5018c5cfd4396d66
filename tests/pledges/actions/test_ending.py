"""A pledge is kept or not (R27), a rectification accepted, settled, looked back at (R27b), another plan is done."""

from datetime import date

import pytest

from core.workflow.lifecycle import TooLate
from pledges import actions
from pledges.choices import LookBackResult, PlanKind, PlanOutcome, PlanState
from pledges.lifecycles.plans import reviewer, table, writers
from pledges.models import CoverSpan, LookBack, Plan, Satisfaction
from pledges.queries.plans.outcome import proposal
from ratings.choices import State, Tier
from tests.pledges.actions.conftest import PUBLISHED
from tests.pledges.made import IN_TIME, TODAY, days, done, drafted, in_force, on, reported, submitted
from tests.world import rate

KEPT, PARTLY, NOT_KEPT = PlanOutcome.KEPT, PlanOutcome.PARTLY, PlanOutcome.NOT_KEPT
AFTER = IN_TIME + days(10)


@pytest.fixture
def risen(pledge, rated):
    """The branch reached the goal; it is after the due day."""
    rate(rated["0101"], rated.later, Tier.ADVANCED)
    with on(AFTER):
        yield rated


def decide(plan, outcome, **words):
    actions.decide_outcome(plan=plan, outcome=outcome, by=None, **words)


def test_nothing_is_proposed_while_a_round_is_not_official(pledge, rated):
    rate(rated["0101"], rated.later, Tier.ADVANCED, state=State.SUBMITTED)
    with on(AFTER):
        found = proposal(pledge)
    assert (found.found, found.waiting, found.outcome) == (None, [rated.later], "")


def test_round_after_the_due_day_is_not_waited_for(rated):
    plan = in_force(rated["0101"], rated.campaign, due_on=date(2012, 10, 30))
    assert proposal(plan).waiting == []


def test_facts_propose_the_outcome(pledge, risen):
    with on(TODAY):
        done(pledge, 1)
    assert (proposal(pledge).outcome, proposal(pledge).found.done) == (PARTLY, 1)
    with on(IN_TIME):
        done(pledge, 2)
    assert proposal(pledge).outcome == KEPT


def test_outcome_that_follows_needs_no_reason(pledge, risen):
    decide(pledge, PARTLY)
    assert (pledge.state, pledge.outcome, pledge.proposed) == (PlanState.ENDED, PARTLY, PARTLY)
    assert pledge.ended_on == AFTER


def test_another_outcome_needs_a_reason(pledge, risen, refused):
    assert list(refused(decide, plan=pledge, outcome=KEPT, reason=" ")) == ["reason"]
    decide(pledge, KEPT, reason="措施已由学院核实")
    assert (pledge.outcome, pledge.proposed, pledge.outcome_reason) == (KEPT, PARTLY, "措施已由学院核实")


def test_outcome_before_anything_is_proposed_needs_a_reason(pledge, refused):
    with on(AFTER):
        assert list(refused(decide, plan=pledge, outcome=PARTLY)) == ["reason"]


def test_outcome_is_decided_when_its_time_has_come(pledge, refused):
    facts = {"plan": pledge, "outcome": PARTLY, "reason": "提前认定"}
    with on(IN_TIME):
        assert "完成时限" in refused(decide, **facts)["__all__"][0]
        actions.assess(plan=pledge, text="各项措施已落实", by=None)
        decide(**facts)
    assert (pledge.outcome, pledge.ended_on) == (PARTLY, IN_TIME)


@pytest.mark.parametrize(
    ("explanation", "fields"), [(" ", ["explanation"]), ("得分未达90", ["explanation"]), ("抗洪", [])]
)
def test_pledge_that_was_not_kept_is_explained_to_everybody(pledge, risen, refused, explanation, fields):
    facts = {"plan": pledge, "outcome": NOT_KEPT, "reason": "未落实", "explanation": explanation}
    if fields:
        assert list(refused(decide, **facts)) == fields
    else:
        decide(**facts)
        assert pledge.explanation == explanation


def test_foreign_outcome_is_refused(pledge, risen, refused):
    assert refused(decide, plan=pledge, outcome=PlanOutcome.SETTLED) == {"outcome": ["请选择结果。"]}


def test_outcome_is_decided_once(pledge, risen):
    decide(pledge, PARTLY)
    for verb in (lambda: decide(pledge, PARTLY), lambda: actions.withdraw(plan=pledge, reason="另有安排", by=None)):
        with pytest.raises(TooLate):
            verb()
    assert Plan.objects.get().outcome == PARTLY


def test_withdrawing_needs_a_reason_and_ends_the_cover(pledge, refused):
    assert list(refused(actions.withdraw, plan=pledge, reason="", by=None)) == ["__all__"]
    actions.withdraw(plan=pledge, reason="另有安排", by=None)
    assert (pledge.outcome, pledge.outcome_reason, pledge.ended_on) == (PlanOutcome.WITHDRAWN, "另有安排", TODAY)
    spans = CoverSpan.objects.filter(organisation=pledge.organisation, target__code="ordinary-1")
    assert list(spans.values_list("since", "until")) == [(PUBLISHED, TODAY)]


@pytest.mark.parametrize(("code", "kind"), [("0101", PlanKind.ACTIVITY), ("01", PlanKind.UNIT)])
def test_other_plan_is_closed_as_done(rated, code, kind):
    plan = in_force(rated[code], rated.campaign, kind)
    actions.finish(plan=plan, by=None)
    assert (plan.outcome, plan.ended_on) == (PlanOutcome.DONE, TODAY)


def test_draft_is_neither_withdrawn_nor_finished(rated):
    plan = drafted(rated["0101"], rated.campaign, PlanKind.ACTIVITY)
    for verb in (lambda: actions.finish(plan=plan, by=None), lambda: actions.withdraw(plan=plan, reason="x", by=None)):
        with pytest.raises(TooLate):
            verb()


@pytest.mark.parametrize(
    ("changed", "field"),
    [({"satisfied": 8}, "__all__"), ({"on": TODAY + days(1)}, "on"), ({"on": PUBLISHED - days(1)}, "on")],
)
def test_counts_that_cannot_be_are_refused(pledge, counts, refused, changed, field):
    assert list(refused(actions.appraise, plan=pledge, by=None, **{**counts, **changed})) == [field]


def test_counts_are_corrected_in_place(pledge, counts):
    actions.appraise(plan=pledge, by=None, **counts)
    actions.appraise(plan=pledge, by=None, **{**counts, "satisfied": 6})
    assert Satisfaction.objects.get().satisfied == 6


def test_rectification_that_is_not_accepted_goes_on(waiting, refused):
    assert list(refused(actions.refuse_acceptance, plan=waiting, reason=" ", by=None)) == ["__all__"]
    actions.refuse_acceptance(plan=waiting, reason="会议记录不全", by=None)
    assert (waiting.state, waiting.reason) == (PlanState.IN_FORCE, "会议记录不全")
    actions.ask_acceptance(plan=waiting, by=None)
    assert (waiting.state, waiting.reason) == (PlanState.ACCEPTANCE, "")


def test_acceptance_keeps_the_counts(waiting, counts, rated):
    actions.accept(plan=waiting, by=rated.people["unit-01"], **counts)
    assert (waiting.state, waiting.accepted_by, waiting.accepted_on) == (
        PlanState.ACCEPTED,
        rated.people["unit-01"],
        TODAY,
    )
    assert waiting.satisfaction.satisfied == 7


def test_impossible_counts_accept_nothing(waiting, counts, refused):
    told = refused(actions.accept, plan=waiting, by=None, **{**counts, "present": 9})
    assert told == {"__all__": ["各项票数之和超过参加人数。"]}
    assert Plan.objects.get(pk=waiting.pk).state == PlanState.ACCEPTANCE


def test_second_acceptance_is_too_late_and_changes_no_counts(waiting, counts):
    actions.accept(plan=waiting, by=None, **counts)
    with pytest.raises(TooLate):
        actions.accept(plan=waiting, by=None, **{**counts, "satisfied": 1})
    assert Satisfaction.objects.get().satisfied == 7


def test_who_reported_does_not_accept(rectification, counts, rated, refused):
    """R27b: where the unit's secretary reported a measure the department accepts, and another officer settles."""
    people = rated.people
    done(rectification, by=people["unit-01"], role="unit", confirmer=people["department"])
    actions.ask_acceptance(plan=rectification, by=people["unit-01"])
    told = refused(actions.accept, plan=rectification, by=people["unit-01"], **counts)
    assert told == {"__all__": ["其中有措施由您本人报告，须由他人验收（R27b）。"]}
    actions.accept(plan=rectification, by=people["department"], **counts)
    rate(rated["0102"], rated.baseline, Tier.ORDINARY)
    told = refused(actions.settle, plan=rectification, by=people["department"])
    assert told == {"__all__": ["该方案由您本人验收，须由另一名工作人员销号（R27b）。"]}
    actions.settle(plan=rectification, by=people["department-2"])
    assert rectification.outcome == PlanOutcome.SETTLED


def test_every_reporter_counts_not_only_the_last(rectification, counts, rated, refused):
    """R27b: the unit's secretary reported first, the branch's asked for the confirmation: the department accepts."""
    people = rated.people
    reported(rectification, by=people["unit-01"], role="unit", completes=False)
    done(rectification, by=people["branch-0101"], confirmer=people["department"])
    actions.ask_acceptance(plan=rectification, by=people["unit-01"])
    assert table(rectification)["accept"].role == "department"
    told = refused(actions.accept, plan=rectification, by=people["unit-01"], **counts)
    assert told == {"__all__": ["其中有措施由您本人报告，须由他人验收（R27b）。"]}


def test_what_was_taken_over_from_a_ledger_is_nobody_s_report(rectification, counts, rated):
    people = rated.people
    reported(rectification, by=people["department"], role="", completes=False)
    done(rectification, by=people["branch-0101"], confirmer=people["department"])
    actions.ask_acceptance(plan=rectification, by=people["unit-01"])
    assert table(rectification)["accept"].role == "unit"
    actions.accept(plan=rectification, by=people["department"], **counts)
    assert rectification.accepted_by == people["department"]


@pytest.mark.parametrize(("tier", "settles"), [(Tier.LAGGING, False), (Tier.ORDINARY, True), (Tier.ADVANCED, True)])
def test_rectification_is_settled_once_the_standing_reaches_the_goal(waiting, counts, rated, refused, tier, settles):
    actions.accept(plan=waiting, by=rated.people["unit-01"], **counts)
    rate(rated["0102"], rated.later, tier)
    with on(AFTER):
        if settles:
            actions.settle(plan=waiting, by=rated.people["department"])
        else:
            told = refused(actions.settle, plan=waiting, by=rated.people["department"])
            assert told == {"__all__": ["该党支部尚未审定为一般及以上等次，审定后方可销号（R27b）。"]}
    assert (waiting.outcome == PlanOutcome.SETTLED, waiting.ended_on) == (settles, AFTER if settles else None)


@pytest.fixture
def settled(waiting, counts, rated):
    """A rectification settled after the later round."""
    actions.accept(plan=waiting, by=rated.people["unit-01"], **counts)
    rate(rated["0102"], rated.later, Tier.ORDINARY)
    with on(AFTER):
        actions.settle(plan=waiting, by=rated.people["department"])
        yield waiting


def look(plan, day=AFTER, result=LookBackResult.LASTING):
    return actions.look_back(plan=plan, on=day, result=result, note="走访了解", by=None)


def test_what_is_settled_is_not_withdrawn(settled):
    with pytest.raises(TooLate):
        actions.withdraw(plan=settled, reason="误销", by=None)
    assert Plan.objects.get(pk=settled.pk).outcome == PlanOutcome.SETTLED


def test_settled_rectification_is_looked_back_at_once(settled, refused):
    look(settled)
    assert LookBack.objects.get().result == LookBackResult.LASTING
    assert refused(look, plan=settled) == {"__all__": ["已进行过回头看。"]}


@pytest.mark.parametrize("day", [AFTER - days(1), AFTER + days(1)])
def test_day_of_the_look_back_lies_between(settled, refused, day):
    assert list(refused(look, plan=settled, day=day)) == ["on"]


def test_only_what_is_settled_is_looked_back_at(waiting, refused):
    assert list(refused(look, plan=waiting)) == ["__all__"]


def test_relapse_is_a_new_rectification_that_names_the_former(settled, rated):
    look(settled, result=LookBackResult.RELAPSED)
    rate(rated["0102"], rated.later, Tier.LAGGING)
    due = AFTER + days(90)
    plan = drafted(rated["0102"], rated.campaign, PlanKind.RECTIFICATION, previous=settled, due_on=due)
    assert (plan.previous, settled.state, settled.outcome) == (settled, PlanState.ENDED, PlanOutcome.SETTLED)


def test_branch_without_a_rating_has_nothing_to_rectify(rated, refused):
    told = refused(drafted, organisation=rated["0103"], campaign=rated.campaign, kind=PlanKind.RECTIFICATION)
    assert list(told) == ["organisation"]


def test_direct_branch_is_followed_by_the_department(rated):
    """Its secretary is the unit's: the department reviews, confirms, decides."""
    plan = submitted(rated["03"], rated.campaign)
    roles = {one.name: one.role for one in table(plan).transitions}
    assert roles == dict.fromkeys(("submit", "assess"), "unit") | dict.fromkeys(
        ("return", "adopt", "send_back", "decide", "withdraw"), "department"
    )
    assert (reviewer(plan), writers(plan)) == ("department", {"unit"})
