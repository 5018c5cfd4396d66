"""A pledge as anyone reads it: what is told, what is held back, its versions, its address."""

import re
from dataclasses import replace
from datetime import date

import pytest
import segno
from django.db import connection
from django.test.utils import CaptureQueriesContext

from branches.models import Secretary
from pledges import actions
from pledges.choices import PlanKind, PlanOutcome, PlanState
from pledges.models import DueMove, Measure, Plan, Update
from pledges.texts import MeasureText, text_of
from pledges.wall.qr import qr_code
from ratings.choices import Tier
from tests.naughty.texts import OWN, intruders
from tests.pledges.made import TODAY, assessed, done, drafted, in_force, on, reported
from tests.pledges.wall.pages import forbidden
from tests.snapshot import staged
from tests.world import rate

NOVEMBER = date(2012, 11, 25)


@pytest.fixture
@staged
def ordinary(world):
    """The branches of unit 01 stand at ordinary."""
    for code in ("0101", "0102", "0103"):
        rate(world[code], world.baseline, Tier.ORDINARY)
    return world


@pytest.fixture(autouse=True)
def clock():
    with on(NOVEMBER):
        yield


def page(client, plan, query=""):
    answer = client.get(f"/pledges/{plan.pk}/{query}")
    return answer.context["pledge"], answer.content.decode()


def lead(branch, name="胡雪莹", **facts):
    return Secretary.objects.create(organisation=branch, name=name, **facts)


def changed(plan, *measures, day=date(2012, 9, 1)):
    """`plan` with a further version of its text."""
    with on(day):
        plan.refresh_from_db()
        text = replace(text_of(plan), measures=tuple(map(MeasureText, measures)))
        version = actions.amend(plan=plan, text=text, by=None)
        actions.submit_version(version=version, by=None)
        actions.adopt_version(version=version, by=None)


def moved(plan, new_day, reason, measure=None):
    with on(date(2012, 8, 1)):
        move = actions.ask_move(plan=plan, measure=measure, new_day=new_day, reason=reason, by=None)
        actions.grant_move(move=move, by=None)


def test_pledge_tells_measures_persons_days_and_states(ordinary, client):
    lead(ordinary["0101"])
    measures = [
        MeasureText("学习", due_on=date(2012, 9, 1)),
        MeasureText("换届", due_on=date(2012, 10, 1), person="李明"),
        MeasureText("志愿服务", person="胡 雪莹"),
        MeasureText("读书", due_on=date(2012, 12, 1)),
    ]
    plan = in_force(ordinary["0101"], ordinary.campaign, measures=measures)
    done(plan, 1, day=date(2012, 8, 20))
    reported(plan, 3, day=date(2012, 11, 1))
    pledge, text = page(client, plan)
    assert [(one.text, one.person, one.due_on, one.state) for one in pledge.measures] == [
        ("学习", "胡雪莹（支部书记）", date(2012, 9, 1), "done"),
        ("换届", "李明", date(2012, 10, 1), "overdue"),
        ("志愿服务", "胡 雪莹（支部书记）", date(2012, 12, 31), "reported"),
        ("读书", "胡雪莹（支部书记）", date(2012, 12, 1), "in_force"),
    ]
    assert (pledge.done.done, pledge.done.total, pledge.done.overdue) == (1, 4, 1)
    told = " ".join(re.sub(r"<[^>]+>", " ", text).split())
    assert "已完成1/4项 · 1项逾期 · 最近进展2012年11月1日" in told


def test_vacant_post_is_named_alone(ordinary, client):
    lead(ordinary["0101"], left_on=date(2012, 3, 1))
    plan = in_force(ordinary["0101"], ordinary.campaign)
    assert page(client, plan)[0].responsible == "支部书记"


def test_ended_pledge_names_who_led_then(ordinary, client):
    lead(ordinary["0101"], "张三", left_on=date(2012, 11, 10))
    lead(ordinary["0101"], "李四", term_from=date(2012, 11, 10))
    plan = in_force(ordinary["0101"], ordinary.campaign)
    assert page(client, plan)[0].responsible == "李四（支部书记）"
    with on(date(2012, 11, 1)):
        assessed(plan)
        actions.decide_outcome(plan=plan, outcome=PlanOutcome.KEPT, reason="会议意见", by=None)
    assert page(client, plan)[0].responsible == "张三（支部书记）"


def test_countable_measure_tells_where_it_stands(ordinary, client):
    plan = in_force(ordinary["0101"], ordinary.campaign, measures=[MeasureText("学习", start=4, goal_value=10)])
    reported(plan, completes=False, value=6, day=date(2012, 7, 1))
    reported(plan, completes=False, value=8, day=date(2012, 9, 1))
    text = " ".join(page(client, plan)[1].split())
    assert "从4到10 · 目前8" in text


def test_text_to_cite_names_the_lasting_address_and_the_day(ordinary, client):
    plan = in_force(ordinary["0101"], ordinary.campaign)
    cited = (
        "《文学院教工第一党支部公开承诺书》，2012年6月1日发布，示范大学党支部晋位升级公开承诺，"
        f"http://testserver/pledges/{plan.pk}/，2012年11月25日查阅。"
    )
    assert cited in page(client, plan, "?lang=zh-hans")[1]


def test_what_came_in_by_another_door_is_held_back_silently(ordinary, client):
    plan = in_force(ordinary["0101"], ordinary.campaign, measures=["学习", "换届"])
    reported(plan, 1, day=date(2012, 9, 1))
    reported(plan, 2, text="换届大会", day=date(2012, 9, 2))
    Update.objects.filter(measure__number=1).update(text="帮扶后进同学，联系电话13812345678")
    Measure.objects.filter(plan=plan, number=2).update(text="考评得分92.5", person="电话 63212345")
    Plan.objects.filter(pk=plan.pk).update(state=PlanState.ASSESSED, assessment="后进转化", responsible="13812345678")
    pledge, text = page(client, plan)
    first, second = pledge.measures
    assert [(one.on, one.text) for one in first.updates] == [(date(2012, 9, 1), "")]
    assert (second.text, second.person, pledge.assessment, pledge.responsible) == ("", "支部书记", "", "支部书记")
    held = ("后进", "13812345678", "92.5", "63212345")
    assert ([word for word in held if word in text], text.count("内容不公开。")) == ([], 2)


def test_moved_due_days_keep_the_former_ones(ordinary, client):
    plan = in_force(ordinary["0101"], ordinary.campaign, due_on=date(2012, 11, 1))
    moved(plan, date(2012, 12, 15), "学院换届推迟")
    moved(plan, date(2012, 12, 1), "办公室已告知", measure=plan.measures.get())
    DueMove.objects.exclude(measure=None).update(reason="找13812345678")
    pledge, text = page(client, plan)
    assert [(one.old_day, one.new_day, one.reason) for one in pledge.moves] == [
        (date(2012, 11, 1), date(2012, 12, 15), "学院换届推迟")
    ]
    assert [(one.new_day, one.reason) for one in pledge.measures[0].moves] == [(date(2012, 12, 1), "")]
    assert "2012年8月1日调整：2012年11月1日 → 2012年12月15日。" in text


def test_outcome_is_told_with_its_explanation_and_opinions(ordinary, client):
    plan = in_force(ordinary["0101"], ordinary.campaign, measures=["学习", "换届"])
    done(plan, 1, day=date(2012, 9, 1))
    counts = {"present": 30, "satisfied": 20, "fairly": 6, "dissatisfied": 3}
    actions.appraise(plan=plan, on=date(2012, 11, 20), **counts, by=None)
    actions.assess(plan=plan, text="完成一项", by=None)
    facts = {"outcome": PlanOutcome.NOT_KEPT, "reason": "内部理由", "explanation": "两名支委调离"}
    actions.decide_outcome(plan=plan, **facts, by=None)
    pledge, text = page(client, plan)
    assert (pledge.outcome_label, pledge.explanation, pledge.done.done) == ("未兑现", "两名支委调离", 1)
    assert [one.label for one in pledge.measures] == ["已完成", "未完成"]
    assert "到会30人：满意20人，基本满意6人，不满意3人。" in text
    assert (pledge.assessment, "内部理由" in text) == ("完成一项", False)


def test_assessment_that_was_sent_back_stays_inside_when_the_outcome_is_decided(ordinary, client):
    plan = in_force(ordinary["0101"], ordinary.campaign, due_on=date(2012, 11, 1))
    assessed(plan)
    actions.send_back(plan=plan, reason="情况不实", by=None)
    assert page(client, plan)[0].assessment == ""
    facts = {"outcome": PlanOutcome.NOT_KEPT, "reason": "会议意见", "explanation": "两名支委调离"}
    actions.decide_outcome(plan=plan, **facts, by=None)
    pledge, text = page(client, plan)
    assert (pledge.outcome_label, pledge.assessment, "各项措施已落实" in text) == ("未兑现", "", False)


def test_former_version_stays_readable_and_leads_to_the_present_one(ordinary, client):
    plan = in_force(ordinary["0101"], ordinary.campaign, measures=["学习"])
    changed(plan, "换届", "志愿服务")
    pledge, _text = page(client, plan)
    assert [(one.number, one.on) for one in pledge.versions] == [(2, date(2012, 9, 1)), (1, TODAY)]
    assert [one.text for one in pledge.measures] == ["换届", "志愿服务"]
    answer = client.get(f"/pledges/{plan.pk}/versions/1/?lang=en")
    assert [one.text for one in answer.context["former"].measures] == ["学习"]
    assert f'href="/pledges/{plan.pk}/?lang=en"' in answer.content.decode()
    present = client.get(f"/pledges/{plan.pk}/versions/2/?lang=en")
    assert (present.status_code, present.url) == (302, f"/pledges/{plan.pk}/?lang=en")


def test_version_under_review_is_not_public(ordinary, client):
    plan = in_force(ordinary["0101"], ordinary.campaign)
    actions.amend(plan=plan, text=replace(text_of(plan), measures=(MeasureText("尚未审核"),)), by=None)
    pledge, text = page(client, plan)
    assert (len(pledge.versions), "尚未审核" in text) == (1, False)
    assert client.get(f"/pledges/{plan.pk}/versions/2/").status_code == 404


@pytest.mark.parametrize("path", ["0/", "99/", "99999999999999999999/", "-1/", "x/", "99/versions/1/", "１/"])
def test_odd_numbers_lead_nowhere(ordinary, client, path):
    assert client.get(f"/pledges/{path}").status_code == 404


def test_plans_that_are_no_public_pledges_have_no_page(ordinary, client):
    plans = [
        drafted(ordinary["0101"], ordinary.campaign),
        in_force(ordinary["0102"], ordinary.campaign, PlanKind.ACTIVITY),
    ]
    assert [client.get(f"/pledges/{plan.pk}/").status_code for plan in plans] == [404, 404]


def test_page_costs_the_same_queries_whatever_it_tells(ordinary, client):
    small = in_force(ordinary["0101"], ordinary.campaign)
    large = in_force(ordinary["0102"], ordinary.campaign, measures=[f"措施{number}" for number in range(20)])
    changed(large, *(f"措施{number}" for number in range(30)))
    for number in range(1, 31):
        reported(large, number + 20, completes=False)
        done(large, number + 20)
    costs = []
    for plan in (small, large):
        with CaptureQueriesContext(connection) as queries:
            page(client, plan)
        costs.append(len(queries))
    assert costs[0] == costs[1] == 9


@pytest.mark.parametrize("text", OWN)
def test_hostile_texts_are_shown_as_they_were_typed(ordinary, client, text):
    plan = in_force(ordinary["0101"], ordinary.campaign)
    Plan.objects.filter(pk=plan.pk).update(state=PlanState.ASSESSED, responsible=text[:60], assessment=text)
    Measure.objects.filter(plan=plan).update(text=text, person=text[:60])
    Update.objects.create(measure=plan.measures.get(), on=NOVEMBER, text=text)
    answer = client.get(f"/pledges/{plan.pk}/")
    assert (answer.status_code, intruders(answer)) == (200, [])


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_page_says_nothing_that_is_not_public(ordinary, client, language):
    person = ordinary.people["branch-0101"]
    plan = in_force(ordinary["0101"], ordinary.campaign, by=person)
    reported(plan, by=person)
    changed(plan, "换届")
    texts = [page(client, plan, f"?lang={language}")[1]]
    texts.append(client.get(f"/pledges/{plan.pk}/versions/1/?lang={language}").content.decode())
    assert [forbidden(text, ordinary) for text in texts] == [[], []]


def test_code_holds_the_address_as_dark_modules():
    address = "http://testserver/pledges/12/"
    code, dark = qr_code(address), set()
    for x, y, width in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", code.path):
        dark |= {(int(x) + step, int(y)) for step in range(int(width))}
    rows = [list(row) for row in segno.make(address, error="m", micro=False).matrix_iter(border=4)]
    assert dark == {(x, y) for y, row in enumerate(rows) for x, is_dark in enumerate(row) if is_dark}
    assert code.size == len(rows)
