"""The roster workbook: base organisations and branches, as contract and help page describe it."""

from django.utils.translation import gettext_lazy as _

from branches.choices import Category, Kind
from branches.workbooks import plan as roster_plan
from branches.workbooks import roster
from core.choices import Role
from core.validators import CODE, FOUNDING_DAY, PLAUSIBLE_DAY, Between, at_most
from core.workbooks import kinds, values
from core.workbooks.columns import Column, PersonColumn, Sheet

KIND_WORDS = {
    Kind.PARTY_COMMITTEE.value: "党委",
    Kind.GENERAL_BRANCH.value: "党总支",
    Kind.DIRECT_BRANCH.value: "直属党支部",
}
CATEGORY_WORDS = {
    Category.STAFF.value: "教工",
    Category.STUDENT.value: "学生",
    Category.RETIRED.value: "离退休",
    Category.OFFICE.value: "机关教辅",
}
CODES = (at_most(20), CODE)
PEOPLE = (Between(0, 1_000_000),)
CODE_COLUMN = Column("code", "编码", "Code", values.CODE, required=True, validators=CODES, help=_("Never reused."))
NAME_COLUMN = Column("name", "名称", "Name", required=True, validators=(at_most(100),))
SECRETARY_COLUMN = PersonColumn("secretary", "书记", "Secretary", validators=(at_most(60),))
MEMBERS_COLUMN = Column("members", "党员人数", "Members", values.INTEGER, validators=PEOPLE)
FOUNDED_COLUMN = Column("founded_on", "成立日期", "Founded on", values.DATE, validators=(FOUNDING_DAY,))
CLOSING_COLUMNS = (
    Column(
        "closed_on",
        "撤销日期",
        "Closed on",
        values.DATE,
        validators=(PLAUSIBLE_DAY,),
        help=_("Empty never reopens what is closed."),
    ),
    Column("closing_document", "撤销文号", "Closing document", validators=(at_most(60),)),
    Column("successor", "并入组织编码", "Merged into", values.CODE, help=_("Empty: dissolved without a successor.")),
)
UNITS_SHEET = Sheet(
    roster.UNITS,
    "Base organisations",
    (
        CODE_COLUMN,
        NAME_COLUMN,
        Column("kind", "类型", "Kind", values.CHOICE, required=True, choices=KIND_WORDS),
        SECRETARY_COLUMN,
        FOUNDED_COLUMN,
        *CLOSING_COLUMNS,
        Column("category", "类别", "Category", values.CHOICE, choices=CATEGORY_WORDS, help=_("Of a direct branch.")),
        MEMBERS_COLUMN,
    ),
)
BRANCHES_SHEET = Sheet(
    roster.BRANCHES,
    "Branches",
    (
        CODE_COLUMN,
        NAME_COLUMN,
        Column("unit", "所属基层党组织编码", "Base organisation code", values.CODE, required=True),
        Column("category", "类别", "Category", values.CHOICE, required=True, choices=CATEGORY_WORDS),
        SECRETARY_COLUMN,
        MEMBERS_COLUMN,
        FOUNDED_COLUMN,
        *CLOSING_COLUMNS,
    ),
)


class RosterKind(kinds.WorkbookKind):
    name, label = "roster", _("Roster: base organisations and branches")
    sheets = (UNITS_SHEET, BRANCHES_SHEET)
    file_title = _("Roster")
    importers, listed = (Role.DEPARTMENT,), "admin:branches_organisation_changelist"

    def plan(self, tables, plan, *, scope, by):
        roster_plan.plan(tables, plan)

    def apply(self, work, *, by, reason):
        roster.Roster(work).write(by=by, reason=reason)

    def export(self, scope, *, round_code=None):
        return [(sheet, roster.rows(sheet, scope)) for sheet in self.sheets]


kinds.register(RosterKind())
