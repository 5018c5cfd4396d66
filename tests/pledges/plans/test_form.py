"""The form of a plan: what is known is shown and not asked (M7), goal and day are filled in, errors are in words."""

from dataclasses import replace
from datetime import date

import pytest

from pledges import actions
from pledges.choices import LookBackResult, PlanKind, PlanOutcome, PlanState
from pledges.models import LookBack, Plan
from pledges.texts import MeasureText, text_of
from ratings.choices import Tier
from tests.pledges.made import IN_TIME, TODAY, days, drafted, in_force, on
from tests.pledges.plans.sending import errors, new, shown, typed
from tests.world import YEAR_2, close, rate

PLEDGE, RECTIFY = new("pledge", "0101"), new("rectification", "0102")
RECTIFICATION = {"problem_types": ["idle"], "problems": "组织生活不经常", "leader": "张三"}
# Who writes a plan of which kind, where.
FORMS = [
    ("branch-0101", "pledge", "0101"),
    ("branch-0101", "activity", "0101"),
    ("branch-0102", "rectification", "0102"),
    ("unit-01", "rectification", "0102"),
    ("unit-01", "unit", "01"),
    ("unit-03", "pledge", "03"),
    ("unit-03", "unit", "03"),
]
KNOWN = {"tier", "unit", "organisation", "secretary", "branch", "campaign", "deadline", "kind", "members"}


def required(form):
    """The required fields that are not filled in yet."""
    return {name for name, field in form.fields.items() if field.required and form[name].value() in (None, "", [])}


@pytest.mark.parametrize(("who", "kind", "code"), FORMS)
def test_no_form_asks_what_the_system_knows(rated, client_of, who, kind, code):
    """M7: goal and due day are filled in; what stands empty is what only people know."""
    form = client_of(who).get(new(kind, code)).context["form"]
    asked = {"problem_types", "problems", "leader"} if kind == "rectification" else set()
    assert (required(form), KNOWN & set(form.fields)) == (asked, set())
    assert required(form.measures.empty_form) == {"text"}


@pytest.mark.parametrize(
    ("who", "kind", "code", "goal", "due_on"),
    [
        ("branch-0101", "pledge", "0101", Tier.ADVANCED, IN_TIME),
        ("branch-0102", "rectification", "0102", Tier.ORDINARY, IN_TIME),
        ("unit-01", "unit", "01", None, date(2012, 12, 31)),
    ],
)
def test_goal_and_day_are_those_of_the_target(rated, client_of, who, kind, code, goal, due_on):
    values = shown(client_of(who).get(new(kind, code)))
    assert (values.get("goal"), values["due_on"]) == (goal, due_on)


def test_after_the_first_deadline_the_next_one_is_filled_in(rated, client_of):
    with on(IN_TIME + days(1)):
        assert shown(client_of("branch-0101").get(PLEDGE))["due_on"] == YEAR_2


def test_known_facts_stand_beside_the_form(rated, client_of):
    page = client_of("branch-0101").get(PLEDGE).content.decode()
    assert all(words in page for words in ("文学院教工第一党支部", "书记0101", "一般", "<dd>12</dd>"))


def saved(client, address, *measures, **lines):
    page = shown(client.get(address))
    return client.post(address, page | typed(*measures, **lines))


def test_pledge_is_saved_and_shown(rated, client_of, told):
    response = saved(client_of("branch-0101"), PLEDGE, "每月一次理论学习", "按期换届")
    plan = Plan.objects.get()
    assert (response.status_code, response.url) == (302, plan.get_absolute_url())
    assert (plan.state, plan.goal, plan.due_on) == (PlanState.DRAFT, Tier.ADVANCED, IN_TIME)
    assert [row.text for row in plan.measures.all()] == ["每月一次理论学习", "按期换届"]
    assert told(response) == "已保存。请核对后提交审核。"


def test_day_after_the_last_deadline_is_warned_about(rated, client_of, told):
    response = saved(client_of("branch-0101"), PLEDGE, "学习", due_on=str(YEAR_2 + days(1)))
    assert "完成时限晚于最后的截止日期" in told(response)
    assert Plan.objects.get().due_on == YEAR_2 + days(1)


def test_activity_plan_is_not_warned_about_deadlines(rated, client_of, told):
    response = saved(client_of("branch-0103"), new("activity", "0103"), "学习", due_on=str(YEAR_2 + days(1)))
    assert (response.status_code, "截止日期" in told(response)) == (302, False)


@pytest.mark.parametrize(
    ("lines", "field", "words"),
    [
        ({"due_on": "2012-05-31"}, "due_on", "早于今天"),
        ({"due_on": "1900-01-01"}, "due_on", "1949"),
        ({"due_on": "明天"}, "due_on", "日期"),
        ({"due_on": ""}, "due_on", "请填写"),
        ({"goal": "2"}, "goal", "从列表中选择"),
        ({"goal": ""}, "goal", "请填写"),
        ({"measure-0-text": "", "measure-1-text": ""}, "__all__", "至少"),
        ({"measure-0-text": "电话13812345678"}, "measure-0-text", "电话13812345678"),
        ({"measure-0-text": "转化后进党支部"}, "measure-0-text", "“后进”"),
        ({"measure-0-text": "考评92.5分"}, "measure-0-text", "92.5分"),
        ({"measure-0-text": "长" * 201}, "measure-0-text", "200"),
        ({"measure-0-person": "李明13812345678"}, "measure-0-person", "13812345678"),
        ({"measure-0-due_on": "2012-05-31"}, "measures", "早于今天"),
        ({"measure-0-due_on": str(YEAR_2)}, "measures", "晚于"),
        ({"measure-0-due_on": "1066-10-14"}, "measure-0-due_on", "1949"),
        ({"measure-0-start": "3"}, "measure-0-goal_value", "起始值"),
        ({"responsible": "李明 13812345678"}, "responsible", "13812345678"),
        ({"measure-TOTAL_FORMS": "x"}, "__all__", "ManagementForm"),
    ],
)
def test_bad_input_is_told_at_its_field_and_nothing_is_lost(rated, client_of, lines, field, words):
    response = saved(client_of("branch-0101"), PLEDGE, "学习", "换届", **lines)
    assert response.status_code == 200
    found = errors(response)
    place = field if field != "measures" else "__all__"
    assert list(found) == [place]
    assert words in " ".join(found[place])
    page = response.content.decode()
    assert all(f"{value}" in page for name, value in lines.items() if value and name != "measure-TOTAL_FORMS")
    assert Plan.objects.count() == 0


def test_second_pledge_in_force_is_told(rated, pledge, client_of, told):
    """A click leads to the one there is; a form that stood open says so and keeps what was typed."""
    client = client_of("branch-0101")
    response = client.get(PLEDGE)
    assert (response.status_code, response.url) == (302, pledge.get_absolute_url())
    values = {"goal": 4, "due_on": str(IN_TIME), "measure-TOTAL_FORMS": 1, "measure-INITIAL_FORMS": 0}
    response = client.post(PLEDGE, values | typed("走访"))
    assert "正在实施" in " ".join(errors(response)["__all__"])
    assert "走访" in response.content.decode()


def test_second_save_of_a_new_pledge_makes_no_second_one(rated, client_of):
    client = client_of("branch-0101")
    page = shown(client.get(PLEDGE)) | typed("学习")
    assert [client.post(PLEDGE, page).status_code for _ in range(2)] == [302, 200]
    assert Plan.objects.count() == 1


def test_lagging_branch_is_led_to_its_rectification(rated, client_of):
    response = client_of("branch-0102").get(new("pledge", "0102"))
    page = response.content.decode()
    assert f'href="{RECTIFY}"' in page
    assert "整顿方案" in page
    assert 'name="due_on"' not in page


def test_advanced_branch_is_told_that_nothing_stands_higher(rated, client_of):
    page = client_of("branch-0103").get(new("pledge", "0103")).content.decode()
    assert "没有更高的晋位目标" in page
    assert f'href="{new("activity", "0103")}"' in page
    assert 'name="goal"' not in page


def test_branch_that_fell_meanwhile_loses_nothing_it_typed(rated, client_of):
    client = client_of("branch-0101")
    page = shown(client.get(PLEDGE)) | typed("每月走访")
    rate(rated["0101"], rated.baseline, Tier.LAGGING)
    response = client.post(PLEDGE, page)
    assert "整顿方案" in " ".join(errors(response)["__all__"])
    assert "每月走访" in response.content.decode()


@pytest.mark.parametrize(
    ("who", "kind", "code", "status"),
    [
        ("unit-01", "unit", "0101", 403),
        ("unit-01", "pledge", "0101", 403),
        ("branch-0101", "pledge", "0102", 404),
        ("branch-0101", "poem", "0101", 404),
        ("branch-0101", "unit", "0101", 302),
        ("department", "pledge", "0101", 403),
        ("unit-02", "rectification", "0102", 404),
    ],
)
def test_plan_nobody_can_make_is_not_begun(rated, client_of, who, kind, code, status):
    assert client_of(who).get(new(kind, code)).status_code == status


def test_organisation_that_makes_no_such_plan_says_so(rated, client_of, told):
    response = client_of("branch-0101").get(new("unit", "0101"))
    assert told(response) == "文学院教工第一党支部不制定此类计划。"


def test_closed_branch_begins_no_plan(rated, client_of, told):
    close(rated["0102"], TODAY)
    response = client_of("unit-01").get(RECTIFY)
    assert (response.status_code, "撤销" in told(response)) == (302, True)


def test_rectification_is_saved_with_its_types_and_people(rated, client_of):
    response = saved(client_of("unit-01"), RECTIFY, "恢复组织生活", contact="李四", **RECTIFICATION)
    plan = Plan.objects.get()
    assert response.status_code == 302
    assert (plan.problem_types, plan.leader, plan.contact, plan.goal) == (["idle"], "张三", "李四", Tier.ORDINARY)


def test_rectification_may_name_what_no_public_page_says(rated, client_of):
    response = saved(client_of("unit-01"), RECTIFY, "转化后进，电话13812345678", **RECTIFICATION)
    assert response.status_code == 302


def test_relapse_names_the_former_rectification(rated, client_of):
    former = in_force(rated["0102"], rated.campaign, PlanKind.RECTIFICATION, day=TODAY - days(20))
    ended = {"state": PlanState.ENDED, "outcome": PlanOutcome.SETTLED, "ended_on": TODAY - days(9)}
    Plan.objects.filter(pk=former.pk).update(**ended)
    LookBack.objects.create(plan=former, on=TODAY, result=LookBackResult.RELAPSED, note="问题反复")
    saved(client_of("unit-01"), RECTIFY, "恢复组织生活", **RECTIFICATION)
    plan = Plan.objects.get(state=PlanState.DRAFT)
    assert plan.previous == former
    assert f'href="{former.get_absolute_url()}"' in client_of("unit-01").get(plan.get_absolute_url()).content.decode()


def test_plan_that_was_reached_keeps_its_goal_in_a_further_version(rated, pledge, client_of):
    rate(rated["0101"], rated.baseline, Tier.ADVANCED)
    client, address = client_of("branch-0101"), f"/plans/{pledge.pk}/edit/"
    page = client.get(address)
    assert [str(value) for value, _label in page.context["form"].fields["goal"].choices] == ["4"]
    assert client.post(address, shown(page) | {"measure-0-text": "每月学习两次"}).status_code == 302
    assert pledge.versions.count() == 2


def test_due_day_that_holds_is_shown_and_not_asked_in_a_version(rated, pledge, client_of):
    form = client_of("branch-0101").get(f"/plans/{pledge.pk}/edit/").context["form"]
    assert "due_on" not in form.fields
    assert [row.fields["due_on"].disabled for row in form.measures] == [True, True, False]


@pytest.mark.parametrize("state", ["submitted", "under review"])
def test_what_is_under_review_is_not_edited(rated, pledge, client_of, told, state):
    if state == "submitted":
        pledge = drafted(rated["0101"], rated.campaign, PlanKind.ACTIVITY)
        actions.submit(plan=pledge, by=None)
    else:
        version = actions.amend(plan=pledge, text=text_of(pledge), by=None)
        actions.submit_version(version=version, by=None)
    client = client_of("branch-0101")
    response = client.get(f"/plans/{pledge.pk}/edit/")
    assert (response.status_code, told(response)) == (302, "现在不能修改，请查看当前状态。")
    assert f"/plans/{pledge.pk}/edit/" not in client.get(pledge.get_absolute_url()).content.decode()


def test_day_of_a_new_measure_is_changed_while_its_version_is_a_draft(rated, pledge, client_of):
    """Only a day that holds moves by request."""
    kept = text_of(pledge)
    more = replace(kept, measures=(*kept.measures, MeasureText("走访", due_on=TODAY + days(9))))
    version = actions.amend(plan=pledge, text=more, by=None)
    client, address = client_of("branch-0101"), f"/plans/{pledge.pk}/edit/"
    day = TODAY + days(20)
    client.post(address, shown(client.get(address)) | {"measure-2-due_on": str(day)})
    version.refresh_from_db()
    assert [one["due_on"] for one in version.content["measures"]] == [None, None, str(day)]


def test_measures_of_public_pledges_of_advanced_branches_are_offered(rated, client_of):
    """What was withdrawn from the public is shown to no other branch either."""
    rate(rated["0103"], rated.baseline, Tier.ORDINARY)
    plan = in_force(rated["0103"], rated.campaign, measures=["党员联系班级"])
    rate(rated["0103"], rated.baseline, Tier.ADVANCED)
    client = client_of("branch-0101")
    found = [[row.text for row in client.get(PLEDGE).context["offered"]]]
    actions.withdraw(plan=plan, reason="职能调整", by=None)
    found.append([row.text for row in client.get(PLEDGE).context["offered"]])
    assert found == [["党员联系班级"], []]
