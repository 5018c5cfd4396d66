"""The list: what it shows on a day, how it is filtered, what it costs; the page of the branch."""

from datetime import date, datetime, time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from branches import actions as roster
from pledges.actions import benchmarks as actions
from pledges.actions.benchmarks import ItemText
from pledges.models import Benchmark
from ratings.choices import Tier
from tests.pledges.benchmarks.made import ADVANCED, GOOD, OUTSIDE, address
from tests.pledges.made import TODAY, on
from tests.workbooks import list_rows
from tests.world import found, move, rate

LIST, MOVED = "/benchmarks/", date(2012, 6, 2)


@pytest.fixture
def several(rated, benchmark):
    """0101 follows ADVANCED, an exception is asked for GOOD by 0102, sent back for 0103; 0202 follows OUTSIDE."""
    pairs = [("0102", GOOD, "仍有可学之处"), ("0103", OUTSIDE, "学科相近"), ("0202", OUTSIDE, "")]
    for follower, followed, why in pairs:
        facts = {"exception_reason": why, "by": None}
        row = actions.choose(follower=rated[follower], followed=rated[followed], **facts)
        if follower == "0103":
            actions.return_(benchmark=row, reason="请说明可比性", by=None)
    actions.write_items(benchmark=benchmark, items=[ItemText("甲", result="已达到"), ItemText("乙")], by=None)
    return rated


def shown(client, query=""):
    """(follower, followed) of the rows, the latest first."""
    rows = client.get(LIST + query).context["list"].page.object_list
    return [(one.state.benchmark.follower.code, one.state.benchmark.followed.code) for one in rows]


@pytest.mark.parametrize(
    ("who", "query", "expected"),
    [
        ("department", "", ["0202", "0103", "0102", "0101"]),
        ("viewer", "?unit=01", ["0103", "0102", "0101"]),
        ("unit-01", "", ["0103", "0102", "0101"]),
        ("unit-02", "", ["0202", "0103"]),
        ("branch-0101", "", ["0101"]),
        (f"branch-{ADVANCED}", "", ["0101"]),
        ("unit-03", "", []),
        ("department", "?state=counts", ["0202", "0101"]),
        ("department", "?state=lapsed", ["0103", "0102"]),
        ("department", "?state=ended", []),
        ("department", "?q=0101", ["0101"]),
        ("department", "?q=文学院教工0104", ["0101"]),
        ("department", "?waits=exception", ["0102"]),
        ("department", "?waits=exception&unit=02", []),
        ("unit-01", "?waits=returned", ["0103"]),
        ("unit-01", "?waits=another", []),
        ("department", "?sort=follower", ["0101", "0102", "0103", "0202"]),
        ("department", "?on=2012-05-31", []),
    ],
)
def test_list_shows_what_is_asked_for(several, client_of, who, query, expected):
    assert [follower for follower, _followed in shown(client_of(who), query)] == expected


def test_day_that_is_none_is_told(several, client_of):
    response = client_of("department").get(LIST + "?on=gestern")
    assert (response.status_code, len(response.context["list"].page.object_list)) == (400, 4)


def test_sheet_says_what_is_on_screen(several, client_of):
    _heading, *rows = list_rows(client_of("department").get(f"{LIST}sheet/?q=0101"))
    assert [list(row) for row in rows] == [
        [
            "文学院教工第一党支部", "0101", "文学院党委", "文学院教工0104党支部", "文学院党委", "先进",
            datetime.combine(TODAY, time.min), "计入", None, "无需例外", 1, 2,
        ]
    ]  # fmt: skip


def test_units_and_standings_are_those_of_the_day(several, client_of):
    with on(MOVED):
        move(several[ADVANCED], several["02"], MOVED)
        client = client_of("department")
        now, then = (
            client.get(f"{LIST}?q=0101&on={day}").context["list"].page.object_list[0] for day in (MOVED, TODAY)
        )
    assert [(one.state.unit, one.state.why_not) for one in (then, now)] == [
        ("文学院党委", ""),
        ("化学学院党总支", "文学院教工0104党支部属其他单位，且例外未获批准。"),
    ]


def test_names_are_those_of_the_day(several, benchmark, client_of):
    with on(MOVED):
        for code, name in (("0101", "文学院教工新支部"), (ADVANCED, "文学院教工先进支部"), ("01", "文史学院党委")):
            roster.rename(several[code], name=name, on=MOVED, by=None)
        client = client_of("department")
        state = client.get(f"{LIST}?q=0101&on={TODAY}").context["list"].page.object_list[0].state
        page = client.get(f"{address(benchmark)}?on={TODAY}").content.decode()
        now = client.get(f"{LIST}?q=0101").context["list"].page.object_list[0].state
    assert (state.own_called, state.called, state.unit) == (
        "文学院教工第一党支部", "文学院教工0104党支部", "文学院党委"
    )  # fmt: skip
    assert (now.own_called, now.called, now.unit) == ("文学院教工新支部", "文学院教工先进支部", "文史学院党委")
    assert "文学院教工0104党支部" in page


def test_ended_one_tells_no_tier_any_more(several, benchmark, client_of):
    with on(MOVED):
        actions.end(benchmark=benchmark, by=None)
        client = client_of("branch-0101")
        now, then = (client.get(f"{address(benchmark)}?on={day}").context["page"].state for day in (MOVED, TODAY))
        [line] = client.get(LIST).context["list"].page.object_list
    assert (now.tier, now.since, line.state.tier, then.tier) == (None, None, None, Tier.ADVANCED)


def test_one_that_lies_ahead_is_seen_today(several, client_of):
    row = Benchmark.objects.create(follower=several["0105"], followed=several["0103"], starts_on=MOVED)
    client = client_of("department")
    state = client.get(LIST + "?q=0105").context["list"].page.object_list[0].state
    assert (state.benchmark, state.why_not) == (row, "对标自2012年6月2日起。")
    assert [one.benchmark for one in client.get("/branches/0105/").context["benchmarks"].follows] == [row]
    with on(MOVED):
        assert shown(client_of("department"), f"?q=0105&on={TODAY}") == [("0102", GOOD)]


def test_workbook_of_a_day_that_is_none_is_the_page_that_tells(several, client_of):
    response = client_of("department").get(LIST + "sheet/?on=gestern")
    assert (response.status_code, "gestern" in response.content.decode()) == (400, True)


def test_list_and_pages_cost_the_same_for_many(several, client_of):
    pages = [LIST, LIST + "?state=counts", LIST + "?waits=another", "/branches/0103/", f"/branches/{ADVANCED}/"]
    few = costs(client_of, pages)
    for number in range(5):
        branch = found(several["01"], f"011{number}")
        rate(branch, several.baseline, Tier.ORDINARY)
        for followed in ("0103", ADVANCED)[: 1 + number % 2]:
            actions.choose(follower=branch, followed=several[followed], replaces=True, by=None)
    assert costs(client_of, pages) == few


def costs(client_of, pages):
    client, found = client_of("department"), []
    for page in pages:
        client.get(page)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(page).status_code == 200
        found.append(len(captured))
    return found


def test_branch_page_tells_both_sides(several, client_of):
    follows = client_of("branch-0101").get("/branches/0101/").content.decode()
    followed = client_of(f"branch-{ADVANCED}").get(f"/branches/{ADVANCED}/")
    assert ("自2012年6月1日起对标" in follows, "/benchmarks/new/0101/" in follows) == (True, True)
    found = followed.context["benchmarks"]
    assert ([one.benchmark.follower.code for one in found.followers], found.follows) == (["0101"], [])
    told = [event.what for event in followed.context["timeline"]]
    assert "文学院教工第一党支部自2012年6月1日起以文学院教工0104党支部为标杆。" in told
    client = client_of("unit-01")
    idle = {code: client.get(f"/branches/{code}/").content.decode() for code in ("0102", "0103")}
    assert {code: ("尚未选择标杆" in page, "选择标杆" in page) for code, page in idle.items()} == {
        "0102": (False, False),
        "0103": (False, False),
    }
    past = client_of("branch-0101").get("/branches/0101/?on=2012-05-31")
    assert ([*past.context["benchmarks"].follows], "/benchmarks/new/" in past.content.decode()) == ([], False)


def test_page_of_a_direct_branch_tells_what_others_do_for_it(several, client_of):
    row = actions.choose(follower=several["03"], followed=several[OUTSIDE], exception_reason="无下属支部", by=None)
    response = client_of("unit-03").get("/units/03/")
    assert [one.benchmark for one in response.context["benchmarks"].follows] == [row]
    page = response.content.decode()
    assert ("化学学院教工党支部" in page, "/benchmarks/new/03/" in page, "结对帮扶" in page) == (True, True, True)
