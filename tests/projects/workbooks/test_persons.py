"""What units and branches bring in a workbook of projects: tasks and money, as far as they enter them by page."""

from decimal import Decimal

import pytest

from core.reporting.choices import ReportedState
from core.scope import scope_of
from projects.choices import ProjectState
from projects.models import Advance, Expenditure, Task
from tests.projects import made
from tests.projects.money.entered import recounted, running
from tests.projects.workbooks.written import a_project, a_task, taken_out
from tests.workbooks import bring_in, cells, counts

pytestmark = pytest.mark.django_db
S = ProjectState
DUE = {"时限": "2012-10-31"}
PAID = {"日期": "2012-11-01", "金额": 500}
BOUGHT = {"日期": "2012-11-01", "科目": "书籍", "金额": 300.7, "用途": "购书"}


@pytest.fixture(autouse=True)
def clock():
    with made.on(made.TODAY.replace(month=11)):
        yield


@pytest.fixture
def bring(world, ledger):
    """Brings a workbook as `name` does by page."""

    def bring(name, *rows, **sheets):
        by = world.people[name]
        return bring_in("projects", ledger(*rows, **sheets), by=by, scope=scope_of(by))

    return bring


@pytest.fixture
def project(world):
    return running(world)


@pytest.fixture
def of_unit(world):
    """A project of 0102 that its unit decides."""
    return made.project(world["0102"], made.call(world["01"]), S.RUNNING)


def test_branch_brings_tasks_and_expenditures_of_its_project(bring, project):
    number = str(project.pk)
    sheets = {"任务": [a_task(number, **DUE)], "支出": [{"编号": number, **BOUGHT}]}
    assert counts(bring("branch-0101", **sheets)) == (2, 0, 0)
    [task], [entry] = Task.objects.all(), Expenditure.objects.all()
    assert (task.state, task.person, entry.by.username, entry.receipt) == ("open", "张强", "branch-0101", None)
    project.refresh_from_db()
    assert (project.advanced, project.spent) == (0, Decimal("300.70"))
    assert recounted(project)[1] == project.spent
    assert counts(bring("branch-0101", **sheets)) == (0, 0, 2)
    changed = {"任务": [a_task(number, 目标="计划两份", **DUE)]}
    assert counts(bring("branch-0101", **changed)) == (0, 1, 0)


def test_unit_brings_what_was_advanced_to_a_project_that_it_decides(bring, of_unit):
    assert counts(bring("unit-01", 拨款=[{"编号": str(of_unit.pk), **PAID}])) == (1, 0, 0)
    of_unit.refresh_from_db()
    assert (of_unit.advanced, Advance.objects.get().by.username) == (500, "unit-01")


def test_everybody_brings_back_what_was_taken_out(bring, world, project, tmp_path):
    made.task(project)
    bring("branch-0101", 支出=[{"编号": str(project.pk), **BOUGHT}])
    for name in ("branch-0101", "unit-01", "department"):
        by = world.people[name]
        path = taken_out(tmp_path / f"{name}.xlsx", scope_of(by))
        plan = bring_in("projects", path, by=by, scope=scope_of(by))
        assert (counts(plan), plan.warnings) == ((0, 0, 5), []), name


def test_projects_and_lines_are_not_read_and_the_preview_says_so(bring, project):
    number = str(project.pk)
    row = a_project(number, 名称="另一个名称", 状态="已验收", 验收等次="优秀")
    plan = bring("branch-0101", row, 预算=[{"编号": number, "科目": "书籍", "金额": 9999}])
    assert (counts(plan), [(one.sheet, one.cell) for one in plan.warnings]) == (
        (0, 0, 1),
        [("项目", "B2"), ("项目", "Q2"), ("项目", "T2"), ("预算", "C2")],
    )
    project.refresh_from_db()
    assert (project.title, project.state) == ("“课题组学习日”", S.RUNNING)


REFUSED = [
    ("a new project", "branch-0101", {"项目": [a_project()]}, ("项目", "A2")),
    ("a task of a new project", "branch-0101", {"项目": [a_project()], "任务": [a_task()]}, ("项目", "A2")),
    ("another branch's", "branch-0201", {"任务": [a_task("{n}", **DUE)]}, ("任务", "A2")),
    ("tasks by the unit", "unit-01", {"任务": [a_task("{n}", **DUE)]}, ("任务", "A2")),
    ("a task due before the start", "branch-0101", {"任务": [a_task("{n}")]}, ("任务", "G2")),
    ("a task due after the end", "branch-0101", {"任务": [a_task("{n}", 时限="2013-09-01")]}, ("任务", "G2")),
    ("done as one says oneself", "branch-0101", {"任务": [a_task("{n}", 状态="已完成", **DUE)]}, ("任务", "H2")),
    ("a task that is done", "branch-0101", {"任务": [a_task("{n}", 9, 目标="两份", **DUE)]}, ("任务", "C2")),
    ("an advance by the branch", "branch-0101", {"拨款": [{"编号": "{n}", **PAID}]}, ("拨款", "A2")),
    ("an advance of the university by the unit", "unit-01", {"拨款": [{"编号": "{n}", **PAID}]}, ("拨款", "A2")),
    ("an expenditure by the unit", "unit-01", {"支出": [{"编号": "{n}", **BOUGHT}]}, ("支出", "A2")),
    ("an expenditure for nothing", "branch-0101", {"支出": [{"编号": "{n}", **BOUGHT, "用途": None}]}, ("支出", "E2")),
    ("over the balance", "branch-0101", {"支出": [{"编号": "{n}", **BOUGHT, "金额": 2001}]}, ("支出", "D2")),
    ("before the start", "branch-0101", {"支出": [{"编号": "{n}", **BOUGHT, "日期": "2012-08-31"}]}, ("支出", "B2")),
]


@pytest.mark.parametrize(("name", "sheets", "cell"), [one[1:] for one in REFUSED], ids=[one[0] for one in REFUSED])
def test_what_is_not_entered_by_page_is_refused_at_its_cell(bring, project, name, sheets, cell):
    made.task(project, 9, state=ReportedState.REPORTED)
    sheets = {title: [_numbered(row, project.pk) for row in rows] for title, rows in sheets.items()}
    plan = bring(name, *sheets.pop("项目", ()), **sheets)
    assert cells(plan) == [cell]
    assert (Task.objects.count(), Expenditure.objects.count(), Advance.objects.count()) == (1, 0, 0)


def test_nothing_is_brought_into_a_project_that_has_ended(bring, project):
    type(project).objects.filter(pk=project.pk).update(state=S.STOPPED, ended_on=made.TODAY)
    number = str(project.pk)
    plan = bring("branch-0101", 任务=[a_task(number, **DUE)], 支出=[{"编号": number, **BOUGHT}])
    assert cells(plan) == [("任务", "A2"), ("支出", "A2")]


def test_as_many_queries_for_two_projects_as_for_many(bring, world, of_unit, django_assert_max_num_queries):
    call = of_unit.call
    others = [made.project(world["0102"], call, S.RUNNING, title=f"项目{at}") for at in range(5)]
    with django_assert_max_num_queries(60) as few:
        bring("unit-01", 拨款=[{"编号": str(one.pk), **PAID} for one in (of_unit, others.pop())])
    with django_assert_max_num_queries(60) as many:
        bring("unit-01", 拨款=[{"编号": str(one.pk), **PAID} for one in others])
    assert len(many) == len(few)


def _numbered(row, number):
    return {key: str(value).replace("{n}", str(number)) if key == "编号" else value for key, value in row.items()}
