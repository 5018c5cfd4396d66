"""A ledger taken over from paper: projects with tasks, lines and money, and a later file that adds to it."""

from datetime import date
from decimal import Decimal

import pytest

from core.models import Event
from core.scope import scope_of
from core.workbooks.kinds import kind_of
from projects.choices import Grade, NoticeStage, ProjectState
from projects.models import Advance, BudgetLine, Expenditure, NoticeEntry, Project, Task
from tests.projects import made
from tests.projects.money.entered import recounted
from tests.projects.notices.test_publishing import publish
from tests.projects.workbooks.written import a_project, a_task, an_advance, an_expenditure, begun, lines, taken_out
from tests.workbooks import bring_in, cells, counts, read_book

pytestmark = pytest.mark.django_db
S = ProjectState
PARTS = {
    "任务": [a_task(), a_task(at=2, 状态="已完成", 完成日期="2011-10-20")],
    "预算": lines(),
    "拨款": [an_advance(), an_advance(), an_advance(日期="2011-12-01", 金额=-1000)],
    "支出": [an_expenditure(), an_expenditure(金额="0.1", 用途=None)],
}


def test_ledger_is_taken_over_with_its_money(world, ledger):
    parts = {**PARTS, "拨款": [an_advance(), an_advance(日期="2011-12-01", 金额=500)]}
    plan = bring_in("projects", ledger(begun(), **parts), by=world.people["department"])
    assert (counts(plan), plan.warnings) == ((9, 0, 0), [])
    project = Project.objects.get()
    assert (project.organisation, project.number, project.state) == (world["0101"], "DJCX-2011-01", S.RUNNING)
    assert (project.granted, project.own_granted) == (Decimal(1500), Decimal(500))
    assert (project.advanced, project.spent) == recounted(project) == (Decimal("1500.00"), Decimal("300.80"))
    assert [(one.number, one.done_on) for one in Task.objects.all()] == [(1, None), (2, date(2011, 10, 20))]
    assert [one.use for one in BudgetLine.objects.all()] == ["书籍", "活动"]
    assert Event.objects.filter(kind="import").count() == 1


@pytest.mark.parametrize(
    ("cells", "state"),
    [
        ({"状态": "已验收", "验收等次": "优秀", "中期结论": "通过"}, S.ACCEPTED),
        ({"状态": "已撤销", "验收等次": "不合格"}, S.REVOKED),
        ({"状态": "已终止", "中期结论": "终止"}, S.STOPPED),
        ({"状态": "中期整改", "中期结论": "限期整改"}, S.CORRECTING),
        ({"状态": "验收整改"}, S.AMENDING),
        ({"状态": "公示中", "立项号": None}, S.NOTICE),
        ({"状态": "已撤回"}, S.WITHDRAWN),
    ],
)
def test_states_come_with_what_was_decided(world, ledger, cells, state):
    assert counts(bring_in("projects", ledger(begun(**cells), 预算=lines()))) == (3, 0, 0)
    assert Project.objects.get().state == state


@pytest.mark.parametrize(
    ("cells", "state"),
    [
        ({}, S.DRAFT),
        ({"状态": "已申报"}, S.SUBMITTED),
        ({"状态": "已申报", "级别": "院级"}, S.SUPPORTED),
        ({"状态": "已申报", "党支部编码": None}, S.SUPPORTED),
        ({"状态": "未立项", "立项结论": "不予立项"}, S.REJECTED),
    ],
)
def test_what_is_not_approved_comes_without_money(world, ledger, cells, state):
    assert counts(bring_in("projects", ledger(a_project(**cells)))) == (1, 0, 0)
    assert Project.objects.get().state == state


def test_what_two_cells_of_money_say_tells_the_third(world, ledger):
    for at, money in enumerate(({"学校经费": None}, {"配套经费": None}, {"批准经费": None})):
        row = begun(立项号=str(at), 党支部编码=f"010{at + 1}", **money)
        assert counts(bring_in("projects", ledger(row, 预算=lines()))) == (3, 0, 0)
    assert {(one.granted, one.own_granted) for one in Project.objects.all()} == {(Decimal(1500), Decimal(500))}


def test_call_is_found_by_its_title(world, ledger):
    call = made.call(world["00"], title="2012年第一批")
    row = a_project(申报批次="2012年第一批")
    assert counts(bring_in("projects", ledger(row))) == (1, 0, 0)
    assert Project.objects.get().call == call
    assert cells(bring_in("projects", ledger({**row, "级别": "院级"}))) == [("项目", "K2")]


def test_a_later_file_adds_entries_and_changes_what_is_told(world, ledger):
    bring_in("projects", ledger(begun(), 预算=lines()))
    number = str(Project.objects.get().pk)
    row = begun(number, 状态="已验收", 验收等次="合格", 已支出=0)
    more = {"支出": [an_expenditure(number)], "任务": [a_task(number)]}
    assert counts(bring_in("projects", ledger(row, **more))) == (2, 1, 0)
    project = Project.objects.get()
    assert (project.grade, project.spent, project.ended_on) == (Grade.PASSED, Decimal("300.70"), made.TODAY)
    assert project.history.first().spent == Decimal("300.70")
    assert counts(bring_in("projects", ledger(row, **more)))[0][:2] == ("项目", "P2")
    assert counts(bring_in("projects", ledger({**row, "已支出": 300.7}, **more))) == (0, 0, 3)


def test_result_that_becomes_another_one_needs_another_notice(world, ledger):
    call = made.call(world["00"])
    facts = {"number": "DJCX-2012-01", "grade": Grade.EXCELLENT, "verdict": "approved", "midterm_result": "passed"}
    project = made.project(world["0101"], call, S.CLOSING, **facts)
    publish(world["00"], project, stage=NoticeStage.ACCEPTANCE)
    row = {"编号": str(project.pk), "名称": project.title, "级别": "校级", "类别": "一般", "单位编码": "01"}
    assert counts(bring_in("projects", ledger({**row, "党支部编码": "0101", "验收等次": "优秀"}))) == (0, 0, 1)
    assert NoticeEntry.objects.standing().count() == 1
    assert counts(bring_in("projects", ledger({**row, "党支部编码": "0101", "验收等次": "合格"}))) == (0, 1, 0)
    assert not NoticeEntry.objects.standing().exists()


def test_lines_change_with_what_is_approved(world, ledger):
    bring_in("projects", ledger(begun(), 预算=lines()))
    number = str(Project.objects.get().pk)
    more = {"预算": [{"编号": number, "科目": "活动", "金额": 1000}]}
    assert cells(bring_in("projects", ledger(begun(number), **more))) == [("项目", "L2")]
    row = begun(number, 批准经费=2200, 学校经费=1700)
    assert counts(bring_in("projects", ledger(row, **more))) == (0, 2, 0)
    assert [str(one.amount) for one in BudgetLine.objects.all()] == ["1200.00", "1000.00"]


def test_who_carries_out_and_decides_brings_it_and_each_takes_out_what_it_sees(world, ledger, client_of, tmp_path):
    bring_in("projects", ledger(begun(), 预算=lines()))
    kind = kind_of("projects")
    people = ("department", "unit-01", "branch-0101", "viewer", "expert")
    assert [kind.may_import(scope_of(world.people[one])) for one in people] == [True, True, True, False, False]
    for name, rows in (("unit-01", 2), ("unit-02", 1), ("expert", 1)):
        book = read_book(taken_out(tmp_path / f"{name}.xlsx", scope_of(world.people[name])))
        assert (name, len(book["项目"])) == (name, rows)
    assert client_of("viewer").get("/workbooks/import/projects/").status_code == 403
    assert client_of("department").get("/workbooks/import/projects/").status_code == 200


def test_nothing_is_written_when_something_is_refused(world, ledger):
    plan = bring_in("projects", ledger(begun(), 预算=lines(), 支出=[an_expenditure(金额=2000.01)]))
    assert cells(plan) == [("支出", "D2")]
    assert not any(model.objects.exists() for model in (Project, BudgetLine, Advance, Expenditure))
