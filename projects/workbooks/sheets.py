"""The sheets of the workbook of projects (contract.md)."""

from django.core.validators import DecimalValidator, MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from core.workbooks import values
from core.workbooks.columns import Column, Sheet
from core.workbooks.numbered.columns import (
    GIVEN,
    LINES,
    PERSONS,
    choice_column,
    day_column,
    line_column,
    number_column,
    person_column,
)
from projects.models.fields import DECIMALS, DIGITS
from projects.workbooks.words import (
    CLASS_WORDS,
    GRADE_WORDS,
    LEVEL_WORDS,
    MIDTERM_WORDS,
    STATE_WORDS,
    TASK_WORDS,
    VERDICT_WORDS,
)

PROJECTS, TASKS, BUDGET, ADVANCES, EXPENDITURES = "项目", "任务", "预算", "拨款", "支出"
FEN = DecimalValidator(DIGITS, DECIMALS)
NOT_BELOW = MinValueValidator(0)
AS_PROJECT = _("As on the sheet of projects.")
COMPUTED = _("Computed from the entries: leave it empty or as it is.")


def _money(key, zh, en, *validators, **facts):
    return Column(key, zh, en, values.DECIMAL, validators=(FEN, *validators), **facts)


def _code(key, zh, en, **facts):
    return Column(key, zh, en, values.CODE, **facts)


PROJECTS_SHEET = Sheet(
    PROJECTS,
    "Projects",
    (
        number_column(GIVEN),
        line_column("title", "名称", "Title", LINES, required=True),
        choice_column("level", "级别", "Level", LEVEL_WORDS, required=True),
        choice_column("project_class", "类别", "Class", CLASS_WORDS, required=True),
        _code("unit", "单位编码", "Unit code", required=True),
        _code("branch", "党支部编码", "Branch code", help=_("Empty where the unit applied itself.")),
        person_column("leader", "负责人", "Leader"),
        day_column("starts_on", "开始日期", "Starts on"),
        day_column("ends_on", "结束日期", "Ends on"),
        line_column("project_number", "立项号", "Project number", PERSONS),
        line_column(
            "call", "申报批次", "Call", LINES, help=_("The title of the call; empty when there was none here.")
        ),
        _money("approved", "批准经费", "Approved", NOT_BELOW, help=_("Both parts; empty before approval.")),
        _money("granted", "学校经费", "Granted", NOT_BELOW),
        _money("own_granted", "配套经费", "Own part", NOT_BELOW),
        _money("advanced", "已拨付", "Advanced", NOT_BELOW, help=COMPUTED),
        _money("spent", "已支出", "Spent", NOT_BELOW, help=COMPUTED),
        choice_column("state", "状态", "State", STATE_WORDS),
        choice_column("verdict", "立项结论", "Verdict", VERDICT_WORDS),
        choice_column("midterm_result", "中期结论", "Mid-term result", MIDTERM_WORDS),
        choice_column("grade", "验收等次", "Grade", GRADE_WORDS),
    ),
)
TASKS_SHEET = Sheet(
    TASKS,
    "Tasks",
    (
        number_column(AS_PROJECT),
        Column(
            "place",
            "序号",
            "Place",
            values.INTEGER,
            required=True,
            validators=(MinValueValidator(1), MaxValueValidator(999)),
        ),
        line_column("text", "事项", "Task", LINES, required=True),
        person_column("person", "责任人", "Person", required=True),
        line_column("goal", "目标", "Goal", LINES, required=True),
        line_column("duty", "责任", "Responsibility", LINES, required=True),
        day_column("due_on", "时限", "Due on", required=True),
        choice_column("state", "状态", "State", TASK_WORDS),
        day_column("done_on", "完成日期", "Done on"),
    ),
    optional=True,
)
BUDGET_SHEET = Sheet(
    BUDGET,
    "Budget",
    (
        number_column(AS_PROJECT),
        line_column("use", "科目", "Budget line", PERSONS, required=True),
        _money("amount", "金额", "Amount", MinValueValidator(0), required=True),
    ),
    optional=True,
)
ADVANCES_SHEET = Sheet(
    ADVANCES,
    "Advances",
    (
        number_column(AS_PROJECT),
        day_column("on", "日期", "Date", required=True),
        _money("amount", "金额", "Amount", required=True, help=_("Below 0: money that went back.")),
    ),
    optional=True,
)
EXPENDITURES_SHEET = Sheet(
    EXPENDITURES,
    "Expenditures",
    (
        number_column(AS_PROJECT),
        day_column("on", "日期", "Date", required=True),
        line_column("line", "科目", "Budget line", PERSONS, required=True),
        _money("amount", "金额", "Amount", NOT_BELOW, required=True),
        line_column("use", "用途", "What for", LINES),
    ),
    optional=True,
)
SHEETS = (PROJECTS_SHEET, TASKS_SHEET, BUDGET_SHEET, ADVANCES_SHEET, EXPENDITURES_SHEET)
