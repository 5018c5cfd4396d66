"""The pages of a unit and of a branch: tasks, figures, branches by tier, closings, history."""

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.html import escape

from branches import actions as roster
from branches.models import Secretary
from core.choices import Role
from ratings.actions import change_round
from ratings.choices import State, Tier
from ratings.models import Target
from tests.workbooks import list_rows
from tests.world import appoint, close, found, move, rate

UNIT, BRANCH = "/units/01/", "/branches/0101/"
AUTUMN = "?on=2012-12-01"


def tiers(response):
    return {group.tier: [row.organisation.code for row in group.rows] for group in response.context["tiers"]}


def test_unit_groups_its_branches_by_tier_best_first(rated, client_of):
    response = client_of("unit-01").get(UNIT)
    assert list(tiers(response).items()) == [
        (Tier.ADVANCED, ["0101"]),
        (Tier.LAGGING, ["0102"]),
        (None, ["0103"]),
    ]


def test_unit_of_the_past_shows_the_past(rated, client_of):
    response = client_of("unit-01").get(f"{UNIT}?on=2012-06-01")
    assert tiers(response) == {Tier.ORDINARY: ["0101"], Tier.LAGGING: ["0102"], None: ["0103"]}
    assert response.context["todos"] == []


def test_unit_keeps_closed_branches_apart(rated, client_of):
    close(rated["0102"], date(2012, 9, 1), into=rated["0101"])
    response = client_of("unit-01").get(UNIT)
    assert [row.organisation.code for row in response.context["closed"]] == ["0102"]
    assert "示范组〔2012〕9号" in response.content.decode()


def test_unit_sheet_holds_its_branches_by_tier(rated, client_of):
    Secretary.objects.create(organisation=rated["0101"], name="张三")
    close(rated["0103"], date(2012, 9, 1))
    sheet = f"{UNIT}sheet/"
    assert [row[:8] for row in list_rows(client_of("unit-01").get(f"{sheet}{AUTUMN}"))[1:]] == [
        ("先进", "0101", "文学院教工第一党支部", "教工", "一般", "先进", "已晋位", "张三"),
        ("后进", "0102", "文学院学生第一党支部", "学生", "后进", None, "2012年12月31日前达到一般及以上。", "空缺"),
    ]
    rows = list_rows(client_of("unit-01").get(f"{sheet}?on=2012-06-01"))
    assert [(row[0], row[1]) for row in rows[1:]] == [("一般", "0101"), ("后进", "0102"), ("尚未评定", "0103")]


def test_pages_are_headed_by_the_name_of_the_day(rated, client_of):
    for code, name in (("01", "人文学院党委"), ("0101", "教工党支部")):
        roster.rename(rated[code], name=name, on=date(2012, 9, 1), by=None)
    client = client_of("department")
    for day, unit, branch in (
        ("2012-08-31", "文学院党委", "文学院教工第一党支部"),
        ("2012-09-01", "人文学院党委", "教工党支部"),
        ("", "人文学院党委", "教工党支部"),
    ):
        pages = [client.get(path, {"on": day}) for path in (UNIT, BRANCH)]
        assert [page.context["called"] for page in pages] == [unit, branch]
        assert [page.context["crumbs"][-1][0] for page in pages] == [unit, branch]
        assert pages[1].context["unit_called"] == unit
        assert f"<dd>{unit}</dd>" in pages[1].content.decode()


def test_unit_names_cohort_branches_that_moved_away(rated, client_of):
    move(rated["0101"], rated["02"])
    response = client_of("unit-01").get(f"{UNIT}{AUTUMN}")
    assert [(row.code, row.unit, row.standing.tier) for row in response.context["moved"]] == [
        ("0101", "化学学院党总支", Tier.ADVANCED)
    ]
    assert tiers(client_of("unit-01").get(f"{UNIT}?on=2012-06-01"))[Tier.ORDINARY] == ["0101"]


def test_unit_is_told_why_ratings_came_back(rated, client_of):
    rate(rated["0103"], rated.later, Tier.GOOD, state=State.RETURNED)
    todo = client_of("unit-01").get(UNIT).context["todos"][-1]
    address = "/units/01/rate/2012-2/?row=0102#id_0102-score"
    assert (todo.who, todo.url) == (Role.UNIT, address)
    assert [note.startswith("不够具体（") for note in todo.notes] == [True]
    assert todo.names == ((rated["0103"].name, "/units/01/rate/2012-2/?row=0103#id_0103-score"),)


def test_unit_without_an_open_round_has_nothing_to_do(rated, client_of):
    for round_ in (rated.baseline, rated.later):
        round_.closes_on = timezone.localdate() - timedelta(days=1)
        round_.save()
    assert [todo for todo in client_of("unit-01").get(UNIT).context["todos"] if "/rate/" in todo.url] == []


@pytest.mark.parametrize("path", ["/units/03/", "/branches/03/"])
def test_direct_branch_is_unit_and_branch(rated, client_of, path):
    assert client_of("unit-03").get(path).status_code == 200


@pytest.mark.parametrize(("query", "status"), [("?on=2012-02-30", 400), ("?on=soon", 400), ("?campaign=none", 404)])
def test_pages_say_what_they_do_not_understand(rated, client_of, query, status):
    assert [client_of("unit-01").get(path + query).status_code for path in (UNIT, BRANCH)] == [status, status]


def test_unit_has_a_constant_number_of_queries(rated, client_of):
    client = client_of("unit-01")
    client.get(UNIT)
    few = queries(client)
    for number in range(6):
        rate(found(rated["01"], f"019{number}"), rated.baseline, Tier.ORDINARY)
    assert queries(client) == few


def test_branch_tells_its_way_and_what_it_is_to_each_target(rated, client_of):
    context = client_of("branch-0101").get(f"{BRANCH}{AUTUMN}").context
    assert [step.tier for step in context["path"]] == [Tier.ORDINARY, Tier.ADVANCED]
    assert [(one.target.code, one.entry.outcome) for one in context["cohorts"]] == [
        ("ordinary-1", "risen"),
        ("ordinary-2", "risen"),
    ]


def test_branch_shows_official_ratings_only(rated, client_of):
    rate(rated["0103"], rated.later, Tier.GOOD, state=State.SUBMITTED)
    context = client_of("unit-01").get("/branches/0103/").context
    assert (context["standing"], [step.tier for step in context["path"]]) == (None, [None, None])


def test_branch_tells_its_merger_and_where_it_went(rated, client_of):
    close(rated["0102"], date(2012, 9, 1), into=rated["0101"])
    response = client_of("unit-01").get("/branches/0102/")
    assert response.context["closing"].successor.url == "/branches/0101/"
    assert [entry.reason for entry in response.context["timeline"]][-2] == "示范组〔2012〕9号 · 调整"


def test_branch_links_no_successor_outside_the_scope(rated, client_of):
    close(rated["0102"], date(2012, 9, 1), into=rated["0201"])
    assert client_of("unit-01").get("/branches/0102/").context["closing"].successor.url == ""


def test_branch_timeline_tells_ratings_and_changes(rated, client_of):
    move(rated["0103"], rated["02"])
    entries = client_of("department").get("/branches/0103/").context["timeline"]
    assert [entry.when for entry in entries] == [date(2012, 7, 1), date(2005, 9, 1)]
    assert [unit in entries[0].what for unit in ("文学院党委", "化学学院党总支")] == [True, True]


@pytest.mark.parametrize("address", [BRANCH, "/branches/0102/"])
def test_branch_reads_itself_whatever_its_unit_and_targets(rated, client_of, address):
    """An open branch and a merged one: neither more cohort branches nor more targets cost more."""
    close(rated["0102"], date(2012, 9, 1), into=rated["0101"])
    client = client_of("department")
    client.get(address)
    few = queries(client, address)
    for number in range(4):
        rate(found(rated["01"], f"019{number}"), rated.baseline, Tier.ORDINARY)
        close(found(rated["01"], f"018{number}"), date(2012, 9, 1))
        facts = {"from_tiers": [Tier.ORDINARY, Tier.LAGGING], "to_tier": Tier.ADVANCED, "percent": 10}
        Target.objects.create(campaign=rated.campaign, code=f"more-{number}", deadline=date(2013, 6, 1), **facts)
    assert len(client.get(address).context["cohorts"]) == 6
    assert queries(client, address) == few


def queries(client, address=UNIT):
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return len(captured)


def test_unit_tells_what_the_targets_ask_of_each_branch(rated, client_of):
    response = client_of("unit-01").get(f"{UNIT}{AUTUMN}")
    aims = {row.organisation.code: str(row.aim) for group in response.context["tiers"] for row in group.rows}
    assert aims == {"0101": "已晋位", "0102": "2012年12月31日前达到一般及以上。", "0103": ""}


def test_unit_links_the_number_of_branches_at_a_tier_to_their_names(rated, client_of):
    client = client_of("unit-01")
    response = client.get(f"{UNIT}{AUTUMN}")
    for group in response.context["tiers"]:
        address = f"/numbers/{group.metric}/?unit=01&on=2012-12-01"
        assert escape(address) in response.content.decode()
        assert client.get(address).context["explanation"].value == str(len(group.rows))


def test_unit_may_correct_what_came_back_after_the_closing_day(rated, client_of):
    rate(rated["0103"], rated.later, Tier.GOOD, state=State.RETURNED)
    rated.later.closes_on = timezone.localdate() - timedelta(days=1)
    rated.later.save()
    response = client_of("unit-01").get(UNIT)
    [todo] = [todo for todo in response.context["todos"] if todo.url == "/units/01/rate/2012-2/?row=0103#id_0103-score"]
    assert (todo.who, todo.action, todo.due) == (Role.UNIT, "评定党支部", None)
    assert "截止后仍可修改并重新提交" in response.content.decode()


@pytest.mark.parametrize(
    ("code", "tier", "words"),
    [
        ("0103", None, "没有已审定的基准评定"),
        ("0103", Tier.GOOD, "本支部基准等次为较好"),
        ("03", Tier.ORDINARY, "直属党支部不计入党支部"),
    ],
)
def test_branch_outside_every_cohort_is_told_why(rated, client_of, code, tier, words):
    if tier:
        rate(rated[code], rated.baseline, tier)
    assert words in client_of("department").get(f"/branches/{code}/").content.decode()


def test_branch_draws_its_way(rated, client_of):
    way = client_of("branch-0101").get(f"{BRANCH}{AUTUMN}").context["drawing"]
    (early_x, early_y), (late_x, late_y) = way.dots
    heights = dict(way.lines)
    assert (early_y, late_y) == (heights[Tier.ORDINARY.label], heights[Tier.ADVANCED.label])
    assert early_x < late_x < way.width


def test_unit_hears_of_what_came_back_for_a_branch_it_took_over(rated, client_of):
    rate(rated["0103"], rated.later, Tier.GOOD, state=State.RETURNED)
    move(rated["0103"], rated["02"])
    for code, reasons in (("01", []), ("02", ["不够具体"])):
        todos = client_of(f"unit-{code}").get(f"/units/{code}/").context["todos"]
        assert [note.partition("（")[0] for todo in todos for note in todo.notes] == reasons


def test_branch_leads_to_figures_only_of_units_one_looks_at(rated, client_of):
    """Who leads a branch here and a unit elsewhere has no figures of this branch's unit."""
    rate(rated["0201"], rated.baseline, Tier.LAGGING)
    appoint(rated.people["unit-01"], Role.BRANCH, rated["0201"])
    client = client_of("unit-01")
    for code in ("0101", "0201"):
        page = client.get(f"/branches/{code}/").content.decode()
        for address in re.findall(r'href="(/numbers/[^"]+)"', page):
            assert client.get(unescape(address)).status_code == 200


def test_unit_leads_to_the_ratings_of_every_round_on_show(rated, client_of):
    page = client_of("unit-01").get(UNIT).content.decode()
    assert [f'href="/units/01/rate/{code}/"' in page for code in ("2012-1", "2012-2")] == [True, True]


def test_standing_begins_with_the_baseline(world, client_of):
    """R3: a round before the marked baseline counts nowhere, also not on a unit's page."""
    facts = {"reference_date": world.later.reference_date, "opens_on": None, "closes_on": None}
    change_round(round_=world.later, name="第二轮", is_baseline=True, **facts, by=None)
    rate(world["0101"], world.baseline, Tier.ORDINARY)
    response = client_of("unit-01").get(UNIT)
    assert (tiers(response), response.context["rounds"]) == ({None: ["0101", "0102", "0103"]}, [world.later])


def test_secretary_of_a_past_day_is_the_one_who_led_then(world, client_of):
    Secretary.objects.create(organisation=world["0101"], name="前任", left_on=date(2012, 6, 1))
    Secretary.objects.create(organisation=world["0101"], name="现任")
    client = client_of("unit-01")
    led = [client.get(f"{BRANCH}?on={day}").context["post"].secretary.name for day in ("2012-05-31", "2012-06-01")]
    assert led == ["前任", "现任"]
