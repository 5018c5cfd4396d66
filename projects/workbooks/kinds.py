"""The workbook of projects, in and out."""

from django.utils.translation import gettext_lazy as _

from core.choices import Role
from core.workbooks.kinds import WorkbookKind, register
from projects.actions import ledger
from projects.workbooks import plan as judged
from projects.workbooks import rows as stored
from projects.workbooks.sheets import SHEETS


class ProjectsKind(WorkbookKind):
    """Projects: the department brings a ledger taken over from paper; units and branches the tasks and the money
    that they enter by page."""

    name, label = "projects", _("Projects")
    sheets, listed = SHEETS, "projects:projects"
    importers = (Role.DEPARTMENT, Role.UNIT, Role.BRANCH)

    def plan(self, tables, plan, *, scope, by):
        judged.plan(tables, plan, scope=scope, by=by)

    def apply(self, work, *, by, reason):
        ledger.take_over(work, by=by, reason=reason)

    def export(self, scope, *, round_code=None):
        return stored.rows(scope)


register(ProjectsKind())
