"""The two sheets of the workbook of twinnings. `DECIDED` is brought only by the department."""

from django.utils.translation import gettext_lazy as _

from core.workbooks import values
from core.workbooks.columns import Column, PersonColumn, Sheet
from core.workbooks.numbered.columns import (
    BY_DEPARTMENT,
    GIVEN,
    LINES,
    choice_column,
    day_column,
    line_column,
    number_column,
    text_column,
)
from pledges.choices import HelperKind, TwinningResult, TwinningState

TWINNINGS, RECORDS = "结对", "帮扶记录"
DECIDED = ("state", "result")
# What a workbook says: its words are Chinese whatever the language of the page.
HELPER_WORDS = {HelperKind.BRANCH.value: "党支部", HelperKind.LEADER.value: "领导", HelperKind.DEPARTMENT.value: "部门"}
STATE_WORDS = {
    TwinningState.PROPOSED.value: "已提出",
    TwinningState.AGREED.value: "已同意",
    TwinningState.ENDED.value: "已结束",
}
RESULT_WORDS = {
    TwinningResult.MET.value: "达到",
    TwinningResult.PARTLY.value: "部分达到",
    TwinningResult.NOT_MET.value: "未达到",
}

TWINNINGS_SHEET = Sheet(
    TWINNINGS,
    "Twinnings",
    (
        number_column(GIVEN),
        Column("helped", "帮扶对象编码", "Helped branch code", values.CODE, required=True),
        Column("helped_name", "帮扶对象名称", "Helped branch name", required=True),
        choice_column("helper_kind", "帮扶方类型", "Kind of helper", HELPER_WORDS, required=True),
        Column("helper", "帮扶方编码", "Helper code", values.CODE, help=_("Required of a branch, empty for others.")),
        PersonColumn(
            "helper_name",
            "帮扶方名称",
            "Helper name",
            required=True,
            validators=(LINES,),
            help=_("A leader with the post behind the name, as 王建国（党委书记）."),
        ),
        day_column("starts_on", "开始日期", "Starts on", required=True),
        day_column("ends_on", "结束日期", "Ends on"),
        text_column("goal", "目标", "Goal"),
        choice_column("state", "状态", "State", STATE_WORDS, help=BY_DEPARTMENT),
        choice_column("result", "结果", "Result", RESULT_WORDS, help=BY_DEPARTMENT),
    ),
)
RECORDS_SHEET = Sheet(
    RECORDS,
    "Records of help",
    (
        number_column(_("As on the sheet of twinnings.")),
        day_column("on", "日期", "Date", required=True),
        text_column("text", "内容", "What was done", required=True),
        line_column("place", "地点", "Place", LINES),
        line_column("people", "参加人", "Who took part", LINES),
        text_column("solved", "解决的问题", "Problem solved"),
    ),
    optional=True,
)
SHEETS = (TWINNINGS_SHEET, RECORDS_SHEET)
