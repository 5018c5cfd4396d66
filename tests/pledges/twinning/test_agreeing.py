"""A twinning is proposed, agreed by both sides, declined, withdrawn, ended (N12, R35)."""

from datetime import date, timedelta

import pytest

from core.choices import Role
from core.models import Event
from pledges.actions import twinning as actions
from pledges.choices import HelperKind, TwinningResult, TwinningState
from pledges.models import Twinning
from tests.pledges.made import TODAY, on
from tests.pledges.twinning.made import HELPED, HELPER, agreed, proposed
from tests.world import close, found

LEADER, DEPARTMENT = {"helper_kind": HelperKind.LEADER}, {"helper_kind": HelperKind.DEPARTMENT}
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
REFUSED = {
    "helper is helped": ({"helper": "0102"}, {"helper": ["党支部不能帮扶自己。"]}),
    "helper lags": ({"helper": "0202"}, {"helper": ["化学学院学生党支部自身为后进等次，不能作为帮扶方（R35）。"]}),
    "helper is a unit": ({"helper": "02"}, {"helper": ["请选择帮扶党支部。"]}),
    "no helper": ({"helper": None, "helper_kind": HelperKind.BRANCH}, {"helper": ["请选择帮扶党支部。"]}),
    "unit is helped": ({"helped": "01"}, {"helped": ["帮扶对象须为党支部。"]}),
    "starts yesterday": ({"starts_on": YESTERDAY}, {"starts_on": ["开始日期不得早于今天。"]}),
    "ends when it starts": ({"ends_on": TODAY}, {"ends_on": ["结束日期须晚于开始日期。"]}),
    "nobody by name": ({"helper": None, **DEPARTMENT, "helper_name": ""}, {"helper_name": ["请填写帮扶方名称。"]}),
    "leader without post": ({"helper": None, **LEADER, "helper_post": ""}, {"helper_post": ["请填写领导职务。"]}),
}


@pytest.mark.parametrize("case", REFUSED)
def test_proposal_is_refused_at_its_field(rated, refused, case):
    facts, sentences = REFUSED[case]
    helped, facts = facts.get("helped", "0102"), {name: one for name, one in facts.items() if name != "helped"}
    helper = facts.pop("helper", "0101")
    assert refused(lambda: proposed(rated, helped, helper, **facts)) == sentences
    assert Twinning.objects.count() == 0


@pytest.mark.parametrize(("closed", "field"), [("0101", "helper"), ("0102", "helped")])
def test_closed_branch_neither_helps_nor_is_helped(rated, refused, closed, field):
    close(rated[closed], TODAY)
    assert list(refused(lambda: proposed(rated))) == [field]


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "overlaps"),
    [
        (TODAY + timedelta(days=199), TODAY + timedelta(days=300), True),
        (TODAY + timedelta(days=200), TODAY + timedelta(days=300), False),
        (TODAY, TOMORROW, True),
    ],
)
@pytest.mark.parametrize("make", [proposed, agreed])
def test_pair_has_one_twinning_a_day(rated, refused, make, starts_on, ends_on, overlaps):
    make(rated)
    days = {"starts_on": starts_on, "ends_on": ends_on}
    if overlaps:
        [sentence] = refused(lambda: proposed(rated, **days))["helper"]
        assert sentence.startswith("双方在此期间已有结对帮扶")
    else:
        assert proposed(rated, **days).state == TwinningState.PROPOSED


def test_ended_twinning_bars_no_other_and_another_helper_is_free(rated):
    first = agreed(rated)
    actions.end(twinning=first, result=TwinningResult.MET, reason="已转化", by=None)
    assert [proposed(rated).state, proposed(rated, helper="0103").state] == [TwinningState.PROPOSED] * 2


@pytest.mark.parametrize(
    ("role", "by", "agrees"),
    [(Role.UNIT, "unit-01", True), (Role.BRANCH, "branch-0102", True), (Role.DEPARTMENT, "department", False)],
)
def test_helped_side_agrees_by_proposing(rated, role, by, agrees):
    twinning = proposed(rated, role=role, by=by)
    assert (twinning.helped_agreed_at is not None, twinning.helped_agreed_by_id) == (
        agrees,
        rated.people[by].pk if agrees else None,
    )
    assert (twinning.state, twinning.agreed_on, twinning.proposed_as) == (TwinningState.PROPOSED, None, role)


def test_agreed_by_both_it_is_in_force_from_its_day(rated):
    twinning = proposed(rated, starts_on=TODAY + timedelta(days=10))
    actions.agree(twinning=twinning, party=HELPER, by=rated.people["branch-0101"])
    assert (twinning.state, twinning.agreed_on, twinning.starts_on) == (
        TwinningState.AGREED,
        TODAY,
        TODAY + timedelta(days=10),
    )
    days = [TODAY + timedelta(days=number) for number in (9, 10, 199, 200)]
    assert [Twinning.objects.in_force_on(day).exists() for day in days] == [False, True, True, False]


def test_agreed_after_its_day_it_starts_on_the_day_of_the_agreement(rated):
    twinning = proposed(rated, role=Role.DEPARTMENT, by="department")
    with on(date(2012, 6, 20)):
        actions.agree(twinning=twinning, party=HELPER, by=rated.people["branch-0101"])
        assert (twinning.state, twinning.agreed_on) == (TwinningState.PROPOSED, None)
        actions.agree(twinning=twinning, party=HELPED, by=rated.people["unit-01"])
    assert (twinning.state, twinning.agreed_on, twinning.starts_on) == (
        TwinningState.AGREED,
        date(2012, 6, 20),
        date(2012, 6, 20),
    )
    assert not Twinning.objects.in_force_on(date(2012, 6, 19)).exists()


def test_agreement_comes_too_late_once_the_end_has_passed(rated, refused):
    twinning = proposed(rated, days=10)
    with on(TODAY + timedelta(days=10)):
        sentences = refused(actions.agree, twinning=twinning, party=HELPER, by=None)
    assert sentences == {"__all__": ["该结对已于2012年6月11日到期：请不予同意，另行提出新的期限。"]}


def test_nobody_agrees_for_both_sides_of_a_branch_with_an_account(rated, refused):
    twinning = proposed(rated, helper="0103")
    act = {"twinning": twinning, "party": HELPER}
    sentence = "您已代表另一方同意：本方须由其他人同意。"
    assert refused(actions.agree, **act, by=rated.people["unit-01"]) == {"__all__": [sentence]}
    actions.agree(**act, by=rated.people["unit-01-2"])
    assert twinning.state == TwinningState.AGREED


def test_unit_speaks_for_a_branch_without_an_account(rated):
    rated.organisations["0104"] = found(rated["01"], "0104")
    twinning = proposed(rated, helper="0104")
    actions.agree(twinning=twinning, party=HELPER, by=rated.people["unit-01"])
    assert twinning.state == TwinningState.AGREED


def test_agreement_of_a_leader_is_recorded_by_who_proposed(rated):
    twinning = proposed(rated, helper=None)
    actions.agree(twinning=twinning, party=HELPER, by=rated.people["unit-01"])
    assert (twinning.state, twinning.helper_called) == (TwinningState.AGREED, "党委副书记王建国")


@pytest.mark.parametrize("verb", ["decline", "withdraw"])
def test_proposal_that_comes_to_nothing_never_was_in_force(rated, refused, verb):
    twinning = proposed(rated)
    act = {"twinning": twinning, "by": None, **({"party": HELPER} if verb == "decline" else {})}
    assert list(refused(getattr(actions, verb), **act, reason=" ")) == ["__all__"]
    getattr(actions, verb)(**act, reason="任务较重")
    assert (twinning.state, twinning.reason, twinning.agreed_on, twinning.result) == (
        TwinningState.ENDED,
        "任务较重",
        None,
        "",
    )
    assert not Twinning.objects.in_force_on(TOMORROW).exists()


@pytest.mark.parametrize(
    ("begun", "days", "ended", "last"),
    [
        (TODAY, 200, TODAY + timedelta(days=50), TODAY + timedelta(days=50)),
        (TODAY, 20, TODAY + timedelta(days=50), TODAY + timedelta(days=20)),
        (TODAY + timedelta(days=5), 200, TODAY, TODAY + timedelta(days=5)),
    ],
)
def test_end_is_today_at_the_latest_and_not_before_the_start(rated, begun, days, ended, last):
    twinning = agreed(rated, starts_on=begun, days=days)
    with on(ended):
        actions.end(twinning=twinning, result=TwinningResult.PARTLY, reason="部分问题已解决", by=None)
    assert (twinning.state, twinning.result, twinning.ends_on) == (TwinningState.ENDED, TwinningResult.PARTLY, last)


def test_decisions_are_in_the_log(rated):
    actions.end(twinning=agreed(rated), result=TwinningResult.MET, reason="已转化", by=rated.people["unit-01"])
    events = Event.objects.filter(detail__has_key="twinning").order_by("pk")
    assert [event.detail["verb"] for event in events] == ["propose", "agree", "end_twinning"]
    assert events.last().detail["helper"] == "文学院教工第一党支部"


@pytest.mark.parametrize(("party", "verb"), [(HELPED, "agree"), (HELPED, "decline"), (HELPER, "end")])
def test_verb_out_of_its_state_comes_too_late(rated, refused, party, verb):
    twinning = proposed(rated)
    act = {"twinning": twinning, "by": None}
    facts = {"agree": {"party": party}, "decline": {"party": party, "reason": "任务较重"}}
    facts["end"] = {"result": TwinningResult.MET, "reason": "已转化"}
    [sentence] = refused(getattr(actions, verb), **act, **facts[verb])["__all__"]
    assert sentence.startswith("没有任何改动")
