"""Search: organisations and plans within the scope; one exact code is the page itself."""

import re
from datetime import date
from urllib.parse import quote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from branches import actions as roster
from pledges import actions
from pledges.choices import HelperKind, PlanKind, TwinningStanding, TwinningState
from pledges.models import Benchmark, Plan, Twinning
from pledges.texts import MeasureText
from tests.pledges.made import in_force, on
from tests.snapshot import staged
from tests.world import close, rate

DAY = date(2012, 6, 1)


def plans_of(response):
    """The numbers of the plans that were found, in their order."""
    rows = [row for one in response.context["sections"] if str(one.kind.list) == "pledges:plans" for row in one.rows]
    return [int(url.strip("/").rpartition("/")[2]) for _label, url, _state, _word in rows]


def owners_of(response):
    owners = dict(Plan.objects.values_list("pk", "organisation__code"))
    return [owners[number] for number in plans_of(response)]


def found(response):
    return [line.organisation.code for line in response.context["list"].page]


@pytest.mark.parametrize(
    ("text", "codes"),
    [("wxy", ["01", "0101", "0102", "0103"]), ("教工", ["0101", "0201"]), ("020", ["0201", "0202"]), ("zzz", [])],
)
def test_search_finds_by_initials_name_and_code(client_of, text, codes):
    assert found(client_of("department").get("/search/", {"q": text})) == codes


def test_search_finds_former_names_by_their_initials(world, client_of):
    roster.rename(world["0201"], name="材料学院教工党支部", on=DAY, by=None)
    page = client_of("department").get("/search/?q=hxxyjg")
    assert [(line.organisation.code, line.words) for line in page.context["list"].page] == [
        ("0201", "原名“化学学院教工党支部”")
    ]


def test_search_stays_within_the_scope(client_of):
    seen = {who: found(client_of(who).get("/search/?q=党")) for who in ("unit-02", "branch-0101", "audit", "stranger")}
    assert seen == {"unit-02": ["02", "0201", "0202"], "branch-0101": ["0101"], "audit": [], "stranger": []}


def test_search_for_one_exact_code_is_its_page(client_of):
    assert client_of("department").get("/search/?q=0101").url == "/branches/0101/"


def test_search_for_a_stranger_s_code_finds_nothing(client_of):
    assert found(client_of("unit-02").get("/search/?q=0101")) == []


def test_search_shows_closed_ones_last(world, client_of):
    close(world["0101"], DAY)
    assert found(client_of("unit-01").get("/search/?q=wxy")) == ["01", "0102", "0103", "0101"]


def test_search_says_kind_place_and_state(world, client_of):
    close(world["0101"], DAY)
    html = client_of("unit-01").get("/search/?q=wxyj").content.decode()
    cells = re.findall(r'<td +data-label="(.*?)">(.*?)</td>', html, re.DOTALL)
    assert [(label, re.sub("<.*?>", "", text).strip()) for label, text in cells] == [
        ("编码", "0101"),
        ("类型", "党支部 · 教工"),
        ("隶属", "文学院党委"),
        ("状态", "2012年6月1日撤销"),
    ]


@pytest.mark.parametrize("text", ["", "   ", "%", "x" * 500, "<b>"])
def test_search_bears_any_text(client_of, text):
    assert client_of("department").get("/search/", {"q": text}).status_code == 200


def test_search_has_a_constant_number_of_queries(client_of):
    client = client_of("department")
    client.get("/search/?q=wxy")
    assert queries(client, "化学学院党总支") == queries(client, "党")


def queries(client, text):
    with CaptureQueriesContext(connection) as captured:
        client.get("/search/", {"q": text})
    return len(captured)


@pytest.fixture
@staged
def plans(world):
    """{code: a plan in force}: a pledge of 0101, a rectification of 0102, pledges of 0201 and, ended, of 0202."""
    for code, tier in {"0101": 2, "0102": 1, "0201": 2, "0202": 2}.items():
        rate(world[code], world.baseline, tier)
    roster.set_secretary(world["0101"], name="欧阳 雪莹", on=DAY, by=None)
    learning = MeasureText("每月开展一次“三会一课”制度学习", person="李明")
    made = {
        "0101": in_force(world["0101"], world.campaign, measures=[learning]),
        "0102": in_force(world["0102"], world.campaign, PlanKind.RECTIFICATION, problems="阵地建设PPT（薄弱）"),
        "0201": in_force(world["0201"], world.campaign, responsible="Anna Lee"),
        "0202": in_force(world["0202"], world.campaign, measures=["实验室安全"]),
    }
    with on(date(2012, 9, 1)):
        actions.withdraw(plan=made["0202"], reason="重新制定", by=None)
    return made


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("三会一课制度", ["0101"]),
        ("《三会一课》制度", ["0101"]),
        ("李明", ["0101"]),
        ("欧阳雪莹", ["0101"]),
        ("欧阳　雪莹", ["0101"]),
        ("阵地建设ＰＰＴ薄弱", ["0102"]),
        ("阵地建设ppt", ["0102"]),
        ("阵地＊建设", ["0102"]),
        ("anna lee", ["0201"]),
        ("化学", ["0201", "0202"]),
        ("hxxyj", ["0201"]),
        ("党支部", ["0201", "0102", "0101", "0202"]),
        ("%", []),
        ("…", []),
        ("没有", []),
    ],
)
def test_search_finds_plans_by_owner_person_and_words(plans, client_of, text, codes):
    assert owners_of(client_of("department").get("/search/", {"q": text})) == codes


@pytest.mark.parametrize("text", ["%d", "整顿方案 %d", "整顿方案　%d"])
def test_search_finds_a_plan_by_its_number(plans, client_of, text):
    number = plans["0102"].pk
    answer = client_of("department").get("/search/", {"q": text % number})
    assert plans_of(answer) == [number]
    assert f'href="/plans/{number}/"' in answer.content.decode()


def test_search_for_plans_stays_within_the_scope(plans, client_of):
    seen = {
        who: set(owners_of(client_of(who).get("/search/?q=党支部")))
        for who in ("unit-02", "branch-0101", "audit", "stranger")
    }
    assert seen == {"unit-02": {"0201", "0202"}, "branch-0101": {"0101"}, "audit": set(), "stranger": set()}


@pytest.mark.parametrize("text", ["公开承诺 %d", "9%d" + "0" * 5000])
def test_other_numbers_find_no_plan(plans, client_of, text):
    listed = client_of("department").get("/plans/", {"q": text % plans["0102"].pk}).context["list"].page
    assert list(listed) == []


def test_list_of_plans_finds_the_same(plans, client_of):
    listed = client_of("unit-01").get("/plans/", {"q": "三会一课"}).context["list"].page
    assert [plan.pk for plan in listed] == [plans["0101"].pk]
    measures = client_of("unit-01").get("/plans/measures/", {"q": "三会一课"}).context["list"].page
    assert [one.plan_id for one in measures] == [plans["0101"].pk]


def test_search_names_the_first_twenty_plans_and_leads_to_all(world, client_of):
    facts = {"organisation": world["0101"], "campaign": world.campaign, "kind": PlanKind.ACTIVITY, "due_on": DAY}
    Plan.objects.bulk_create(Plan(**facts, state="ended", ended_on=DAY) for _ in range(21))
    answer = client_of("department").get("/search/?q=教工&page=1")
    assert (len(plans_of(answer)), "计划：找到21项" in answer.content.decode()) == (20, True)
    assert f'href="/plans/?q={quote("教工")}"' in answer.content.decode()


def told(client, text, url):
    """(state, word) of what was found in the list called `url`."""
    sections = client.get("/search/", {"q": text}).context["sections"]
    return [row[2:] for one in sections if one.kind.list == url for row in one.rows]


def test_search_tells_where_benchmarks_and_twinnings_stand_today(world, client_of):
    for code, tier in {"0101": 2, "0102": 1, "0103": 3, "0201": 4}.items():
        rate(world[code], world.baseline, tier)
    day, client = date(2012, 5, 1), client_of("department")
    Benchmark.objects.create(follower=world["0101"], followed=world["0103"], starts_on=day)
    Benchmark.objects.create(follower=world["0102"], followed=world["0103"], starts_on=day, ends_on=DAY)
    helped = {"helped": world["0102"], "state": TwinningState.AGREED, "agreed_on": day, "starts_on": day}
    Twinning.objects.create(helper_kind=HelperKind.BRANCH, helper=world["0201"], ends_on=DAY, **helped)
    with on(DAY):
        assert told(client, "wxylt", "pledges:benchmarks") == [("warning", "不计入"), ("ended", "已结束")]
        assert told(client, "化学学院教工", "pledges:twinnings") == [("due", str(TwinningStanding.OVER.label))]


@pytest.fixture
def renamed(world):
    """0101 was called otherwise until a day, is led by 欧阳雪莹, and was led by 王 芳."""
    roster.set_secretary(world["0101"], name="王 芳", on=date(2012, 4, 1), by=None)
    roster.set_secretary(world["0101"], name="欧阳雪莹", on=DAY, by=None)
    roster.rename(world["0101"], name="人文学部第②党支部", on=DAY, by=None)
    return world


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("文学院教工第一党支部", "人文学部第②党支部 · 原名“文学院教工第一党支部”"),
        ("《文学院 教工》第一", "人文学部第②党支部 · 原名“文学院教工第一党支部”"),
        ("欧阳　雪莹", "人文学部第②党支部 · 书记欧阳雪莹"),
        ("人文学部", "人文学部第②党支部"),
        ("第２党支部", "人文学部第②党支部"),
        ("rwxb", "人文学部第②党支部"),
        ("（ｒｗｘｂ）", "人文学部第②党支部"),
    ],
)
def test_search_finds_by_former_name_and_secretary_and_says_by_which(renamed, client_of, text, named):
    with on(date(2012, 9, 1)):
        page = client_of("department").get("/search/", {"q": text})
    assert found(page) == ["0101"]
    assert f">{named}</a>" in page.content.decode()


@pytest.mark.parametrize("text", ["王芳", "第一党支部王芳", "欧阳雪莺"])
def test_search_finds_nobody_who_has_left(renamed, client_of, text):
    with on(date(2012, 9, 1)):
        assert found(client_of("department").get("/search/", {"q": text})) == []


@pytest.mark.parametrize("text", ["文学院教工第一", "欧阳雪莹"])
def test_former_name_and_secretary_are_found_at_every_door(renamed, client_of, text):
    client = client_of("department")
    with on(date(2012, 9, 1)):
        listed = client.get("/admin/branches/organisation/", {"q": text}).context["cl"].result_list
        choices = "app_label=branches&model_name=organisation&field_name=successor"
        offered = client.get(f"/admin/autocomplete/?{choices}&term={quote('文学院党')}").json()["results"]
        options = client.get("/restructures/move/options/organisation/", {"organisation": text}).content.decode()
        log = client.get("/restructures/", {"q": text}).context["list"].page
    assert [one.code for one in listed] == ["0101"]
    assert [one["text"] for one in offered] == ["01 文学院党委"]
    assert 'value="0101"' in options
    assert text in options.replace("“", "")
    assert {line.change.organisation.code for line in log} == {"0101"}


def test_what_a_search_was_found_by_costs_no_query_for_each(renamed, client_of):
    with on(date(2012, 9, 1)):
        client = client_of("department")
        client.get("/search/?q=欧阳雪莹")
        one = queries(client, "欧阳雪莹")
        for code in ("0102", "0103", "0201"):
            roster.set_secretary(renamed[code], name="欧阳雪莹", on=date(2012, 7, 1), by=None)
        assert found(client.get("/search/?q=欧阳雪莹")) == ["0101", "0102", "0103", "0201"]
        assert queries(client, "欧阳雪莹") == one
