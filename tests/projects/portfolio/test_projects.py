"""All projects as a list: filters, counts that lead to what they count, money that adds up."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from projects.choices import ProjectState
from projects.models import Project
from projects.queries.money import unit_sums, with_money
from projects.queries.portfolio import ProjectsInMotion, by_unit, sums_of
from tests.projects.made import TODAY, on, project, task

S = ProjectState
URL = "/projects/"


@pytest.fixture
def several(world, called, unit_called):
    """Of unit 01: a draft, one at work with a late task, one of the unit level; of unit 02 one accepted."""
    project(world["0101"], called, title="草拟中")
    late = project(world["0101"], called, S.RUNNING, title="在研中", spent=Decimal("0.70"))
    task(late, due_on=date(2012, 5, 31))
    project(world["0102"], unit_called, S.SUBMITTED, title="院内的")
    project(world["0201"], called, S.ACCEPTED, title="办结了", spent=Decimal("0.10"), grade="excellent")


def shown(response):
    return sorted(record.title for record in response.context["list"].page.object_list)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["办结了", "在研中", "草拟中", "院内的"]),
        ("?unit=01", ["在研中", "草拟中", "院内的"]),
        ("?level=unit", ["院内的"]),
        ("?state=running", ["在研中"]),
        ("?grade=excellent", ["办结了"]),
        ("?late=on", ["在研中"]),
        ("?started=on", ["在研中"]),
        ("?q=在研", ["在研中"]),
        ("?q=0201", ["办结了"]),
        ("?unit=02&late=on", []),
    ],
)
def test_filter(several, client_of, query, expected):
    assert shown(client_of("department").get(URL + query)) == expected


def test_each_sees_the_own_ones(several, client_of):
    assert shown(client_of("branch-0201").get(URL)) == ["办结了"]
    assert shown(client_of("unit-01").get(URL)) == ["在研中", "草拟中", "院内的"]


def test_counts_lead_to_what_they_count(several, client_of):
    client = client_of("department")
    portfolio = client.get(URL).context["portfolio"]
    told = {f"?state={one.value}": one.count for one in portfolio.states}
    told |= {f"?level={one.value}": one.count for one in portfolio.levels}
    told |= {f"?project_class={one.value}": one.count for one in portfolio.classes}
    told |= {"?late=on": portfolio.late}
    assert {query: len(shown(client.get(URL + query))) for query in told} == told
    assert told["?late=on"] == 1


def test_overview_counts_what_is_in_motion(several, client_of):
    """On the department's page, each number a way to what it counts; nothing ahead."""
    client = client_of("department")
    assert client.get("/department/").context["projects"] == ProjectsInMotion(running=1, late=1, accepted=1)
    assert client.get("/department/?on=2012-12-31").context["projects"] is None
    ways = {query: len(shown(client.get(URL + query))) for query in ("?started=on", "?late=on", "?state=accepted")}
    assert ways == {"?started=on": 1, "?late=on": 1, "?state=accepted": 1}


def test_money_adds_up_to_the_fen(world, several):
    money = sums_of(Project.objects.all())
    units = by_unit(Project.objects.all(), date(2012, 6, 1))
    assert (money.approved, money.spent, money.balance) == (Decimal(4000), Decimal("0.80"), Decimal("3999.20"))
    assert [(one.unit.code, one.count, one.running, one.late) for one in units] == [("01", 3, 1, 1), ("02", 1, 0, 0)]
    assert sum(one.spent for one in unit_sums(with_money(Project.objects.all()), TODAY)[:-1]) == money.spent


def test_no_more_queries_for_more_projects(world, called, client_of, django_assert_max_num_queries):
    client = client_of("department")
    project(world["0101"], called, S.RUNNING)
    with django_assert_max_num_queries(40) as few:
        client.get(URL)
    for number in range(5):
        project(world["0201"], called, S.RUNNING, title=f"第{number}项")
    with django_assert_max_num_queries(len(few)):
        client.get(URL)


def test_empty_list_says_what_to_do(world, client_of):
    assert "没有符合条件的项目" in client_of("branch-0101").get(URL).content.decode()


@pytest.mark.parametrize("state", list(S))
def test_page_in_every_state(world, called, client_of, state):
    found = project(world["0101"], called, state)
    with on(date(2012, 12, 1)):
        for username in ("department", "unit-01", "branch-0101", "viewer"):
            response = client_of(username).get(reverse("projects:project", args=[found.pk]))
            assert response.status_code == 200


@pytest.mark.parametrize(
    ("username", "state", "waiting"),
    [
        ("branch-0101", S.RETURNED, [("继续填写申报书", "edit/")]),
        ("branch-0101", S.SUBMITTED, []),
        (
            "branch-0101",
            S.RUNNING,
            [
                ("分解任务", "tasks/"),
                ("中期检查报告，2013年1月15日截止", "reports/midterm/"),
                ("结项报告，2013年6月15日截止", "reports/final/"),
            ],
        ),
        ("department", S.RUNNING, []),
        ("department", S.SUPPORTED, []),  # the button does it
        ("department", S.REVIEWING, [("组织立项评审", "panel/application/")]),
        ("department", S.NOTICE, [("发布公示", "/projects/notices/new/?stage=approval")]),
        ("department", S.CLOSING, [("发布公示", "/projects/notices/new/?stage=acceptance")]),
        ("unit-01", S.REVIEWING, []),
        ("viewer", S.REVIEWING, []),
    ],
)
def test_what_waits_stands_on_the_page_with_its_way(world, called, client_of, username, state, waiting):
    found = project(world["0101"], called, state)
    page = client_of(username).get(found.get_absolute_url()).context["page"]
    assert [(str(told), url.removeprefix(found.get_absolute_url())) for told, url in page.waiting] == waiting
    assert all(client_of(username).get(url).status_code == 200 for _told, url in page.waiting)


def test_one_reason_is_told_once(world, called, client_of):
    found = project(world["0101"], called, S.REVIEWING)
    html = client_of("department").get(found.get_absolute_url()).content.decode()
    assert "同意立项、修改后立项、不予立项：尚未组织专家评审，请先指派专家。" in html


@pytest.mark.parametrize(("state", "folded"), [(S.SUBMITTED, False), (S.RUNNING, True), (S.ACCEPTED, True)])
def test_application_steps_back_at_work(world, called, client_of, state, folded):
    html = client_of("viewer").get(project(world["0101"], called, state).get_absolute_url()).content.decode()
    assert ('<details class="folded">' in html) == folded


def test_grade_stands_beside_the_state(several, client_of):
    html = client_of("department").get(URL + "?grade=excellent").content.decode()
    assert html.index("state-accepted") < html.index("state-excellent")


@pytest.mark.parametrize("address", [URL, "/projects/tasks/", "/projects/money/"])
def test_names_of_organisations_have_room(several, client_of, address):
    """A wide table squeezed them to a character a line."""
    columns = client_of("department").get(address).context["list"].columns
    assert columns["organisation"].attrs["td"]["class"] == "name"
