"""The two sheets of the workbook of benchmarks. `DECIDED` is brought only by the department."""

from django.utils.translation import gettext_lazy as _

from core.workbooks import values
from core.workbooks.columns import Column, Sheet
from core.workbooks.numbered.columns import (
    BY_DEPARTMENT,
    GIVEN,
    LINES,
    REASONS,
    day_column,
    line_column,
    number_column,
    person_column,
    text_column,
)

BENCHMARKS, ITEMS = "对标", "对标项目"
DECIDED = ("exception_reason", "approved_on")

BENCHMARKS_SHEET = Sheet(
    BENCHMARKS,
    "Benchmarks",
    (
        number_column(GIVEN),
        Column("follower", "组织编码", "Organisation code", values.CODE, required=True),
        Column("follower_name", "组织名称", "Organisation name", required=True),
        Column("followed", "标杆编码", "Benchmark code", values.CODE, required=True),
        Column("followed_name", "标杆名称", "Benchmark name", required=True),
        day_column("starts_on", "开始日期", "Starts on", required=True),
        day_column("ends_on", "结束日期", "Ends on"),
        line_column("exception_reason", "例外事由", "Reason for the exception", REASONS, help=BY_DEPARTMENT),
        day_column("approved_on", "批准日期", "Approved on", help=BY_DEPARTMENT),
    ),
)
ITEMS_SHEET = Sheet(
    ITEMS,
    "Items",
    (
        number_column(_("As on the sheet of benchmarks.")),
        line_column("item", "项目", "Item", LINES, required=True),
        line_column("level", "标杆水平", "Level of the benchmark", LINES),
        line_column("own_level", "本支部现状", "Own level", LINES),
        line_column("gap", "差距", "Gap", LINES),
        text_column("measure", "措施", "Measure"),
        person_column("person", "责任人", "Person"),
        day_column("due_on", "时限", "Due on"),
        text_column("result", "结果", "Result"),
    ),
    optional=True,
)
SHEETS = (BENCHMARKS_SHEET, ITEMS_SHEET)
