"""Rows of a workbook of twinnings, by heading."""

from tests.pledges.workbooks.written import NAMES


def a_twinning(helped="0102", helper="0103", number="+1", **cells):
    """A row of 结对."""
    known = {"编号": number, "帮扶对象编码": helped, "帮扶对象名称": NAMES.get(helped, "没有")}
    known |= {"帮扶方类型": "党支部", "帮扶方编码": helper, "帮扶方名称": NAMES.get(helper, "没有")}
    return {**known, "开始日期": "2012-06-10", "结束日期": "2012-12-31", **cells}


def by_leader(helped="0102", number="+1", **cells):
    """A row of 结对 of a leader."""
    who = {"帮扶方类型": "领导", "帮扶方编码": None, "帮扶方名称": "校党委副书记王建国"}
    return a_twinning(helped, None, number, **{**who, **cells})


def agreed(*args, **cells):
    """A row of 结对 as a ledger tells it."""
    return a_twinning(*args, **{"开始日期": "2012-05-01", "状态": "已同意", **cells})


def a_record(number="+1", **cells):
    """A row of 帮扶记录."""
    return {"编号": number, "日期": "2012-05-20", "内容": "共过组织生活", **cells}
