"""Rows of a workbook of benchmarks, by heading."""

from tests.pledges.workbooks.written import NAMES


def a_benchmark(follower="0101", followed="0103", number="+1", **cells):
    """A row of 对标 from today on."""
    known = {"编号": number, "组织编码": follower, "组织名称": NAMES.get(follower, "没有")}
    known |= {"标杆编码": followed, "标杆名称": NAMES.get(followed, "没有")}
    return {**known, "开始日期": "2012-06-01", **cells}


def excepted(follower="0101", followed="0201", number="+1", **cells):
    """A row of 对标 with an exception that was approved."""
    return a_benchmark(
        follower, followed, number, **{"例外事由": "本单位没有先进党支部", "批准日期": "2012-06-01", **cells}
    )


def an_item(number="+1", **cells):
    """A row of 对标项目."""
    return {"编号": number, "项目": "组织生活", "标杆水平": "每月两次", "本支部现状": "每月一次", **cells}
