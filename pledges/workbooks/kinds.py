"""The workbook of plans, in and out."""

from django.utils.translation import gettext_lazy as _

from core.choices import Role
from core.workbooks.kinds import WorkbookKind, register
from pledges import actions
from pledges.workbooks import plan as judgement
from pledges.workbooks import rows
from pledges.workbooks.sheets import SHEETS


class PlansKind(WorkbookKind):
    """Brought in by the department as a ledger, by units and branches as drafts and reports."""

    name, label = "plans", _("Plans")
    sheets = SHEETS
    importers = (Role.DEPARTMENT, Role.UNIT, Role.BRANCH)

    def plan(self, tables, plan, *, scope, by):
        judgement.plan(tables, plan, scope=scope, by=by)

    def apply(self, work, *, by, reason):
        actions.take_over(work, by=by, reason=reason)

    def export(self, scope, *, round_code=None):
        return rows.rows(scope)


register(PlansKind())
