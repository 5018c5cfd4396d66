"""The four sheets of the workbook of plans. `DECIDED`, `CONFIRMED` and the whole of the last sheet are brought only by
the department."""

from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from core.names import fold, fold_lines
from core.validators import PLAUSIBLE_DAY, Between, Decimals, at_most
from core.workbooks import values
from core.workbooks.columns import Column, Sheet
from pledges.models.fields import LINE, PERSON, TEXT
from pledges.workbooks.words import KIND_WORDS, MEASURE_WORDS, OUTCOME_WORDS, PROBLEM_WORDS, STATE_WORDS
from ratings.choices import TIER_WORDS

PLANS, MEASURES, REPORTS, MOVES = "计划", "措施", "进展", "时限调整"
DECIDED = ("state", "published_on", "ended_on", "outcome")
CONFIRMED = ("state", "done_on")

DAY = (PLAUSIBLE_DAY,)
AMOUNT = (Between(-9_999_999_999, 9_999_999_999), Decimals(2))
PERSONS, LINES, TEXTS, REASONS = (at_most(most) for most in (PERSON, LINE, TEXT, 300))
NUMBERS = RegexValidator(
    r"^(?:\+[^\s].{0,18}|[1-9][0-9]{0,17})\Z",
    _("A plan is named by its number; a new one by a number of the file’s own that begins with +, such as +1."),
)
BY_DEPARTMENT = _("Only the organisation department fills this in.")
AS_PLAN = _("Empty: as the plan.")


def _number(hint):
    return Column("number", "编号", "Number", values.CODE, required=True, validators=(NUMBERS,), help=hint)


def _measure(hint="", *, required=True):
    limits = (Between(1, 999),)
    return Column("measure", "序号", "No.", values.INTEGER, required=required, validators=limits, help=hint)


def _line(key, zh, en, limit, **facts):
    return Column(key, zh, en, validators=(limit,), folding=fold, **facts)


def _text(key, zh, en, **facts):
    return Column(key, zh, en, validators=(TEXTS,), folding=fold_lines, **facts)


def _day(key, zh, en, **facts):
    return Column(key, zh, en, values.DATE, validators=DAY, **facts)


def _choice(key, zh, en, words, **facts):
    return Column(key, zh, en, values.CHOICE, choices=words, **facts)


PLANS_SHEET = Sheet(
    PLANS,
    "Plans",
    (
        _number(_("Given by the system; a new plan carries one of the file’s own that begins with +, such as +1.")),
        Column("campaign", "活动编码", "Campaign code", values.CODE, required=True),
        Column("organisation", "组织编码", "Organisation code", values.CODE, required=True),
        Column("name", "组织名称", "Organisation name", required=True),
        _choice("kind", "类型", "Kind", KIND_WORDS, required=True),
        _choice("goal", "目标等次", "Goal tier", TIER_WORDS, help=_("Required of pledges and rectifications.")),
        _day("due_on", "完成时限", "Due on", required=True),
        _line("responsible", "第一责任人", "First responsible person", PERSONS, help=_("Empty: the secretary.")),
        Column("problem_types", "问题类型", "Types of problems", values.CHOICES, choices=PROBLEM_WORDS),
        _text("problems", "突出问题", "Problems"),
        _text("causes", "原因", "Causes"),
        _line("leader", "责任领导", "Responsible leader", PERSONS),
        _line("contact", "联系领导", "Contact leader", PERSONS),
        _choice("state", "状态", "State", STATE_WORDS, help=BY_DEPARTMENT),
        _day("published_on", "发布日期", "Published on", help=BY_DEPARTMENT),
        _day("ended_on", "结束日期", "Ended on", help=BY_DEPARTMENT),
        _choice("outcome", "结果", "Outcome", OUTCOME_WORDS, help=BY_DEPARTMENT),
    ),
)
MEASURES_SHEET = Sheet(
    MEASURES,
    "Measures",
    (
        _number(_("As on the sheet of plans.")),
        _measure(),
        _line("text", "措施", "Measure", LINES, required=True),
        Column("start", "起始值", "Start value", values.DECIMAL, validators=AMOUNT, help=_("Of what is counted.")),
        Column("goal_value", "目标值", "Goal value", values.DECIMAL, validators=AMOUNT, help=_("Of what is counted.")),
        _line("person", "责任人", "Person", PERSONS, help=AS_PLAN),
        _day("due_on", "完成时限", "Due on", help=AS_PLAN),
        _choice("state", "状态", "State", MEASURE_WORDS, help=BY_DEPARTMENT),
        _day("done_on", "完成日期", "Done on", help=BY_DEPARTMENT),
    ),
    optional=True,
)
REPORTS_SHEET = Sheet(
    REPORTS,
    "Progress",
    (
        _number(_("As on the sheet of plans.")),
        _measure(_("Of the measure.")),
        _day("on", "日期", "Date", required=True),
        _text("text", "内容", "What was done", required=True),
        Column("value", "数值", "Value", values.DECIMAL, validators=AMOUNT, help=_("Of what is counted.")),
    ),
    optional=True,
)
MOVES_SHEET = Sheet(
    MOVES,
    "Moved due days",
    (
        _number(BY_DEPARTMENT),
        _measure(_("Empty: the due day of the plan itself."), required=False),
        _day("old_day", "原时限", "Former due day", required=True),
        _day("new_day", "新时限", "New due day", required=True),
        _day("decided_on", "调整日期", "Moved on", required=True),
        _line("reason", "事由", "Reason", REASONS),
    ),
    optional=True,
)
SHEETS = (PLANS_SHEET, MEASURES_SHEET, REPORTS_SHEET, MOVES_SHEET)
