"""The four sheets of the workbook of plans. `DECIDED`, `CONFIRMED` and the whole of the last sheet are brought only by
the department."""

from django.utils.translation import gettext_lazy as _

from core.validators import Between, Decimals
from core.workbooks import values
from core.workbooks.columns import Column, Sheet
from core.workbooks.numbered.columns import (
    BY_DEPARTMENT,
    GIVEN,
    LINES,
    REASONS,
    choice_column,
    day_column,
    line_column,
    number_column,
    person_column,
    text_column,
)
from pledges.workbooks.plans.words import KIND_WORDS, MEASURE_WORDS, OUTCOME_WORDS, PROBLEM_WORDS, STATE_WORDS
from ratings.choices import TIER_WORDS

PLANS, MEASURES, REPORTS, MOVES = "计划", "措施", "进展", "时限调整"
DECIDED = ("state", "published_on", "ended_on", "outcome")
CONFIRMED = ("state", "done_on")

AMOUNT = (Between(-9_999_999_999, 9_999_999_999), Decimals(2))
AS_PLAN = _("Empty: as the plan.")


def _measure(hint="", *, required=True):
    limits = (Between(1, 999),)
    return Column("measure", "序号", "No.", values.INTEGER, required=required, validators=limits, help=hint)


PLANS_SHEET = Sheet(
    PLANS,
    "Plans",
    (
        number_column(GIVEN),
        Column("campaign", "活动编码", "Campaign code", values.CODE, required=True),
        Column("organisation", "组织编码", "Organisation code", values.CODE, required=True),
        Column("name", "组织名称", "Organisation name", required=True),
        choice_column("kind", "类型", "Kind", KIND_WORDS, required=True),
        choice_column("goal", "目标等次", "Goal tier", TIER_WORDS, help=_("Required of pledges and rectifications.")),
        day_column("due_on", "完成时限", "Due on", required=True),
        person_column("responsible", "第一责任人", "First responsible person", help=_("Empty: the secretary.")),
        Column("problem_types", "问题类型", "Types of problems", values.CHOICES, choices=PROBLEM_WORDS),
        text_column("problems", "突出问题", "Problems"),
        text_column("causes", "原因", "Causes"),
        person_column("leader", "责任领导", "Responsible leader"),
        person_column("contact", "联系领导", "Contact leader"),
        choice_column("state", "状态", "State", STATE_WORDS, help=BY_DEPARTMENT),
        day_column("published_on", "发布日期", "Published on", help=BY_DEPARTMENT),
        day_column("ended_on", "结束日期", "Ended on", help=BY_DEPARTMENT),
        choice_column("outcome", "结果", "Outcome", OUTCOME_WORDS, help=BY_DEPARTMENT),
    ),
)
MEASURES_SHEET = Sheet(
    MEASURES,
    "Measures",
    (
        number_column(_("As on the sheet of plans.")),
        _measure(),
        line_column("text", "措施", "Measure", LINES, required=True),
        Column("start", "起始值", "Start value", values.DECIMAL, validators=AMOUNT, help=_("Of what is counted.")),
        Column("goal_value", "目标值", "Goal value", values.DECIMAL, validators=AMOUNT, help=_("Of what is counted.")),
        person_column("person", "责任人", "Person", help=AS_PLAN),
        day_column("due_on", "完成时限", "Due on", help=AS_PLAN),
        choice_column("state", "状态", "State", MEASURE_WORDS, help=BY_DEPARTMENT),
        day_column("done_on", "完成日期", "Done on", help=BY_DEPARTMENT),
    ),
    optional=True,
)
REPORTS_SHEET = Sheet(
    REPORTS,
    "Progress",
    (
        number_column(_("As on the sheet of plans.")),
        _measure(_("Of the measure.")),
        day_column("on", "日期", "Date", required=True),
        text_column("text", "内容", "What was done", required=True),
        Column("value", "数值", "Value", values.DECIMAL, validators=AMOUNT, help=_("Of what is counted.")),
    ),
    optional=True,
)
MOVES_SHEET = Sheet(
    MOVES,
    "Moved due days",
    (
        number_column(BY_DEPARTMENT),
        _measure(_("Empty: the due day of the plan itself."), required=False),
        day_column("old_day", "原时限", "Former due day", required=True),
        day_column("new_day", "新时限", "New due day", required=True),
        day_column("decided_on", "调整日期", "Moved on", required=True),
        line_column("reason", "事由", "Reason", REASONS),
    ),
    optional=True,
)
SHEETS = (PLANS_SHEET, MEASURES_SHEET, REPORTS_SHEET, MOVES_SHEET)
