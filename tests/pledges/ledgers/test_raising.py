"""The ledgers of raising, twinnings, benchmarks and meetings: the same rows on screen and in official shape."""

from datetime import date, datetime, time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pledges.choices import HelperKind, MeetingState, RecordState, TwinningResult, TwinningState
from pledges.models import AgreedAction, Benchmark, BenchmarkItem, Comment, HelpRecord, Meeting, PeerComment, Twinning
from ratings.choices import Tier
from ratings.models import Round
from tests.pledges.made import TODAY, done, in_force, on
from tests.snapshot import staged
from tests.workbooks import downloaded
from tests.world import YEAR_1, YEAR_2, found, rate

NOW, MAY, JUNE, JULY = date(2012, 9, 1), date(2012, 5, 1), date(2012, 6, 15), date(2012, 7, 1)
KINDS = ("raising", "twinnings", "benchmarks", "meetings")
ALL = {kind: f"/plans/ledgers/{kind}/" for kind in KINDS}


@pytest.fixture(autouse=True)
def clock():
    with on(NOW):
        yield


@pytest.fixture
@staged
def raised(world):
    """0101 at ordinary follows 0103 at advanced; 0102 lags and is helped by 0201; both units held a meeting."""
    tiers = {"0101": Tier.ORDINARY, "0102": Tier.LAGGING, "0103": Tier.ADVANCED, "0201": Tier.ADVANCED}
    for code, tier in tiers.items():
        rate(world[code], world.baseline, tier)
    plan = in_force(world["0101"], world.campaign, measures=("每月一次理论学习", "联系学生"))
    with on(JULY):
        done(plan, 1)
    helped(world["0102"], world["0201"])
    follows(world["0101"], world["0103"])
    meets(world["01"], world["0101"], world["0103"])
    return world


def helped(branch, helper, **facts):
    facts = {"starts_on": MAY, "ends_on": YEAR_1, "agreed_on": MAY, "state": TwinningState.AGREED, **facts}
    facts |= {"helper_kind": HelperKind.BRANCH, "fields": ["training"]}
    one = Twinning.objects.create(helped=branch, helper=helper, goal="转化", **facts)
    told = {"state": RecordState.CONFIRMED, "text": "共过组织生活"}
    HelpRecord.objects.create(twinning=one, on=JUNE, solved="=补选书记", **told)
    HelpRecord.objects.create(twinning=one, on=JULY, **told)
    return one


def follows(branch, followed):
    one = Benchmark.objects.create(follower=branch, followed=followed, starts_on=MAY)
    item = {"level": "每月两次", "own_level": "每月一次", "gap": "少一次", "measure": "加开", "person": "李明"}
    BenchmarkItem.objects.create(benchmark=one, number=1, item="组织生活", due_on=YEAR_1, **item)
    BenchmarkItem.objects.create(benchmark=one, number=2, item="得分")


def meets(unit, branch, peer):
    facts = {"chair": "王书记", "expected": 20, "present": 18, "state": MeetingState.CLOSED}
    meeting = Meeting.objects.create(unit=unit, held_on=JUNE, **facts)
    said = {"strengths": "班子团结", "problems": "学习不经常", "direction": "争创先进"}
    comment = Comment.objects.create(meeting=meeting, branch=branch, follow_up="已整改", followed_on=JULY, **said)
    PeerComment.objects.create(comment=comment, peer=peer, text="可以结对")
    AgreedAction.objects.create(comment=comment, text="每周学习", person="李明", due_on=YEAR_1)


def sheet(client, kind, query=""):
    """(headings above, headings, rows without those around them) of the form in the workbook."""
    title, _filed, above, *rest = downloaded(client.get(f"{ALL[kind]}sheet/{query}"))
    headings, *lines = rest
    lines = lines[: [row[0] for row in lines].index("合计")]
    named = [low or high for high, low in zip(above, headings, strict=True)]
    return title[0], [one for one in above if one], [dict(enumerate(zip(named, line, strict=True))) for line in lines]


def values(client, kind, query=""):
    return [[cell for _heading, cell in row.values()] for row in sheet(client, kind, query)[2]]


def moment(day):
    return datetime.combine(day, time())


def test_raising_tells_each_branch_from_its_baseline_on(raised, client_of):
    rate(raised["0101"], raised.later, Tier.ADVANCED, 91)
    with on(date(2012, 12, 1)):
        first, second, *_others = values(client_of("unit-01"), "raising")
    assert first == [
        1, "文学院党委", "文学院教工第一党支部", "教工", "—", "一般", 68, "先进", "1. 每月一次理论学习\n2. 联系学生",
        moment(YEAR_1), "—", "—", "—", "文学院离退休党支部", 1, 2, "先进", 91, "是", "轮次 2012-2", "—", "—",
    ]  # fmt: skip
    assert (second[2], second[5], second[7], second[12], second[18], second[21]) == (
        "文学院学生第一党支部", "后进", "一般", "化学学院教工党支部", "否", "尚未重新定级"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("day", "first", "second"),
    [
        ("2012-12-31", ("先进", YEAR_1, "否"), ("一般", YEAR_1, "否")),
        ("2013-11-01", ("先进", YEAR_1, "否"), ("一般", YEAR_2, "是")),
        ("2014-02-01", ("先进", YEAR_1, "否"), ("一般", YEAR_2, "是")),
    ],
)
def test_goal_is_judged_by_its_day_and_both_are_of_one_source(raised, client_of, day, first, second):
    """A pledge by 2012 that was reached in 2013; a plan that promises no tier stands below its target's."""
    with on(JUNE):
        in_force(raised["0102"], raised.campaign, "activity", goal=None, due_on=date(2012, 11, 30))
    late = Round.objects.create(campaign=raised.campaign, name="2013", reference_date=date(2013, 10, 20))
    for code, tier in (("0101", Tier.ADVANCED), ("0102", Tier.GOOD)):
        rate(raised[code], late, tier)
    with on(date(2014, 3, 1)):
        rows = values(client_of("unit-01"), "raising", f"?on={day}")[:2]
    assert [(row[7], row[9].date(), row[18]) for row in rows] == [first, second]


def test_twinnings_tell_their_records(raised, client_of):
    assert values(client_of("unit-01"), "twinnings") == [
        [
            1, "文学院学生第一党支部", "文学院党委", "后进", "化学学院教工党支部", "党支部", moment(MAY),
            moment(YEAR_1), "转化", "党员联训", 2, moment(JULY), "2012年6月15日 =补选书记", "帮扶中", "—",
        ]
    ]  # fmt: skip


def test_benchmarks_tell_each_item_and_whether_it_counts(raised, client_of):
    first, second = values(client_of("unit-01"), "benchmarks")
    assert first[:11] == [
        1, "文学院教工第一党支部", "文学院离退休党支部", "组织生活", "每月两次", "每月一次", "少一次", "加开", "李明",
        moment(YEAR_1), "—",
    ]  # fmt: skip
    assert (second[3], second[4], second[12]) == ("得分", "—", "—")
    rate(raised["0103"], raised.later, Tier.GOOD)
    with on(date(2012, 12, 1)):
        after = values(client_of("unit-01"), "benchmarks")
    assert (first[11], "较好" in after[0][11]) == ("计入", True)


def test_meetings_tell_what_was_said_and_what_came_of_it(raised, client_of):
    [row] = values(client_of("unit-01"), "meetings")
    assert row == [
        1, "文学院教工第一党支部", moment(JUNE), "文学院党委", "王书记", 18, "班子团结", "学习不经常", "争创先进",
        "文学院离退休党支部：可以结对", "1. 每周学习（李明、2012年12月31日）", "已整改",
    ]  # fmt: skip
    [before] = values(client_of("unit-01"), "meetings", "?on=2012-06-20")
    assert before[-1] == "—"


def test_branch_without_a_plan_is_due_by_its_target_and_names_the_leader_s_post(raised, client_of):
    facts = {"helper_kind": HelperKind.LEADER, "helper_name": "张红", "helper_post": "副校长", "agreed_on": MAY}
    Twinning.objects.create(
        helped=raised["0102"], state=TwinningState.AGREED, starts_on=MAY, ends_on=YEAR_1, fields=[], **facts
    )
    _first, second, *_others = values(client_of("unit-01"), "raising")
    assert (second[7], second[9], second[12]) == ("一般", moment(YEAR_1), "化学学院教工党支部\n副校长张红")


def test_items_of_a_past_day_are_those_of_that_day(raised, client_of):
    with on(date(2012, 9, 5)):
        item, score = BenchmarkItem.objects.order_by("number")
        item.result = "每月两次"
        item.save()
        score.delete()
        past, now = (values(client_of("unit-01"), "benchmarks", f"?on={day}") for day in ("2012-09-01", "2012-09-05"))
    assert [(row[3], row[10]) for row in past] == [("组织生活", "—"), ("得分", "—")]
    assert [(row[3], row[10]) for row in now] == [("组织生活", "每月两次")]


def test_twinning_of_a_past_day_tells_no_end_that_came_later(raised, client_of):
    with on(date(2012, 9, 5)):
        one = Twinning.objects.get()
        one.state, one.ends_on, one.result = TwinningState.ENDED, date(2012, 9, 3), TwinningResult.MET
        one.save()
        days = ("2012-09-02", "2012-09-04", "2012-09-05")
        found = [values(client_of("unit-01"), "twinnings", f"?on={day}")[0] for day in days]
    assert [(row[7], row[13], row[14]) for row in found] == [
        (moment(YEAR_1), "帮扶中", "—"),
        (moment(date(2012, 9, 3)), "已结束", "—"),
        (moment(date(2012, 9, 3)), "已结束", str(TwinningResult.MET.label)),
    ]


def test_what_came_of_a_comment_is_what_was_told_by_then(raised, client_of):
    comment = Comment.objects.get()
    comment.follow_up, comment.followed_on = "已全部整改", date(2012, 8, 1)
    comment.save()
    days = ("2012-06-20", "2012-07-10", "2012-08-01")
    found = [values(client_of("unit-01"), "meetings", f"?on={day}")[0][-1] for day in days]
    assert found == ["—", "已整改", "已全部整改"]


def test_headings_stand_in_groups(raised, client_of):
    found = {kind: sheet(client_of("department"), kind)[:2] for kind in KINDS}
    assert {kind: (title, [one for one in above if one in GROUPS]) for kind, (title, above) in found.items()} == {
        "raising": ("晋位升级台账", ["基准轮次", "晋位措施", "进度", "当日"]),
        "twinnings": ("结对帮扶台账", ["帮扶对象", "帮扶方", "起止日期", "帮扶内容", "帮扶记录", "结果"]),
        "benchmarks": ("对标赶超表", ["对标内容", "赶超情况", "当日"]),
        "meetings": ("点评互评汇总表", ["点评互评会", "点评意见"]),
    }


GROUPS = {
    "基准轮次", "晋位措施", "进度", "当日", "帮扶对象", "帮扶方", "起止日期", "帮扶内容", "帮扶记录", "结果",
    "对标内容", "赶超情况", "点评互评会", "点评意见",
}  # fmt: skip


@pytest.mark.parametrize(
    ("person", "query", "counts"),
    [
        ("department", "", (4, 1, 2, 1)),
        ("department", "?unit=02", (1, 1, 0, 0)),
        ("department", "?on=2012-04-15", (4, 0, 0, 0)),
        ("unit-02", "", (1, 1, 0, 0)),
        ("unit-03", "", (0, 0, 0, 0)),
    ],
)
def test_rows_are_those_of_the_scope_the_unit_and_the_day(raised, client_of, person, query, counts):
    client = client_of(person)
    assert tuple(len(values(client, kind, query)) for kind in KINDS) == counts
    shown = [client.get(ALL[kind] + query).context["list"].paginator.count for kind in KINDS]
    assert tuple(shown) == counts


def test_helping_unit_is_not_led_to_a_page_it_may_not_open(raised, client_of):
    pages = {name: client_of(name).get(ALL["twinnings"]).content.decode() for name in ("unit-01", "unit-02")}
    assert {name: "/branches/0102/" in page for name, page in pages.items()} == {"unit-01": True, "unit-02": False}


def test_where_a_strangers_branch_stands_is_told_while_it_is_helped(raised, client_of):
    Twinning.objects.update(state=TwinningState.ENDED, ends_on=JULY)
    told = {
        (name, query): values(client_of(name), "twinnings", query)[0][3]
        for name in ("unit-01", "unit-02")
        for query in ("", "?on=2012-06-20")
    }
    assert told == {
        ("unit-01", ""): "后进",
        ("unit-01", "?on=2012-06-20"): "后进",
        ("unit-02", ""): "—",
        ("unit-02", "?on=2012-06-20"): "后进",
    }


def test_what_never_was_in_force_is_not_listed(raised, client_of):
    Twinning.objects.all().delete()
    ended = {"state": TwinningState.ENDED, "ends_on": MAY}
    helped(raised["0102"], raised["0201"], **ended)
    helped(raised["0101"], raised["0201"], state=TwinningState.PROPOSED, agreed_on=None)
    assert values(client_of("department"), "twinnings") == []


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("rest", ["", "sheet/"])
def test_ledger_costs_the_same_for_few_and_many(raised, client_of, kind, rest):
    client = client_of("department")
    few = [queries(client, ALL[kind] + rest) for _ in range(2)][1]  # the first answer of a session costs more
    for number in range(8):
        branch = found(raised["02"], f"9{number:03d}")
        rate(branch, raised.baseline, Tier.ORDINARY)
        in_force(branch, raised.campaign, day=TODAY)
        helped(branch, raised["0103"])
        follows(branch, raised["0201"])
    meets(raised["02"], branch, raised["0201"])
    assert queries(client, ALL[kind] + rest) == few


def queries(client, address):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)
