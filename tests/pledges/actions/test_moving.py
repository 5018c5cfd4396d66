"""A due day moves only when it was asked for and granted; the former day is kept (R26), the cover follows (R24)."""

from dataclasses import replace
from datetime import date

import pytest

from core.choices import Role
from core.workflow.lifecycle import TooLate
from pledges import actions
from pledges.choices import MoveState
from pledges.lifecycles.plans import move_table
from pledges.models import CoverSpan, DueMove
from pledges.texts import MeasureText, text_of
from tests.pledges.actions.conftest import PUBLISHED
from tests.pledges.made import IN_TIME, TODAY, days, done, in_force, on
from tests.world import YEAR_2, appoint

SOON = date(2012, 9, 30)


def ask(plan, new_day, measure=None, by=None):
    return actions.ask_move(plan=plan, measure=measure, new_day=new_day, reason="寒假调研", by=by)


def first(plan):
    return plan.measures.get(number=1)


def test_move_that_is_asked_for_changes_nothing_yet(pledge):
    move = ask(pledge, YEAR_2)
    pledge.refresh_from_db()
    assert (move.old_day, move.state, pledge.due_on) == (IN_TIME, MoveState.ASKED, IN_TIME)


def test_granted_move_keeps_the_original(pledge, rated):
    actions.grant_move(move=ask(pledge, YEAR_2), by=rated.people["unit-01"])
    pledge.refresh_from_db()
    move = DueMove.objects.get()
    assert (pledge.due_on, move.old_day, move.decided_on) == (YEAR_2, IN_TIME, TODAY)
    assert (move.decided_by, move.reason) == (rated.people["unit-01"], "寒假调研")
    assert pledge.versions.get(number=1).content["due_on"] == str(IN_TIME)


def cover(plan, target):
    spans = CoverSpan.objects.filter(organisation=plan.organisation, target__code=target)
    return list(spans.values_list("since", "until"))


def test_cover_changes_on_the_day_of_the_granting(pledge):
    assert cover(pledge, "ordinary-1") == [(PUBLISHED, IN_TIME + days(1))]
    move = ask(pledge, YEAR_2)
    with on(TODAY + days(20)):
        actions.grant_move(move=move, by=None)
    assert cover(pledge, "ordinary-1") == [(PUBLISHED, TODAY + days(20))]
    assert cover(pledge, "ordinary-2") == [(PUBLISHED, YEAR_2 + days(1))]


def test_refused_move_leaves_the_day(pledge, refused):
    move = ask(pledge, YEAR_2)
    assert list(refused(actions.refuse_move, move=move, answer="", by=None)) == ["__all__"]
    actions.refuse_move(move=move, answer="按期完成", by=None)
    pledge.refresh_from_db()
    assert (pledge.due_on, move.state, move.answer) == (IN_TIME, MoveState.REFUSED, "按期完成")


def test_measure_moves_by_itself(pledge):
    actions.grant_move(move=ask(pledge, SOON, first(pledge)), by=None)
    pledge.refresh_from_db()
    assert (first(pledge).due_on, pledge.due_on) == (SOON, IN_TIME)
    assert DueMove.objects.get().old_day == IN_TIME


def test_second_request_waits_for_the_first(pledge, refused):
    ask(pledge, YEAR_2)
    assert refused(ask, plan=pledge, new_day=SOON) == {"__all__": ["该时限的调整申请正在审核中。"]}
    assert ask(pledge, SOON, first(pledge)).measure == first(pledge)


@pytest.mark.parametrize(
    ("new_day", "of_measure", "words"),
    [
        (TODAY - days(1), False, "早于今天"),
        (IN_TIME, False, "相同"),
        (TODAY - days(1), True, "早于今天"),
        (YEAR_2, True, "晚于"),
    ],
)
def test_day_that_cannot_be_is_refused(pledge, refused, new_day, of_measure, words):
    told = refused(ask, plan=pledge, new_day=new_day, measure=first(pledge) if of_measure else None)
    assert list(told) == ["new_day"]
    assert words in told["new_day"][0]


def test_plan_is_not_moved_before_its_measures(rated, refused):
    plan = in_force(rated["0101"], rated.campaign, measures=[MeasureText("换届", due_on=date(2012, 11, 1))])
    assert list(refused(ask, plan=plan, new_day=SOON)) == ["new_day"]
    actions.grant_move(move=ask(plan, SOON, first(plan)), by=None)
    assert ask(plan, SOON).old_day == IN_TIME


def test_what_is_done_or_ended_is_not_moved(pledge, refused):
    assert list(refused(ask, plan=pledge, new_day=SOON, measure=done(pledge))) == ["__all__"]
    actions.withdraw(plan=pledge, reason="另有安排", by=None)
    assert refused(ask, plan=pledge, new_day=SOON) == {"__all__": ["只有实施中的计划才能调整时限。"]}


def test_move_is_looked_at_again_when_it_is_granted(pledge, refused):
    late, measured = ask(pledge, SOON), ask(pledge, SOON, first(pledge))
    done(pledge)
    assert list(refused(actions.grant_move, move=measured, by=None)) == ["__all__"]
    with on(SOON + days(1)):
        assert list(refused(actions.grant_move, move=late, by=None)) == ["new_day"]
    actions.withdraw(plan=pledge, reason="另有安排", by=None)
    assert list(refused(actions.grant_move, move=late, by=None)) == ["__all__"]
    pledge.refresh_from_db()
    assert (pledge.due_on, first(pledge).due_on) == (IN_TIME, None)


@pytest.mark.parametrize("again", [actions.grant_move, lambda **who: actions.refuse_move(answer="按期", **who)])
def test_move_is_decided_once(pledge, again):
    move = ask(pledge, YEAR_2)
    actions.grant_move(move=move, by=None)
    with pytest.raises(TooLate):
        again(move=move, by=None)


def test_nobody_moves_the_day_they_asked_for(pledge, rated, refused):
    """R26: a due day moves only by a reviewed request; the unit may have no other secretary, then the department."""
    who = rated.people["unit-01"]
    move = ask(pledge, YEAR_2, by=who)
    told = refused(actions.grant_move, move=move, by=who)
    assert told == {"__all__": ["该时限调整由您本人申请，须由他人审核（R26）。"]}
    assert move_table(move)["grant"].role == "department"
    actions.grant_move(move=move, by=rated.people["department"])
    assert move.decided_by == rated.people["department"]


@pytest.mark.parametrize(("code", "mover"), [("01", "department"), ("02", "unit"), ("0102", "unit")])
def test_department_moves_what_the_unit_s_secretary_asked_for(pledge, rated, code, mover):
    who = rated.people["branch-0101"]
    move = ask(pledge, YEAR_2, by=who)
    assert move_table(move)["grant"].role == "unit"
    appoint(who, Role.BRANCH if len(code) > 2 else Role.UNIT, rated[code])
    assert move_table(move)["grant"].role == mover


def test_version_does_not_move_a_due_day(rated):
    """Neither what it says of the plan's day nor of its measure's: both move only when it is asked for."""
    plan = in_force(rated["0101"], rated.campaign, measures=[MeasureText("换届", due_on=SOON)])
    said = text_of(plan)
    later = tuple(replace(measure, due_on=IN_TIME, text="按期换届") for measure in said.measures)
    version = actions.amend(plan=plan, text=replace(said, due_on=YEAR_2, measures=later), by=None)
    actions.grant_move(move=ask(plan, date(2012, 10, 8), first(plan)), by=None)
    actions.submit_version(version=version, by=None)
    actions.adopt_version(version=version, by=None)
    plan.refresh_from_db()
    assert (plan.due_on, first(plan).due_on, first(plan).text) == (IN_TIME, date(2012, 10, 8), "按期换届")
    content = plan.versions.get(number=2).content
    assert (content["due_on"], content["measures"][0]["due_on"]) == (str(IN_TIME), "2012-10-08")
