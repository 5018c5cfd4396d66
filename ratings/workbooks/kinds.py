"""The workbooks of grading: a campaign with its rounds and targets, the decided ledger, and what a unit types."""

from dataclasses import replace

from django.core.validators import RegexValidator, slug_re
from django.utils.translation import gettext_lazy as _

from core.choices import Role
from core.validators import CODE, PLAUSIBLE_DAY, Between, Decimals, at_most
from core.workbooks import values
from core.workbooks.columns import Column, Sheet
from core.workbooks.kinds import WorkbookKind, advise, register
from ratings.choices import TIER_WORDS
from ratings.models import Round
from ratings.queries import closing_warnings
from ratings.workbooks import campaign, drafts, ratings

SCORE = (Between(0, 100), Decimals(4))
PERCENT = (Between(1, 100),)
DAY = (PLAUSIBLE_DAY,)
TARGET_CODE = (
    at_most(30),
    RegexValidator(slug_re, _("The code of a target consists of the letters a–z, digits, hyphens and underscores.")),
)

CAMPAIGN_SHEET = Sheet(
    "活动",
    "Campaign",
    (
        Column("code", "编码", "Code", values.CODE, required=True, validators=(at_most(20), CODE)),
        Column("name", "名称", "Name", required=True, validators=(at_most(100),)),
        Column("starts_on", "开始日期", "Starts on", values.DATE, required=True, validators=DAY),
        Column("counts_direct", "直属党支部计入", "Direct branches count", values.BOOL, help=_("Yes or no (R11).")),
    ),
)
ROUNDS_SHEET = Sheet(
    "轮次",
    "Rounds",
    (
        Column("code", "编码", "Code", values.CODE, required=True, validators=(at_most(20), CODE)),
        Column("name", "名称", "Name", required=True, validators=(at_most(100),)),
        Column(
            "reference_date",
            "基准日",
            "Reference date",
            values.DATE,
            required=True,
            validators=DAY,
            help=_("The first is the baseline."),
        ),
    ),
)
TARGETS_SHEET = Sheet(
    "目标",
    "Targets",
    (
        Column("code", "编码", "Code", values.CODE, required=True, validators=TARGET_CODE),
        Column("from_tiers", "起始等次", "From tiers", values.CHOICES, required=True, choices=TIER_WORDS),
        Column("to_tier", "达到等次", "Reaches", values.CHOICE, required=True, choices=TIER_WORDS),
        Column(
            "percent",
            "比例",
            "Percent",
            values.PERCENT,
            True,
            validators=PERCENT,
            help=_("A whole number: 30 is 30%."),
        ),
        Column("deadline", "截止日期", "Deadline", values.DATE, required=True, validators=DAY),
    ),
    optional=True,
)
RATINGS_SHEET = Sheet(
    "分类定级",
    "Ratings",
    (
        Column("round", "轮次编码", "Round code", values.CODE, required=True),
        Column("organisation", "组织编码", "Organisation code", values.CODE, required=True),
        Column("name", "组织名称", "Organisation name", required=True, width=32),
        Column("score", "得分", "Score", values.DECIMAL, validators=SCORE, help=_("0 to 100, at most four decimals.")),
        Column("tier", "等次", "Tier", values.CHOICE, required=True, choices=TIER_WORDS),
        Column("remark", "备注", "Remark", validators=(at_most(300),), width=32),
    ),
)
DRAFTS_SHEET = Sheet(
    RATINGS_SHEET.title_zh,
    RATINGS_SHEET.title_en,
    (
        *(
            replace(column, required=False, help=_("Empty: by the score (R19).")) if column.key == "tier" else column
            for column in RATINGS_SHEET.columns
        ),
        Column(
            "version",
            "版本",
            "Version",
            values.INTEGER,
            mark=True,
            help=_("What the row was when it was downloaded. Leave it as it is: it tells whether somebody changed it."),
        ),
    ),
)


class GradingKind(WorkbookKind):
    """A kind whose export can be narrowed to a round."""

    def knows_round(self, code):
        return Round.objects.filter(code=code).exists()


class CampaignKind(GradingKind):
    name, label = "campaign", _("Campaign, rounds and targets")
    sheets = (CAMPAIGN_SHEET, ROUNDS_SHEET, TARGETS_SHEET)
    importers, listed = (Role.DEPARTMENT,), "ratings:rounds"

    def plan(self, tables, plan, *, scope, by):
        campaign.plan(tables, plan)

    def apply(self, work, *, by, reason):
        campaign.apply(work, by=by, reason=reason)

    def export(self, scope, *, round_code=None):
        return zip(self.sheets, campaign.rows(scope, round_code=round_code), strict=True)


class RatingsKind(GradingKind):
    name, label = "ratings", _("Decided ratings")
    sheets = (RATINGS_SHEET,)
    importers, listed = (Role.DEPARTMENT,), "ratings:rounds"

    def plan(self, tables, plan, *, scope, by):
        ratings.plan(tables["分类定级"], plan)

    def apply(self, work, *, by, reason):
        ratings.apply(work, by=by, reason=reason)

    def export(self, scope, *, round_code=None):
        return [(RATINGS_SHEET, ratings.rows(scope, round_code=round_code))]


class DraftsKind(GradingKind):
    """What a unit's secretary types into the unit's grids, in a file that was downloaded there."""

    name, label = "drafts", _("Grid of a unit's ratings")
    sheets = (DRAFTS_SHEET,)
    importers, listed = (Role.UNIT,), "ratings:rounds"

    def may_export(self, scope):
        return self.may_import(scope)

    def plan(self, tables, plan, *, scope, by):
        drafts.plan(tables["分类定级"], plan, scope=scope)

    def apply(self, work, *, by, reason):
        drafts.apply(work, by=by, reason=reason)

    def export(self, scope, *, round_code=None):
        return [(DRAFTS_SHEET, drafts.rows(scope, round_code=round_code))]


register(CampaignKind())
register(RatingsKind())
register(DraftsKind())
advise("roster", closing_warnings.of_roster)
