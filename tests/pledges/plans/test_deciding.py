"""Deciding about a plan: it asks once, says who was faster, and who may not for an own part in it."""

import re
from datetime import date

import pytest

from core.reporting.choices import ReportedState
from pledges import actions
from pledges.choices import PlanKind, PlanOutcome, PlanState
from pledges.lifecycles.plans import BRANCH_TABLES
from pledges.models import LookBack, Plan, Satisfaction
from pledges.texts import text_of
from ratings.choices import Tier
from tests.pledges.made import TODAY, done, drafted, in_force, on, submitted, text
from tests.world import rate

COUNTS = {"on": str(TODAY), "present": 10, "satisfied": 7, "fairly": 2, "dissatisfied": 1}
REASON = {"reason": "措施不具体"}
SENT = {
    "return": REASON,
    "refuse": REASON,
    "send_back": REASON,
    "withdraw": REASON,
    "assess": {"text": "各项措施已落实"},
    "accept": COUNTS,
    "decide": {"outcome": "partly", "reason": "调研后认定"},
}
OWNERS = {PlanKind.PLEDGE: "0101", PlanKind.ACTIVITY: "0101", PlanKind.RECTIFICATION: "0102"}
VERBS = [(kind, one) for kind, table in BRANCH_TABLES.items() for one in table.transitions]


def address(plan, verb):
    return f"/plans/{plan.pk}/{verb}/"


def standing_at(world, kind, state):
    """A plan of that kind that has come to `state`; what was accepted has reached its goal, of a pledge something is
    reported as done."""
    plan = drafted(world[OWNERS[kind]], world.campaign, kind)
    if state == PlanState.ACCEPTED:
        rate(world["0102"], world.baseline, Tier.ORDINARY)
    if kind == PlanKind.PLEDGE:
        plan.measures.update(state=ReportedState.REPORTED)
    adopted = state not in (PlanState.DRAFT, PlanState.SUBMITTED, PlanState.RETURNED)
    Plan.objects.filter(pk=plan.pk).update(state=state, published_on=TODAY if adopted else None, reason="请补充")
    plan.refresh_from_db()
    return plan


def name_of(kind, role):
    """Who of the cast holds `role` over a plan of that kind."""
    return {"branch": f"branch-{OWNERS[kind]}", "unit": "unit-01"}.get(role, role)


@pytest.mark.parametrize(("kind", "verb"), VERBS, ids=[f"{kind}-{one.name}" for kind, one in VERBS])
def test_verb_asks_once_and_says_who_was_faster(rated, client_of, told, kind, verb):
    """GET asks; the first POST does it; a second press and the back button say who did it, and when, and what was
    typed is kept."""
    plan = standing_at(rated, kind, sorted(verb.sources)[0])
    who = name_of(kind, verb.role)
    client, page = client_of(who), address(plan, verb.name)
    asked = client.get(page)
    assert (asked.status_code, asked.context["decision"].refusal) == (200, "")
    sent = SENT.get(verb.name, {})
    first, second = (client.post(page, sent) for _ in range(2))
    assert (first.status_code, first.url) == (302, plan.get_absolute_url())
    plan.refresh_from_db()
    assert plan.state == verb.target
    back = client.get(page).context["decision"].refusal
    assert back.startswith("该事项已办理，或已不能办理。")
    assert (who in back, "2012年6月1日" in back) == (True, True)
    said = second.context["decision"].obstacle if sent else told(second)
    assert said.endswith(back)
    assert second.status_code == (200 if sent else 302)


@pytest.mark.parametrize(("kind", "verb"), [(kind, one) for kind, one in VERBS if one.remark])
def test_reason_that_is_missing_is_asked_for(rated, client_of, kind, verb):
    plan = standing_at(rated, kind, sorted(verb.sources)[0])
    response = client_of(name_of(kind, verb.role)).post(address(plan, verb.name), {"reason": " "})
    assert (response.status_code, response.context["decision"].form.errors) == (200, {"reason": ["请填写。"]})
    assert Plan.objects.get(pk=plan.pk).state == plan.state


@pytest.mark.parametrize(
    ("who", "verb", "status"),
    [
        ("unit-01", "fly", 404),
        ("unit-01", "settle", 404),
        ("unit-02", "adopt", 404),
        ("department", "adopt", 403),
        ("branch-0101", "adopt", 403),
        ("unit-01", "submit", 403),
        ("viewer", "adopt", 403),
    ],
)
def test_verb_that_is_not_there_or_not_theirs(rated, waiting, client_of, who, verb, status):
    client = client_of(who)
    assert (client.get(address(waiting, verb)).status_code, client.post(address(waiting, verb)).status_code) == (
        status,
        status,
    )


def test_returned_plan_says_why_on_top(waiting, client_of):
    client_of("unit-01").post(address(waiting, "return"), REASON)
    assert "措施不具体" in client_of("branch-0101").get(waiting.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("verb", "label"),
    [("return", "退回意见"), ("refuse", "退回意见"), ("withdraw", "撤回理由"), ("decide", "认定理由")],
)
def test_reason_is_called_by_what_it_is_for(rated, client_of, verb, label):
    kind, transition = next((kind, one) for kind, one in VERBS if one.name == verb)
    plan = standing_at(rated, kind, max(transition.sources, key=(PlanState.ASSESSED,).count))
    page = client_of(name_of(kind, transition.role)).get(address(plan, verb))
    assert page.context["decision"].form["reason"].label == label


def test_outcome_that_is_decided_too_early_says_when(pledge, client_of):
    client, page = client_of("unit-01"), address(pledge, "decide")
    refusal = client.get(page).context["decision"].refusal
    assert "完成时限" in refusal
    assert client.post(page, SENT["decide"]).context["decision"].obstacle == refusal
    assert page not in client.get(pledge.get_absolute_url()).content.decode()


def test_outcome_is_refused_at_its_field(assessed, client_of):
    client, pledge = client_of("unit-01"), assessed
    response = client.post(address(pledge, "decide"), {"outcome": "not_kept", "reason": "未落实"})
    assert list(response.context["decision"].form.errors) == ["explanation"]
    assert "未落实" in response.content.decode()
    response = client.post(address(pledge, "decide"), {"outcome": "not_kept", "explanation": "得分不高，得分45"})
    assert list(response.context["decision"].form.errors) == ["reason"]


def test_round_that_is_waited_for_is_named(assessed, client_of):
    assert "轮次 2012-2（2012年10月31日）" in client_of("unit-01").get(address(assessed, "decide")).content.decode()


@pytest.mark.parametrize(("verb", "then"), [("ask", PlanState.ACCEPTANCE), ("accept", PlanState.ACCEPTED)])
def test_measures_that_are_open_are_told_and_forbid_nothing(rated, client_of, verb, then):
    """R27b: acceptance goes from measure to measure."""
    people = {"by": rated.people["branch-0102"], "confirmer": rated.people["department"]}
    plan = in_force(rated["0102"], rated.campaign, PlanKind.RECTIFICATION, measures=["学习", "换届", "走访"])
    done(plan, 1, **people)
    if verb == "accept":
        actions.ask_acceptance(plan=plan, by=None)
    client, page = client_of("unit-01"), address(plan, verb)
    assert "3项措施中有2项尚未确认完成" in client.get(page).content.decode()
    client.post(page, SENT.get(verb, {}))
    assert Plan.objects.get().state == then


def test_measures_that_are_open_are_told_where_acceptance_is_judged_only(rectification, client_of):
    assert "尚未确认完成" not in client_of("department").get(address(rectification, "withdraw")).content.decode()


def test_nothing_is_told_of_measures_when_all_are_done(rated, rectification, client_of):
    done(rectification, by=rated.people["branch-0102"], confirmer=rated.people["department"])
    assert "尚未确认完成" not in client_of("unit-01").get(address(rectification, "ask")).content.decode()


def test_settling_too_early_says_what_is_missing(rated, rectification, client_of, told):
    Plan.objects.filter(pk=rectification.pk).update(state=PlanState.ACCEPTED)
    client, page, why = client_of("department"), address(rectification, "settle"), "尚未审定为一般及以上等次"
    assert why in client.get(page).context["decision"].refusal
    assert why in told(client.post(page))
    shown = client.get(rectification.get_absolute_url()).content.decode()
    assert (page in shown, why in shown) == (False, True)


@pytest.mark.parametrize(("day", "style"), [(date(2012, 11, 30), "outline-secondary"), (date(2012, 12, 1), "primary")])
def test_look_back_stands_out_once_it_is_due(rated, rectification, client_of, day, style):
    settled = {"state": PlanState.ENDED, "ended_on": TODAY, "outcome": PlanOutcome.SETTLED}
    Plan.objects.filter(pk=rectification.pk).update(**settled)
    with on(day):
        page = client_of("department").get(rectification.get_absolute_url()).content.decode()
    button = re.search(r'<a class="btn btn-([a-z-]+)"\s+href="[^"]*look-back/">(.*?)</a>', page, re.DOTALL)
    assert (button[1], "2012年12月1日" in button[2]) == (style, style != "primary")


def test_counts_are_entered_and_impossible_ones_refused(pledge, client_of):
    client, page = client_of("unit-01"), f"/plans/{pledge.pk}/counts/"
    response = client.post(page, {**COUNTS, "present": 9})
    assert response.context["decision"].form.errors == {"present": ["各项票数之和超过参加人数。"]}
    assert client.post(page, COUNTS).status_code == 302
    assert Satisfaction.objects.get().present == 10


def test_look_back_is_done_once(rectification, client_of):
    settled = {"state": PlanState.ENDED, "ended_on": TODAY, "outcome": PlanOutcome.SETTLED}
    Plan.objects.filter(pk=rectification.pk).update(**settled)
    client, page = client_of("department"), f"/plans/{rectification.pk}/look-back/"
    assert page in client.get(rectification.get_absolute_url()).content.decode()
    sent = {"on": str(TODAY), "result": "lasting", "note": "走访了解"}
    answers = [client.post(page, sent) for _ in range(2)]
    assert ([one.status_code for one in answers], LookBack.objects.count()) == ([302, 200], 1)
    assert [client.get(page).context["decision"].obstacle, answers[1].context["decision"].obstacle] == [
        "已进行过回头看。"
    ] * 2


def test_version_is_decided_once(rated, pledge, client_of, told):
    actions.amend(plan=pledge, text=text_of(pledge), by=None)
    for who, verb, target in (("branch-0101", "submit", "submitted"), ("unit-01", "adopt", "adopted")):
        client, page = client_of(who), f"/plans/{pledge.pk}/version/{verb}/"
        assert client.get(page).context["decision"].refusal == ""
        answers = [client.post(page) for _ in range(2)]
        assert [one.status_code for one in answers] == [302, 302]
        assert (pledge.versions.get(number=2).state, who in told(answers[1])) == (target, True)
    assert client_of("unit-01").get(f"/plans/{pledge.pk}/version/fly/").status_code == 404


def test_draft_is_thrown_away_once(rated, client_of, told):
    plan = drafted(rated["0101"], rated.campaign)
    client, page = client_of("branch-0101"), f"/plans/{plan.pk}/discard/"
    assert client.get(page).status_code == 200
    answers = [client.post(page) for _ in range(2)]
    assert [one.url for one in answers] == ["/plans/", "/plans/"]
    assert (told(answers[1]).endswith("该草稿已删除。"), Plan.objects.count()) == (True, 0)
    assert [client_of(who).post(page).status_code for who in ("branch-0201", "unit-02")] == [404, 404]


def test_what_was_submitted_is_not_thrown_away(waiting, client_of, told):
    client, page = client_of("branch-0101"), f"/plans/{waiting.pk}/discard/"
    assert client.get(page).context["decision"].refusal == "只有草稿可以删除。"
    assert told(client.post(page)) == "只有草稿可以删除。"
    assert Plan.objects.count() == 1


def test_direct_branch_is_reviewed_by_the_department(rated, client_of):
    plan = drafted(rated["03"], rated.campaign)
    assert client_of("unit-03").post(address(plan, "submit")).status_code == 302
    assert client_of("unit-03").get(address(plan, "adopt")).status_code == 403
    assert client_of("department").post(address(plan, "adopt")).status_code == 302
    assert Plan.objects.get().state == PlanState.IN_FORCE


@pytest.mark.parametrize("who", ["department", "viewer", "viewer-01", "unit-01", "branch-0102"])
def test_page_of_a_rectification_opens_for_each_role_at_each_step(rated, rectification, client_of, who):
    for state in (PlanState.IN_FORCE, PlanState.ACCEPTANCE, PlanState.ACCEPTED):
        Plan.objects.filter(pk=rectification.pk).update(state=state)
        assert client_of(who).get(rectification.get_absolute_url()).status_code == 200


def test_plan_of_another_unit_is_not_there(rated, client_of):
    plan = in_force(rated["0102"], rated.campaign, PlanKind.RECTIFICATION)
    pages = ("", "edit/", "discard/", "withdraw/", "move/", "measures/1/report/", "resources/", "versions/1/")
    for who in ("unit-02", "branch-0101", "branch-0201"):
        answers = {page: client_of(who).get(f"/plans/{plan.pk}/{page}").status_code for page in pages}
        assert answers == dict.fromkeys(pages, 404)


def test_version_of_a_rectification_says_everything_it_changes(rated, rectification, client_of):
    """Who reviews it reads there what it says of problems and people."""
    said = text(
        Tier.ORDINARY, problem_types=("idle",), problems="活动少", causes="无书记", leader="张三", contact="李四"
    )
    actions.amend(plan=rectification, text=said, by=None)
    page = client_of("department").get(f"/plans/{rectification.pk}/versions/2/").content.decode()
    told = ("制度形同虚设、不开展活动", "活动少", "无书记", "张三", "李四")
    assert [one for one in told if one not in page] == []


def test_published_pledge_says_where_everybody_reads_it(waiting, client_of, client):
    response = client_of("unit-01").post(address(waiting, "adopt"), follow=True)
    [said] = response.context["messages"]
    link = f'<a href="/pledges/{waiting.pk}/">公开页面</a>'
    assert (link in str(said), link in response.content.decode()) == (True, True)
    assert client.get(f"/pledges/{waiting.pk}/").status_code == 200


def test_other_plan_is_said_to_be_in_force(rated, client_of, told):
    plan = submitted(rated["0103"], rated.campaign, PlanKind.ACTIVITY)
    assert told(client_of("unit-01").post(address(plan, "adopt"))) == "自今日起实施。"
