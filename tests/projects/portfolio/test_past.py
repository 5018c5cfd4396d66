"""A day gone by: the list of projects, its counts, its money show them as they were then (R34)."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils.formats import date_format

from branches import actions as roster
from core import history
from core.reporting.choices import ReportedState
from projects.choices import ProjectState, ProjectWaits, ReportKind, ReportState
from projects.models import Project, ProjectReport
from projects.queries.portfolio import ProjectsInMotion
from tests.projects.made import TODAY, days, on, project, task
from tests.workbooks import list_rows, said_above
from tests.world import move

S = ProjectState
URL = "/projects/"
BEFORE, LATE, ENDED, NOW = TODAY - days(1), TODAY + days(15), TODAY + days(20), TODAY + days(40)
BRANCH = "文学院教工第一党支部"


def changed(row, **facts):
    """`row` with other `facts` from now on."""
    type(row).objects.filter(pk=row.pk).update(**facts)
    history.remember(type(row), [row.pk], by=None)


@pytest.fixture
def past(world, called):
    """Of 0101 one at work since TODAY, late with a task after the tenth day, accepted under another title on ENDED,
    when 0201 begins a draft; one of 0102 runs all the time. Then 0101 and its unit are renamed. It is NOW."""
    found = project(world["0101"], called, S.RUNNING, title="旧题目", leader="李敏", spent=Decimal("0.70"))
    late = task(found, due_on=TODAY + days(10))
    project(world["0102"], called, S.RUNNING, title="一直在研", spent=Decimal("9.00"))
    with on(ENDED):
        changed(late, state=ReportedState.DONE, done_on=ENDED)
        facts = {"title": "新题目", "leader": "赵新", "spent": Decimal("99.90"), "grade": "excellent"}
        changed(found, state=S.ACCEPTED, ended_on=ENDED, **facts)
        project(world["0201"], called, title="后来申报")
    with on(NOW):
        for code, name in (("0101", "新教工党支部"), ("01", "新文学院党委")):
            world[code].refresh_from_db()
            roster.rename(world[code], name=name, on=NOW, by=None)
        yield found


def rows_of(response):
    return list(response.context["list"].rows)


def titles(response):
    return sorted(row.record.title for row in rows_of(response))


def cells(row, *names):
    return tuple(row.record.organisation.name if one == "organisation" else getattr(row.record, one) for one in names)


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (BEFORE, None),
        (TODAY, ("旧题目", S.RUNNING, "", Decimal("0.70"), BRANCH)),
        (ENDED - days(1), ("旧题目", S.RUNNING, "", Decimal("0.70"), BRANCH)),
        (ENDED, ("新题目", S.ACCEPTED, "excellent", Decimal("99.90"), BRANCH)),
        (NOW, ("新题目", S.ACCEPTED, "excellent", Decimal("99.90"), "新教工党支部")),
    ],
)
def test_row_is_that_of_the_day(past, client_of, day, told):
    rows = rows_of(client_of("branch-0101").get(f"{URL}?on={day}"))
    names = ("title", "state", "grade", "spent", "organisation")
    assert [cells(row, *names) for row in rows] == ([told] if told else [])


def test_page_of_a_day_says_nothing_of_later(past, client_of):
    page = client_of("department").get(f"{URL}?on={LATE}").content.decode()
    told = ("旧题目", "李敏", BRANCH, "文学院党委", "新题目", "赵新", "新教工党支部", "后来申报", "99.90")
    assert [one for one in told if one in page] == ["旧题目", "李敏", BRANCH, "文学院党委"]
    assert f'href="{past.get_absolute_url()}?on={LATE}"' in page


@pytest.mark.parametrize(
    ("day", "states", "late", "spent"),
    [
        (BEFORE, {}, 0, "0"),
        (TODAY + days(10), {S.RUNNING: 2}, 0, "9.70"),
        (LATE, {S.RUNNING: 2}, 1, "9.70"),
        (ENDED, {S.DRAFT: 1, S.RUNNING: 1, S.ACCEPTED: 1}, 0, "108.90"),
    ],
)
def test_counts_are_those_of_the_day(past, client_of, day, states, late, spent):
    found = client_of("department").get(f"{URL}?on={day}").context["portfolio"]
    assert {one.value: one.count for one in found.states} == states
    assert (found.late, found.money.spent) == (late, Decimal(spent))


@pytest.mark.parametrize("day", [LATE, ENDED])
def test_counts_lead_to_what_they_count(past, client_of, day):
    client = client_of("department")
    response = client.get(f"{URL}?on={day}")
    portfolio, page = response.context["portfolio"], response.content.decode()
    told = {f"state={one.value}": one.count for one in portfolio.states}
    told |= {f"level={one.value}": one.count for one in portfolio.levels}
    told |= {f"project_class={one.value}": one.count for one in portfolio.classes}
    told |= {f"unit={one.unit.code}": one.count for one in portfolio.units}
    told |= {"late=on": portfolio.late} if portfolio.late else {}
    assert {asked: len(rows_of(client.get(f"{URL}?on={day}&{asked}"))) for asked in told} == told
    assert [asked for asked in told if f'href="?on={day}&amp;{asked}"' not in page] == []
    assert f'href="/projects/money/?on={day}"' in page


@pytest.mark.parametrize(
    ("day", "asked", "expected"),
    [
        (LATE, "q=旧题目", ["旧题目"]),
        (LATE, "q=新题目", []),
        (LATE, "q=李敏", ["一直在研", "旧题目"]),
        (LATE, "q=0101", ["旧题目"]),
        (LATE, "unit=01", ["一直在研", "旧题目"]),
        (LATE, "unit=0101", ["旧题目"]),
        (LATE, "unit=02", []),
        (LATE, "unit=99", []),
        (LATE, "late=on", ["旧题目"]),
        (ENDED, "late=on", []),
        (LATE, "started=on", ["一直在研", "旧题目"]),
        (ENDED, "started=on", ["一直在研"]),
        (ENDED, "grade=excellent", ["新题目"]),
        (ENDED, "unit=02", ["后来申报"]),
    ],
)
def test_filter_on_a_day(past, client_of, day, asked, expected):
    assert titles(client_of("department").get(f"{URL}?on={day}&{asked}")) == expected


def test_filter_by_call_and_by_what_waits_today(world, past, called, client_of):
    task(Project.objects.get(title="一直在研"), state=ReportedState.REPORTED)
    client = client_of("department")
    assert titles(client.get(f"{URL}?on={LATE}&call={called.pk}")) == ["一直在研", "旧题目"]
    assert titles(client_of("unit-01").get(f"{URL}?on={LATE}&waits={ProjectWaits.TASK}")) == ["一直在研"]


@pytest.mark.parametrize(
    ("day", "sort", "expected"),
    [
        (LATE, "spent", ["旧题目", "一直在研"]),
        (LATE, "-spent", ["一直在研", "旧题目"]),
        (ENDED, "-spent", ["新题目", "一直在研", "后来申报"]),
        (ENDED, "", ["后来申报", "一直在研", "新题目"]),
    ],
)
def test_sorted_by_what_stood_on_the_day(past, client_of, day, sort, expected):
    rows = rows_of(client_of("department").get(f"{URL}?on={day}&sort={sort}"))
    assert [row.record.title for row in rows] == expected


def test_report_handed_in_later_was_late(past, client_of):
    """From the day after its due day until it was handed in; and again once its correction was late."""
    due, handed, sent = date(2013, 1, 15), date(2013, 1, 20), date(2013, 1, 25)
    found = Project.objects.get(title="一直在研")
    with on(handed):
        report = ProjectReport(project=found, kind=ReportKind.MIDTERM, due_on=due, state=ReportState.SUBMITTED)
        history.save(report, by=None)
    with on(sent):
        changed(found, state=S.CORRECTING, correct_by=sent + days(5))
    with on(sent + days(10)):
        client = client_of("department")
        late = {
            day: titles(client.get(f"{URL}?late=on&on={day}"))
            for day in (due, due + days(1), handed - days(1), handed, sent + days(5), sent + days(6))
        }
    assert [len(one) for one in late.values()] == [0, 1, 1, 0, 0, 1]


def test_moved_branch_is_counted_where_it_belonged(past, world, client_of):
    with on(NOW + days(1)):
        world["0101"].refresh_from_db()
        move(world["0101"], world["02"], on=NOW + days(1))
        client, told = client_of("department"), {}
        for day in (LATE, NOW + days(1)):
            response = client.get(f"{URL}?on={day}")
            units = {one.unit.code: (one.called, one.count, one.late) for one in response.context["portfolio"].units}
            listed = {code: len(rows_of(client.get(f"{URL}?on={day}&unit={code}"))) for code in units}
            money = client.get(f"/projects/money/?on={day}").context["units"]
            told[day] = (units, listed, {one.unit: one.count for one in money if one.count})
    assert told[LATE] == ({"01": ("文学院党委", 2, 1)}, {"01": 2}, {"文学院党委": 2})
    assert told[NOW + days(1)][:2] == (
        {"01": ("新文学院党委", 1, 0), "02": ("化学学院党总支", 2, 0)},
        {"01": 1, "02": 2},
    )


def test_unit_finds_what_a_branch_of_today_had_before_it_came(past, world, client_of):
    """Of the rows it sees today; the number leads to them."""
    with on(NOW + days(1)):
        world["0101"].refresh_from_db()
        move(world["0101"], world["02"], on=NOW + days(1))
        client = client_of("unit-02")
        [unit] = client.get(f"{URL}?on={LATE}").context["portfolio"].units
        assert (unit.unit.code, unit.count) == ("01", 1)
        assert titles(client.get(f"{URL}?on={LATE}&unit=01")) == ["旧题目"]


def test_reminding_is_of_today(past, client_of):
    task(Project.objects.get(title="一直在研"), due_on=LATE)
    pages = [client_of("department").get(f"{URL}{asked}").content.decode() for asked in ("", f"?on={LATE}")]
    assert ["/projects/remind/" in page for page in pages] == [True, False]


def test_workbook_is_of_the_day(past, client_of):
    client = client_of("branch-0101")
    [heading, row] = list_rows(client.get(f"{URL}sheet/?on={LATE}"))
    told = dict(zip(heading, row, strict=True))
    names = ("名称", "组织", "负责人", "状态", "已支出（元）")
    assert [told[one] for one in names] == ["旧题目", BRANCH, "李敏", "在研", 0.7]
    assert said_above(client.get(f"{URL}sheet/?on={LATE}"))[1] == f"{BRANCH}；截至：{date_format(LATE)}"


def test_money_is_that_of_the_day(past, client_of):
    client = client_of("department")
    response = client.get(f"/projects/money/?on={LATE}")
    rows = {row.record.title: cells(row, "spent", "organisation") for row in rows_of(response)}
    assert (rows.keys(), rows["旧题目"]) == ({"旧题目", "一直在研"}, (Decimal("0.70"), BRANCH))
    assert [(one.unit, one.count, one.spent) for one in response.context["units"]] == [
        ("文学院党委", 2, Decimal("9.70"))
    ]
    rows = list_rows(client.get(f"/projects/money/sheet/?on={LATE}"))
    assert {row[0] for row in rows} == {"名称", "旧题目", "一直在研"}


@pytest.mark.parametrize(
    ("day", "status"), [("2012-13-01", 400), ("abc", 400), ("2099-01-01", 400), (LATE.isoformat(), 200)]
)
def test_day_that_is_none_is_told(past, client_of, day, status):
    client = client_of("department")
    pages = [client.get(f"{URL}{one}?on={day}") for one in ("", "sheet/", "money/", "money/sheet/")]
    assert [one.status_code for one in pages] == [status] * 4


def test_day_ahead_is_refused_with_a_sentence(past, client_of):
    for address in (URL, "/projects/money/"):
        response = client_of("department").get(f"{address}?on=2099-01-01")
        assert "2099年1月1日尚未到来" in response.content.decode()
        assert "新题目" in titles(response)


def test_overview_counts_what_was_in_motion(past, client_of):
    client = client_of("department")
    response = client.get(f"/department/?on={LATE}")
    assert response.context["projects"] == ProjectsInMotion(running=2, late=1, accepted=0)
    page = response.content.decode()
    ways = [f"/projects/?on={LATE}", *(f"/projects/?on={LATE}&amp;{one}=on" for one in ("started", "late"))]
    assert [way for way in ways if f'href="{way}"' not in page] == []


@pytest.mark.parametrize("address", [URL, "/projects/money/"])
def test_past_costs_the_same_for_many(past, world, called, client_of, django_assert_max_num_queries, address):
    client, costs = client_of("department"), []
    for number in range(3):
        with on(LATE):
            for code in ("0101", "0202", "03"):
                task(project(world[code], called, S.RUNNING, title=f"{code}第{number}项"), due_on=TODAY)
        with django_assert_max_num_queries(100) as captured:
            client.get(f"{address}?on={LATE}")
        costs.append(len(captured))
    assert costs[1] == costs[2]


def test_today_is_asked_as_if_no_day_was(past, client_of, django_assert_max_num_queries):
    client = client_of("department")
    client.get(URL)
    with django_assert_max_num_queries(100) as plain:
        rows = [cells(row, "title", "organisation") for row in rows_of(client.get(URL))]
    with django_assert_max_num_queries(len(plain)):
        assert [cells(row, "title", "organisation") for row in rows_of(client.get(f"{URL}?on={NOW}"))] == rows
