"""What is refused in the workbook of projects, each at its cell, and what is only said."""

import pytest

from core.workbooks.kinds import kind_of, plan_import
from projects.models import Project
from tests.projects.workbooks.written import a_project, a_task, an_advance, an_expenditure, begun, lines
from tests.workbooks import bring_in, cells, counts
from tests.world import close

pytestmark = pytest.mark.django_db
DONE = {"状态": "已完成", "完成日期": "2011-10-20"}
NEW = [
    ("number unreadable", [a_project("1a")], {}, ("项目", "A2")),
    ("number of nothing", [a_project("4711")], {}, ("项目", "A2")),
    ("number twice", [a_project(), a_project(branch="0102")], {}, ("项目", "A3")),
    ("title missing", [a_project(名称=None)], {}, ("项目", "B2")),
    ("level unknown", [a_project(级别="省级")], {}, ("项目", "C2")),
    ("class unknown", [a_project(类别="重大")], {}, ("项目", "D2")),
    ("unit unknown", [a_project(单位编码="99")], {}, ("项目", "E2")),
    ("unit that is a branch", [a_project(单位编码="0101", 党支部编码=None)], {}, ("项目", "E2")),
    ("branch unknown", [a_project(党支部编码="0199")], {}, ("项目", "F2")),
    ("zeros lost", [a_project(党支部编码=101)], {}, ("项目", "F2")),
    ("branch of another unit", [a_project(党支部编码="0201")], {}, ("项目", "F2")),
    ("begun without a start", [begun(开始日期=None)], {"预算": lines()}, ("项目", "H2")),
    ("begun without an end", [begun(结束日期=None)], {"预算": lines()}, ("项目", "I2")),
    ("end before the start", [begun(结束日期="2011-08-31")], {"预算": lines()}, ("项目", "I2")),
    ("number before the start", [a_project(立项号="X")], {}, ("项目", "J2")),
    ("call unknown", [a_project(申报批次="没有")], {}, ("项目", "K2")),
    ("money before approval", [a_project(批准经费=2000)], {"预算": lines()}, ("项目", "L2")),
    ("money of what was rejected", [a_project(状态="未立项", 批准经费=0)], {}, ("项目", "L2")),
    ("begun without money", [begun(批准经费=None, 学校经费=None, 配套经费=None)], {}, ("项目", "L2")),
    ("parts that come to less", [begun(批准经费=2001)], {"预算": lines()}, ("项目", "L2")),
    ("part above the whole", [begun(学校经费=2001, 配套经费=None)], {"预算": lines()}, ("项目", "L2")),
    ("parts of a fen", [begun(批准经费=2000.001)], {"预算": lines()}, ("项目", "L2")),
    ("no amount", [begun(批准经费="NaN")], {"预算": lines()}, ("项目", "L2")),
    ("without an end", [begun(批准经费="Infinity")], {"预算": lines()}, ("项目", "L2")),
    ("more digits than money has", [begun(批准经费=99999999999)], {"预算": lines()}, ("项目", "L2")),
    ("expenditure in words", [begun()], {"预算": lines(), "支出": [an_expenditure(金额="三百")]}, ("支出", "D2")),
    ("part of a fen", [begun()], {"预算": lines(), "支出": [an_expenditure(金额="0.001")]}, ("支出", "D2")),
    ("below nothing", [begun(配套经费=-1)], {"预算": lines()}, ("项目", "N2")),
    ("no lines", [begun()], {}, ("项目", "L2")),
    ("lines above the sum", [begun()], {"预算": [*lines(), *lines()]}, ("项目", "L2")),
    ("advances that are no entries", [begun(已拨付=1)], {"预算": lines()}, ("项目", "O2")),
    ("expenditures that are no entries", [begun(已支出=1)], {"预算": lines()}, ("项目", "P2")),
    ("state unknown", [begun(状态="进行中")], {"预算": lines()}, ("项目", "Q2")),
    ("verdict of a draft", [a_project(立项结论="同意立项")], {}, ("项目", "R2")),
    ("rejected and begun", [begun(立项结论="不予立项")], {"预算": lines()}, ("项目", "R2")),
    ("mid-term of a draft", [a_project(中期结论="通过")], {}, ("项目", "S2")),
    ("stopped and running", [begun(中期结论="终止")], {"预算": lines()}, ("项目", "S2")),
    ("grade of what runs", [begun(验收等次="优秀")], {"预算": lines()}, ("项目", "T2")),
    ("accepted without a grade", [begun(状态="已验收")], {"预算": lines()}, ("项目", "T2")),
    ("accepted as failed", [begun(状态="已验收", 验收等次="不合格")], {"预算": lines()}, ("项目", "T2")),
    ("task of a draft", [a_project()], {"任务": [a_task()]}, ("任务", "A2")),
    ("task of nothing", [a_project()], {"任务": [a_task("+2")]}, ("任务", "A2")),
    ("task twice", [begun()], {"预算": lines(), "任务": [a_task(), a_task()]}, ("任务", "B3")),
    ("task without a goal", [begun()], {"预算": lines(), "任务": [a_task(目标=None)]}, ("任务", "E2")),
    ("done without a day", [begun()], {"预算": lines(), "任务": [a_task(状态="已完成")]}, ("任务", "I2")),
    ("day of what is not done", [begun()], {"预算": lines(), "任务": [a_task(完成日期="2011-10-20")]}, ("任务", "I2")),
    (
        "done ahead", [begun()], {"预算": lines(), "任务": [a_task(**{**DONE, "完成日期": "2012-06-02"})]},
        ("任务", "I2"),
    ),
    ("line of nothing", [begun()], {"预算": [*lines(), {"编号": "+2", "科目": "书籍", "金额": 1}]}, ("预算", "A4")),
    ("line without money", [a_project()], {"预算": [{"编号": "+1", "科目": "书籍", "金额": 0}]}, ("预算", "C2")),
    ("advance before approval", [a_project()], {"拨款": [an_advance()]}, ("拨款", "A2")),
    ("advance ahead", [begun()], {"预算": lines(), "拨款": [an_advance(日期="2012-06-02")]}, ("拨款", "B2")),
    ("advance of nothing", [begun()], {"预算": lines(), "拨款": [an_advance(金额=0)]}, ("拨款", "C2")),
    ("advances above the sum", [begun()], {"预算": lines(), "拨款": [an_advance(金额=1500.01)]}, ("拨款", "C2")),
    ("more back than came", [begun()], {"预算": lines(), "拨款": [an_advance(金额=-1)]}, ("拨款", "C2")),
    ("line unknown", [begun()], {"预算": lines(), "支出": [an_expenditure(科目="交通")]}, ("支出", "C2")),
    ("expenditure of nothing", [begun()], {"预算": lines(), "支出": [an_expenditure(金额=0)]}, ("支出", "D2")),
    ("expenditure below", [begun()], {"预算": lines(), "支出": [an_expenditure(金额=-1)]}, ("支出", "D2")),
    ("over the approved sum", [begun()], {"预算": lines(), "支出": [an_expenditure(金额=2000.01)]}, ("支出", "D2")),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "sheets", "cell"), [one[1:] for one in NEW], ids=[one[0] for one in NEW])
def test_wrong_row_is_refused_at_its_cell(world, ledger, rows, sheets, cell):
    assert cells(bring_in("projects", ledger(*rows, **sheets))) == [cell]
    assert not Project.objects.exists()


def stored(ledger, **cells):
    bring_in("projects", ledger(begun(**cells), 预算=lines()))
    return str(Project.objects.get().pk)


STAYS = [("级别", "院级", "C2"), ("单位编码", "02", "E2"), ("党支部编码", "0102", "F2"), ("申报批次", "另一批", "K2")]


@pytest.mark.parametrize(("head", "value", "cell"), STAYS)
def test_whose_it_is_stays(world, ledger, head, value, cell):
    number = stored(ledger)
    assert cells(bring_in("projects", ledger(begun(number, **{head: value})))) == [("项目", cell)]


def test_ended_project_does_not_begin_again(world, ledger):
    number = stored(ledger, 状态="已终止")
    assert cells(bring_in("projects", ledger(begun(number)))) == [("项目", "Q2")]


def test_number_is_given_once(world, ledger):
    stored(ledger)
    again = begun(党支部编码="0102")
    assert cells(bring_in("projects", ledger(again, 预算=lines()))) == [("项目", "J2")]


def test_closed_branch_begins_nothing(world, ledger):
    close(world["0101"], on=world["0101"].founded_on.replace(year=2012, month=5, day=1))
    assert cells(bring_in("projects", ledger(a_project()))) == [("项目", "E2")]
    assert counts(bring_in("projects", ledger(begun(状态="已终止"), 预算=lines()))) == (3, 0, 0)


def test_what_pages_refuse_is_only_said(world, ledger):
    stored(ledger)
    parts = {"预算": lines(), "拨款": [an_advance(日期="2011-08-31")], "任务": [a_task(时限="2012-09-01")]}
    file = ledger(begun(立项号="2"), **parts)
    plan = plan_import(kind_of("projects"), kind_of("projects").read(file))
    said = [(one.sheet, one.cell) for one in plan.warnings]
    assert (plan.errors, sorted(said)) == ([], [("任务", "G2"), ("拨款", "B2"), ("项目", "A2")])
