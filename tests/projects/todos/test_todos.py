"""What projects ask of each role, in words; each way leads to what it counts."""

from datetime import date

import pytest
from django.urls import resolve

from core.choices import Role
from core.scope import scope_of
from core.todos import todos
from projects.choices import ProjectState, SheetState
from projects.models import Seat
from tests.projects.made import expert, on, panel, project, task

S = ProjectState


def of_projects(world, username, role, code):
    """(sentence, address) of what projects ask of somebody."""
    found = todos(role, world[code], scope_of(world.people[username]))
    return [(one.why, one.url) for one in found if "/projects/" in one.url]


def whys(*args):
    return [why for why, _url in of_projects(*args)]


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (S.DRAFT, "申报《课题组学习日》尚未提交。"),
        (S.RETURNED, "申报《课题组学习日》被退回，请修改后重新提交。"),
        (S.REVISING, "《课题组学习日》修改后立项，请按立项意见修改并提交。"),
        (S.RUNNING, "1个项目尚未分解任务，请按“五定”填写人员、事项、目标、责任和时限。"),
        (S.AMENDING, "《课题组学习日》验收前需限期整改，请整改后重新提交结项报告。"),
    ],
)
def test_of_who_carries_it_out(world, called, state, expected):
    made = project(world["0101"], called, state, title="课题组学习日", reason="请补充", message="请调整预算")
    if state == S.AMENDING:
        task(made)
    assert whys(world, "branch-0101", Role.BRANCH, "0101") == [expected]
    assert whys(world, "branch-0201", Role.BRANCH, "0201") == []


def test_draft_is_not_asked_for_once_the_call_is_closed(world, called):
    project(world["0101"], called)
    with on(date(2012, 6, 16)):
        assert whys(world, "branch-0101", Role.BRANCH, "0101") == []


def test_late_task(world, called):
    task(project(world["0101"], called, S.RUNNING), due_on=date(2012, 5, 31))
    assert whys(world, "branch-0101", Role.BRANCH, "0101") == ["1个项目有任务逾期。"]


def test_of_who_decides(world, called):
    project(world["0101"], called, S.SUBMITTED)
    for number in range(2):
        project(world["0101"], called, S.SUPPORTED, title=f"第{number}项")
    assert whys(world, "unit-01", Role.UNIT, "01") == ["1份申报等待单位审核。"]
    ((why, url),) = of_projects(world, "department", Role.DEPARTMENT, "00")
    assert (why, url) == ("2份申报等待形式审查。", "/projects/?unit=00&waits=check")


def test_way_shows_what_it_counts(world, called, client_of):
    for number in range(2):
        project(world["0101"], called, S.SUPPORTED, title=f"第{number}项")
    project(world["0101"], called, S.REVIEWING)
    ((_why, url),) = [one for one in of_projects(world, "department", Role.DEPARTMENT, "00") if "check" in one[1]]
    response = client_of("department").get(url)
    assert sorted(row.record.title for row in response.context["list"].paginated_rows) == ["第0项", "第1项"]


def test_department_presses_late_projects_of_units(world, unit_called):
    with on(date(2013, 7, 1)):
        task(project(world["0101"], unit_called, S.RUNNING, midterm_result="passed"), due_on=date(2013, 8, 1))
        told = whys(world, "department", Role.DEPARTMENT, "00")
    assert told == ["1个院级项目的报告或验收已逾期，请督促。"]


def test_of_an_expert(world, called):
    judge = expert(world.people["expert"])
    for title in ("甲", "乙"):
        panel(project(world["0101"], called, S.REVIEWING, title=title), judge)
    assert of_projects(world, "expert", Role.EXPERT, "00") == [("2个项目等待您评分。", "/projects/desk/")]
    Seat.objects.update(state=SheetState.SUBMITTED)
    assert of_projects(world, "expert", Role.EXPERT, "00") == []


def test_addresses_are_pages_of_projects(world, called):
    project(world["0101"], called, S.SUBMITTED)
    ((_why, url),) = of_projects(world, "unit-01", Role.UNIT, "01")
    assert resolve(url).view_name == "projects:project"


def test_buttons_are_words_of_what_is_done(world, called):
    """“Open” is a state of organisations elsewhere, and says so in Chinese."""
    project(world["0101"], called, S.SUPPORTED)
    found = todos(Role.DEPARTMENT, world["00"], scope_of(world.people["department"]))
    assert [str(one.action) for one in found if "/projects/" in one.url] == ["查看"]


def test_a_panel_whose_sheets_are_in_waits_to_be_closed(world, called):
    panel(project(world["0101"], called, S.REVIEWING), expert(world.people["expert"]))
    Seat.objects.update(state=SheetState.SUBMITTED)
    assert whys(world, "department", Role.DEPARTMENT, "00") == ["1个项目的专家评分已交齐，请结束评审。"]
