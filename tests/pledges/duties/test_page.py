"""The page of duties: how many of each unit see to theirs, the names behind each number, on any day."""

import re
from datetime import date
from urllib.parse import unquote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from branches import actions as roster
from pledges import actions
from pledges.actions.twinning import withdraw
from pledges.choices import ExceptionState, MeetingState, TwinningState
from pledges.models import Benchmark, Meeting, Twinning
from ratings.choices import Tier
from tests.pledges.made import in_force, on
from tests.pledges.twinning.made import agreed, proposed
from tests.workbooks import list_rows, said_above
from tests.world import found, move, rate

PAGE, MAY = "/duties/", date(2012, 5, 2)


def named(response):
    """[(code, kind, state)] in their order."""
    rows = response.context["list"].data
    return [(row.organisation.code, row.duty.kind, row.duty.state) for row in rows]


def numbers(response):
    """{code of a unit: {kind: (fulfilled, expected, late)}}, kinds that nobody owes left out."""
    return {
        line.code: {
            str(count.kind): (count.fulfilled, count.expected, count.late)
            for count in line.counts.values()
            if count.expected
        }
        for line in response.context["list"].data
    }


def test_university_sees_each_unit_with_its_numbers(rated, client_of):
    in_force(rated["0101"], rated.campaign)
    unit = {"unit": (0, 1, 1)}
    one = {"pledge": (1, 1, 0), "benchmark": (0, 1, 1), "activity": (0, 1, 1), "rectification": (0, 1, 1)}
    one |= {"helper": (0, 1, 1), **unit, "meeting": (0, 1, 0)}
    two = {"pledge": (0, 1, 1), "benchmark": (0, 1, 1), **unit, "meeting": (0, 1, 0)}
    everybody = one | {"pledge": (1, 2, 1), "benchmark": (0, 2, 2), "unit": (0, 3, 3), "meeting": (0, 2, 0)}
    assert numbers(client_of("viewer").get(PAGE)) == {"": everybody, "01": one, "02": two, "03": unit}


def test_page_says_how_many_units_there_are(rated, client_of):
    page = client_of("viewer").get(PAGE).content.decode()
    assert re.sub(r"\s+", "", re.search(r"filters-total\">(.*?)</output>", page, re.DOTALL)[1]) == "3行"


def test_numbers_lead_to_their_names(rated, client_of):
    client = client_of("department")
    for line in client.get(PAGE).context["list"].data:
        for count in line.counts.values():
            for states, asked in ((count.expected, {}), (count.late, {"state": "late"})):
                assert len(named(client.get(line.url(kind=count.kind, **asked)))) == states


def test_unit_sees_its_names_the_late_ones_first(rated, client_of):
    in_force(rated["0101"], rated.campaign)
    assert named(client_of("unit-01").get(PAGE)) == [
        ("0101", "benchmark", "late"),
        ("0103", "activity", "late"),
        ("0102", "rectification", "late"),
        ("0102", "helper", "late"),
        ("01", "unit", "late"),
        ("01", "meeting", "owed"),
        ("0101", "pledge", "fulfilled"),
    ]


def test_unit_page_and_duties_name_the_same_for_its_secretary(rated, client_of):
    """Of a branch that is elsewhere today nothing is told to the unit it left (R14)."""
    move(rated["0101"], rated["02"], on=date(2012, 5, 25))
    client = client_of("unit-01")
    groups = client.get("/units/01/?on=2012-05-20").context["plan_groups"]
    told = {(row.organisation.code, str(one.kind)) for group in groups for row in group.rows for one in row.duties}
    names = {(code, str(kind)) for code, kind, _state in named(client.get(f"{PAGE}?on=2012-05-20")) if len(code) == 4}
    assert told == names == {("0102", "rectification"), ("0102", "helper"), ("0103", "activity")}


def test_open_duty_with_something_in_writing_says_so_on_the_unit_page(rated, client_of):
    rate(rated["0201"], rated.baseline, Tier.ADVANCED)
    facts = {"exception_reason": "本单位无先进", "state": ExceptionState.ASKED, "starts_on": date(2012, 5, 2)}
    Benchmark.objects.create(follower=rated["0101"], followed=rated["0201"], **facts)
    page = " ".join(client_of("unit-01").get("/units/01/").content.decode().split())
    assert f"<strong>逾期</strong> · 化学学院教工党支部（例外：{ExceptionState.ASKED.label}）" in page


@pytest.mark.parametrize("query", ["?kind=nothing", "?state=nothing", "?unit=99", "?waits=nothing"])
def test_what_cannot_be_asked_names_nobody(rated, client_of, query):
    response = client_of("department").get(PAGE + query)
    assert (named(response), "没有这一选项，请从列表中选择。" in response.content.decode()) == ([], True)


@pytest.mark.parametrize(
    ("who", "query", "choices"),
    [
        ("department", "", ["", "01", "02", "03"]),
        ("department", "?unit=01", ["", "01", "02", "03"]),
        ("department", "?unit=0101", ["", "01", "0101", "02", "03"]),
        ("viewer", "?unit=99", ["", "01", "02", "03", "99"]),
        ("unit-01", "", None),
        ("branch-0101", "?unit=0101", None),
    ],
)
def test_lists_offer_the_units_that_one_may_look_at(rated, client_of, who, query, choices):
    """None: hidden, there is nothing to choose."""
    client = client_of(who)
    for room in ("/twinning/", "/benchmarks/", "/meetings/", "/plans/"):
        field = client.get(room + query).context["filter"].form["unit"]
        offered = None if field.is_hidden else [code for code, _name in field.field.widget.choices]
        assert (room, offered) == (room, choices)


def test_past_day_shows_its_own_state_and_no_buttons(rated, client_of):
    in_force(rated["0101"], rated.campaign)
    move(rated["0101"], rated["02"], on=date(2012, 5, 25))
    response = client_of("department").get(f"{PAGE}?unit=01&kind=pledge&on=2012-05-20")
    assert named(response) == [("0101", "pledge", "owed")]
    assert 'name="row"' not in response.content.decode()
    assert named(client_of("department").get(f"{PAGE}?unit=01&kind=pledge")) == []


def test_row_tells_what_there_is_in_writing(rated, client_of):
    Benchmark.objects.create(follower=rated["0101"], followed=rated["0103"], starts_on=date(2012, 5, 2))
    Meeting.objects.create(unit=rated["01"], held_on=date(2012, 5, 2), chair="张三", state=MeetingState.CLOSED)
    assert papers(client_of("unit-01"), "") == {
        "benchmark": ("fulfilled", "文学院离退休党支部"),
        "meeting": ("fulfilled", f"2012年5月2日 · {MeetingState.CLOSED.label}"),
    }


def test_workbook_holds_what_is_seen(rated, client_of):
    client = client_of("department")
    headings, *rows = list_rows(client.get(f"{PAGE}sheet/"))
    assert (headings[:5], rows[0][:5]) == (
        ("单位", "编码", "公开承诺", "公开承诺应落实", "公开承诺逾期"),
        ("合计", None, 0, 2, 2),
    )
    headings, *rows = list_rows(client.get(f"{PAGE}sheet/?kind=pledge&state=late"))
    assert [row[:5] for row in rows] == [
        ("文学院教工第一党支部", "0101", "文学院党委", "公开承诺", "逾期"),
        ("化学学院教工党支部", "0201", "化学学院党总支", "公开承诺", "逾期"),
    ]


def test_workbook_says_of_which_day_it_is_and_what_was_chosen(rated, client_of):
    answer = client_of("department").get(f"{PAGE}sheet/?kind=pledge&unit=01&on=2012-05-20")
    assert unquote(answer["Content-Disposition"]).endswith("责任落实情况_文学院党委_2012-05-20.xlsx")
    assert said_above(answer) == [
        "责任落实情况",
        "文学院党委；活动：扶弱培强 2012；截止日期：2012年12月31日、2013年12月31日；截至：2012年5月20日",
        "单位：01 文学院党委；责任事项：公开承诺；下载日期：2012年6月1日",
    ]


def test_past_day_tells_what_was_in_writing_then_as_it_stood_and_was_called(rated, client_of):
    rate(rated["0201"], rated.baseline, Tier.ADVANCED)
    with on(MAY):
        rectified = in_force(rated["0102"], rated.campaign, "rectification", day=MAY)
        helped = agreed(rated, "0102", "0201", day=MAY)
        followed = Benchmark.objects.create(follower=rated["0101"], followed=rated["0103"], starts_on=MAY)
        elsewhere = Benchmark.objects.create(follower=rated["0101"], followed=rated["0201"], starts_on=MAY)
    with on(date(2012, 5, 25)):
        Twinning.objects.filter(pk=helped.pk).update(state=TwinningState.ENDED, ends_on=date(2012, 5, 25))
        actions.withdraw(plan=rectified, reason="职能调整", by=None)
        for one in (followed, elsewhere):
            one.state, one.exception_reason = ExceptionState.ASKED, "本单位无先进"
            one.save()
        for code in ("0103", "0201"):
            roster.rename(rated[code], name=f"新{code}", on=date(2012, 5, 25), by=None)
    assert papers(client_of("unit-01"), "?on=2012-05-20") == {
        "benchmark": ("fulfilled", "文学院离退休党支部"),
        "rectification": ("fulfilled", "整顿方案 · 实施中"),
        "helper": ("fulfilled", f"化学学院教工党支部 · {TwinningState.AGREED.label}"),
    }
    assert papers(client_of("unit-01"), "") == {"benchmark": ("fulfilled", "新0103")}


def test_past_day_tells_a_proposal_and_an_exception_as_they_stood(rated, client_of):
    rate(rated["0201"], rated.baseline, Tier.ADVANCED)
    facts = {"follower": rated["0101"], "followed": rated["0201"], "starts_on": date(2012, 5, 2)}
    with on(MAY):
        one = Benchmark.objects.create(**facts)
        twinning = proposed(rated, "0102", None)
    with on(date(2012, 5, 25)):
        one.state, one.exception_reason = ExceptionState.ASKED, "本单位无先进"
        one.save()
        withdraw(twinning=twinning, reason="另有安排", by=None)
    told = [papers(client_of("unit-01"), f"?on={day}") for day in ("2012-05-20", "2012-05-25")]
    assert told == [
        {"helper": ("owed", f"党委副书记王建国 · {TwinningState.PROPOSED.label}")},
        {"benchmark": ("late", "化学学院教工党支部（例外：待批准）")},
    ]


def papers(client, query):
    """{kind: (state, what is in writing)} of what is."""
    rows = client.get(PAGE + query).context["list"].data
    return {row.duty.kind: (row.duty.state, row.paper) for row in rows if row.paper}


@pytest.mark.parametrize("query", ["", "?unit=01", "?kind=pledge", "?on=2012-05-20"])
def test_page_costs_the_same_for_many(rated, client_of, query):
    client = client_of("department")
    few = cost(client, query)
    for number in range(6):
        branch = found(rated["01"], f"019{number}")
        rate(branch, rated.baseline, (Tier.ORDINARY, Tier.LAGGING, Tier.GOOD)[number % 3])
    assert cost(client, query) == few


def cost(client, query):
    client.get(PAGE + query)
    with CaptureQueriesContext(connection) as captured:
        client.get(PAGE + query)
    return len(captured)
