"""Workbooks of projects for tests: rows by heading, everything else as the contract says."""

from core.workbooks.export import pages_of
from core.workbooks.kinds import kind_of
from core.workbooks.writing import write
from tests.workbooks import write_book

HEADINGS = {
    "项目": "编号 名称 级别 类别 单位编码 党支部编码 负责人 开始日期 结束日期 立项号 申报批次 批准经费 学校经费 "
    "配套经费 已拨付 已支出 状态 立项结论 中期结论 验收等次",
    "任务": "编号 序号 事项 责任人 目标 责任 时限 状态 完成日期",
    "预算": "编号 科目 金额",
    "拨款": "编号 日期 金额",
    "支出": "编号 日期 科目 金额 用途",
}


def a_project(number="+1", branch="0101", **cells):
    """A row of 项目: a draft."""
    unit = {"单位编码": "01", "党支部编码": branch}
    return {"编号": number, "名称": "“课题组学习日”", "级别": "校级", "类别": "一般", **unit, "负责人": "李敏", **cells}


def begun(number="+1", **cells):
    """A row of 项目 as a ledger tells it: at work since 2011, with 2,000 yuan."""
    days = {"开始日期": "2011-09-01", "结束日期": "2012-08-31", "立项号": "DJCX-2011-01"}
    money = {"批准经费": 2000, "学校经费": 1500, "配套经费": 500}
    return a_project(number, **{**days, **money, "状态": "在研", "立项结论": "同意立项", **cells})


def lines(number="+1"):
    """Rows of 预算 that come to 2,000."""
    return [{"编号": number, "科目": "书籍", "金额": 1200}, {"编号": number, "科目": "活动", "金额": 800}]


def a_task(number="+1", at=1, **cells):
    """A row of 任务."""
    told = {"事项": "编制学习计划", "责任人": "张强", "目标": "计划一份", "责任": "牵头起草", "时限": "2011-10-31"}
    return {"编号": number, "序号": at, **told, **cells}


def an_advance(number="+1", **cells):
    """A row of 拨款."""
    return {"编号": number, "日期": "2011-10-01", "金额": 1000, **cells}


def an_expenditure(number="+1", **cells):
    """A row of 支出."""
    return {"编号": number, "日期": "2011-11-01", "科目": "书籍", "金额": 300.7, "用途": "购书", **cells}


def written(path, *rows, **sheets):
    """A workbook at `path` with `rows` of 项目 and those of the other `sheets`."""
    pages = {"项目": rows, **sheets}
    return write_book(path, {title: [HEADINGS[title].split(), *_cells(title, found)] for title, found in pages.items()})


def _cells(title, rows):
    headings = HEADINGS[title].split()
    assert all(row.keys() <= set(headings) for row in rows)
    return [[row.get(heading) for heading in headings] for row in rows]


def taken_out(path, scope=None):
    """The workbook as it is exported, at `path`."""
    with path.open("wb") as stream:
        write(stream, pages_of(kind_of("projects"), scope))
    return path
