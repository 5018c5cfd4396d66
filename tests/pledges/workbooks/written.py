"""Workbooks of plans for tests: rows by heading, everything else as the contract says."""

from core.workbooks.export import pages_of
from core.workbooks.kinds import kind_of
from core.workbooks.writing import write
from tests.workbooks import write_book
from tests.world import BRANCHES, UNITS

HEADINGS = {
    "计划": "编号 活动编码 组织编码 组织名称 类型 目标等次 完成时限 第一责任人 问题类型 突出问题 原因 责任领导 "
    "联系领导 状态 发布日期 结束日期 结果",
    "措施": "编号 序号 措施 起始值 目标值 责任人 完成时限 状态 完成日期",
    "进展": "编号 序号 日期 内容 数值",
    "时限调整": "编号 序号 原时限 新时限 调整日期 事由",
    "结对": "编号 帮扶对象编码 帮扶对象名称 帮扶方类型 帮扶方编码 帮扶方名称 开始日期 结束日期 目标 状态 结果",
    "帮扶记录": "编号 日期 内容 地点 参加人 解决的问题",
    "对标": "编号 组织编码 组织名称 标杆编码 标杆名称 开始日期 结束日期 例外事由 批准日期",
    "对标项目": "编号 项目 标杆水平 本支部现状 差距 措施 责任人 时限 结果",
}
NAMES = {code: name for code, name, *_ in (*UNITS, *BRANCHES)}
GOALS = {"公开承诺": "先进", "整顿方案": "一般"}


def a_plan(code="0101", kind="公开承诺", number="+1", **cells):
    """A row of 计划."""
    known = {"编号": number, "活动编码": "2012", "组织编码": code, "组织名称": NAMES.get(code, "没有"), "类型": kind}
    return {**known, "目标等次": GOALS.get(kind), "完成时限": "2012-12-31", **cells}


def in_force(*args, since="2012-05-01", **cells):
    """A row of 计划 as a ledger tells it."""
    return a_plan(*args, **{"状态": "实施中", "发布日期": since, **cells})


def a_measure(number="+1", at=1, **cells):
    """A row of 措施."""
    return {"编号": number, "序号": at, "措施": "每月组织一次理论学习", **cells}


def a_report(number="+1", at=1, **cells):
    """A row of 进展."""
    return {"编号": number, "序号": at, "日期": "2012-05-20", "内容": "已组织学习", **cells}


def a_move(number="+1", at=None, **cells):
    """A row of 时限调整."""
    days = {"原时限": "2012-10-31", "新时限": "2012-12-31", "调整日期": "2012-05-20", "事由": "换届"}
    return {"编号": number, "序号": at, **days, **cells}


def written(path, *rows, **sheets):
    """A workbook at `path` with `rows` of 计划 and those of the other `sheets`."""
    return written_sheets(path, {"计划": rows, **sheets})


def written_sheets(path, sheets):
    """A workbook at `path` with the rows of `sheets`, by heading."""
    pages = {title: list(found) for title, found in sheets.items()}
    return write_book(path, {title: [HEADINGS[title].split(), *_cells(title, found)] for title, found in pages.items()})


def _cells(title, rows):
    headings = HEADINGS[title].split()
    assert all(row.keys() <= set(headings) for row in rows)
    return [[row.get(heading) for heading in headings] for row in rows]


def taken_out(path, scope=None, kind="plans"):
    """The workbook as it is exported, at `path`."""
    with path.open("wb") as stream:
        write(stream, pages_of(kind_of(kind), scope))
    return path
