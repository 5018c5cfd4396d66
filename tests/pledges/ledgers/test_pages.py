"""The ledgers on screen and in official shape: the same rows, within the scope, of the day that is asked about."""

from datetime import date, datetime, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.choices import EventKind
from core.models import Event
from pledges import actions
from pledges.choices import PlanKind, ProblemType
from pledges.texts import MeasureText
from ratings.choices import Tier
from tests.pledges.made import TODAY, in_force, on, reported
from tests.snapshot import staged
from tests.workbooks import downloaded
from tests.world import YEAR_1, found, move, rate

JULY, AUGUST = date(2012, 7, 1), date(2012, 8, 1)
PLEDGES, RECTIFICATIONS = "/plans/ledgers/pledges/", "/plans/ledgers/rectifications/"
NOW = date(2012, 9, 1)


@pytest.fixture(autouse=True)
def clock():
    with on(NOW):
        yield


@pytest.fixture
@staged
def plans(world):
    """Pledges of 0101 and of 0201, a rectification of 0102."""
    for code, tier in (("0101", Tier.ORDINARY), ("0201", Tier.ORDINARY), ("0102", Tier.LAGGING)):
        rate(world[code], world.baseline, tier)
    measures = ("=每月一次理论学习", MeasureText("联系学生", start=4, goal_value=12))
    pledge = in_force(world["0101"], world.campaign, measures=measures)
    in_force(world["0201"], world.campaign, day=JULY)
    facts = {"problem_types": ("idle", "other"), "problems": "不开展活动", "causes": "书记空缺", "leader": "王建国"}
    return pledge, in_force(world["0102"], world.campaign, PlanKind.RECTIFICATION, **facts)


def rows(client, address, query=""):
    """The rows of the form in the workbook without those around them: each as {heading: value}."""
    _title, _filed, _groups, headings, *lines = downloaded(client.get(f"{address}sheet/{query}"))
    lines = lines[: [row[0] for row in lines].index("合计")]
    return [dict(zip(("序号", *headings[1:]), line, strict=True)) for line in lines]


def branches(client, address, query=""):
    return [row["党支部"] for row in rows(client, address, query)]


def moment(day):
    return datetime.combine(day, time())


def test_pledges_stand_in_official_shape(plans, client_of):
    pledge, _rectification = plans
    with on(JULY):
        reported(pledge, 1)
        actions.confirm(measure=pledge.measures.get(number=1), by=None)
    actions.appraise(plan=pledge, on=AUGUST, present=10, satisfied=6, fairly=2, dissatisfied=2, by=None)
    first, second = rows(client_of("department"), PLEDGES)
    assert first == {
        "序号": 1, "基层党组织": "文学院党委", "党支部": "文学院教工第一党支部", "类别": "教工", "书记": "—",
        "基准等次": "一般", "目标等次": "先进", "主要措施": "1. =每月一次理论学习\n2. 联系学生（从4到12）",
        "完成时限": moment(YEAR_1), "责任人": "—", "审核日期": moment(TODAY), "发布日期": moment(TODAY),
        "已完成（项）": 1, "措施（项）": 2, "最近进展": moment(JULY), "当日等次": "一般", "兑现情况": "实施中",
        "参加人数": 10, "满意": 6, "基本满意": 2, "不满意": 2,
    }  # fmt: skip
    assert (second["序号"], second["党支部"], second["参加人数"]) == (2, "化学学院教工党支部", "—")


def test_rectifications_stand_in_official_shape(plans, client_of, world):
    _pledge, plan = plans
    actions.add_resource(plan=plan, what="活动经费", source="学校党费", amount=3000, by=None)
    for day, words in ((JULY, "补选支部委员"), (AUGUST, "开展主题党日")):
        reported(plan, 1, day=day, text=words, by=world.people["branch-0101"])
    actions.ask_acceptance(plan=plan, by=None)
    counts = {"present": 6, "satisfied": 3, "fairly": 2, "dissatisfied": 1}
    actions.accept(plan=plan, on=NOW, **counts, by=world.people["unit-01"])
    assert rows(client_of("unit-01"), RECTIFICATIONS) == [
        {
            "序号": 1, "基层党组织": "文学院党委", "党支部": "文学院学生第一党支部",
            "问题类型": f"{ProblemType.IDLE.label}\n{ProblemType.OTHER.label}", "突出问题": "不开展活动",
            "原因": "书记空缺", "整顿措施": "1. 每月组织一次理论学习", "责任人": "—", "责任领导": "王建国",
            "联系领导": "—", "投入资源": "活动经费（学校党费、3000元）", "完成时限": moment(YEAR_1),
            "阶段进展": "2012年7月1日 补选支部委员\n2012年8月1日 开展主题党日", "参加人数": 6, "满意和基本满意": 5,
            "满意率（%）": 83.3, "验收结果": "已验收", "验收日期": moment(NOW), "销号日期": "—", "回头看日期": "—",
            "回头看结果": "—",
        }
    ]  # fmt: skip


def test_form_says_who_reports_what_as_of_which_day(plans, client_of):
    title, filed, *_rows, note = downloaded(client_of("unit-01").get(f"{PLEDGES}sheet/?on=2012-07-01"))
    assert title[0] == "公开承诺台账"
    parts = ["填报单位（盖章）：文学院党委", "填报人：unit-01", "电话：", "填报时间：2012年9月1日"]
    assert [part for part in filed if part] == parts
    assert note[0] == "说明：扶弱培强 2012；统计截止2012年7月1日；范围：文学院党委；共1份。"


def test_department_reports_for_the_university_or_for_one_unit(plans, client_of):
    department = client_of("department")
    sheets = [downloaded(department.get(f"{PLEDGES}sheet/{query}")) for query in ("", "?unit=02")]
    assert [sheet[1][0] for sheet in sheets] == ["填报单位（盖章）：示范大学组织部", "填报单位（盖章）：化学学院党总支"]
    assert [sheet[-1][0].split("；")[2] for sheet in sheets] == ["范围：全校", "范围：化学学院党总支"]


def test_download_is_in_the_log(plans, client_of, world):
    client_of("department").get(f"{PLEDGES}sheet/?unit=01")
    event = Event.objects.get(kind=EventKind.EXPORT)
    assert (event.by, event.subject) == (world.people["department"], "公开承诺台账_文学院党委_2012_2012-09-01")


@pytest.mark.parametrize(
    ("person", "query", "names"),
    [
        ("department", "", ["文学院教工第一党支部", "化学学院教工党支部"]),
        ("department", "?unit=02", ["化学学院教工党支部"]),
        ("department", "?on=2012-06-30", ["文学院教工第一党支部"]),
        ("department", "?on=2012-05-31", []),
        ("viewer-01", "", ["文学院教工第一党支部"]),
        ("unit-02", "", ["化学学院教工党支部"]),
        ("unit-02", "?unit=02", ["化学学院教工党支部"]),
    ],
)
def test_rows_are_those_of_the_scope_the_unit_and_the_day(plans, client_of, person, query, names):
    client = client_of(person)
    assert branches(client, PLEDGES, query) == names
    assert [str(row.get_cell_value("branch")) for row in client.get(PLEDGES + query).context["list"].rows] == names


def test_unit_of_the_past_has_the_branches_of_then(plans, world, client_of):
    move(world["0101"], world["02"], AUGUST)
    asked = [("01", AUGUST - timedelta(days=1)), ("02", AUGUST - timedelta(days=1)), ("01", AUGUST), ("02", AUGUST)]
    found_rows = [branches(client_of("department"), PLEDGES, f"?unit={unit}&on={day}") for unit, day in asked]
    ours, theirs = "文学院教工第一党支部", "化学学院教工党支部"
    assert found_rows == [[ours], [theirs], [], [theirs, ours]]


@pytest.mark.parametrize(
    ("query", "status", "words"),
    [
        ("?on=2012-09-02", 400, "2012年9月2日尚未到来"),
        ("?on=soon", 400, "soon"),
        ("?campaign=nix", 404, "nix"),
    ],
)
def test_what_cannot_be_told_is_refused_in_words(plans, client_of, query, status, words):
    for address in (PLEDGES, f"{PLEDGES}sheet/"):
        answer = client_of("department").get(address + query)
        assert (answer.status_code, words in answer.content.decode()) == (status, True)


def test_day_that_nobody_means_is_refused_by_every_page_of_a_day(plans, client_of):
    client = client_of("department")
    for address in (
        PLEDGES,
        "/department/",
        "/duties/",
        "/twinning/",
        "/benchmarks/",
        "/meetings/",
        "/units/01/",
        "/branches/0101/",
    ):
        for day in ("0001-01-01", "1948-12-31"):
            answer = client.get(f"{address}?on={day}")
            told = f"{day}不在可查询的日期范围（1949年1月1日至2100年12月31日，R32）内"
            assert (address, answer.status_code, told in answer.content.decode()) == (address, 400, True)


@pytest.mark.parametrize("query", ["nix/", "pledges/?unit=nix", "pledges/?unit=0101"])
def test_unknown_ledgers_and_units_are_not_found(plans, client_of, query):
    assert client_of("department").get(f"/plans/ledgers/{query}").status_code == 404


def test_page_of_a_former_day_says_so_and_links_to_it(plans, client_of):
    page = client_of("department").get(f"{PLEDGES}?on=2012-07-01").content.decode()
    assert ("as-of" in page, "/branches/0101/?on=2012-07-01" in page) == (True, True)


def test_ledger_without_a_campaign_is_empty(world, client_of):
    world.campaign.targets.all().delete()
    world.campaign.rounds.all().delete()
    world.campaign.delete()
    page = client_of("department").get(PLEDGES)
    assert (page.status_code, "截至该日暂无记录" in page.content.decode()) == (200, True)
    assert client_of("department").get(f"{PLEDGES}sheet/").status_code == 200


@pytest.mark.parametrize("address", [PLEDGES, f"{PLEDGES}sheet/", f"{PLEDGES}?on=2012-07-01&unit=01"])
def test_ledger_costs_the_same_for_few_and_many(plans, world, client_of, address):
    client = client_of("department")
    queries(client, address)  # the first answer of a session costs more
    few = queries(client, address)
    for number in range(12):
        branch = found(world["01"], f"9{number:03d}")
        rate(branch, world.baseline, Tier.ORDINARY)
        reported(in_force(branch, world.campaign), 1)
    assert queries(client, address) == few


def queries(client, address):
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(address)
        assert answer.status_code == 200
    return len(captured)
