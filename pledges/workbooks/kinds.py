"""The workbooks of plans, twinnings and benchmarks, in and out."""

from django.utils.translation import gettext_lazy as _

from core.choices import Role
from core.workbooks.kinds import WorkbookKind, register
from pledges.actions.benchmarks import ledger as benchmarks_taken
from pledges.actions.plans import ledger as plans_taken
from pledges.actions.twinning import ledger as twinnings_taken
from pledges.workbooks.benchmarks import plan as benchmarks_judged
from pledges.workbooks.benchmarks import rows as benchmarks_stored
from pledges.workbooks.benchmarks.sheets import SHEETS as BENCHMARK_SHEETS
from pledges.workbooks.plans import plan as plans_judged
from pledges.workbooks.plans import rows as plans_stored
from pledges.workbooks.plans.sheets import SHEETS as PLAN_SHEETS
from pledges.workbooks.twinning import plan as twinnings_judged
from pledges.workbooks.twinning import rows as twinnings_stored
from pledges.workbooks.twinning.sheets import SHEETS as TWINNING_SHEETS


class NumberedKind(WorkbookKind):
    """Brought in by the department as a ledger, by units and branches as what they write by page.

    `judged`, `taken` and `stored` are the modules that plan, write and export it.
    """

    importers = (Role.DEPARTMENT, Role.UNIT, Role.BRANCH)
    judged = taken = stored = None

    def plan(self, tables, plan, *, scope, by):
        self.judged.plan(tables, plan, scope=scope, by=by)

    def apply(self, work, *, by, reason):
        self.taken.take_over(work, by=by, reason=reason)

    def export(self, scope, *, round_code=None):
        return self.stored.rows(scope)


class PlansKind(NumberedKind):
    """Plans: units and branches bring drafts and reports."""

    name, label = "plans", _("Plans")
    sheets, listed = PLAN_SHEETS, "pledges:plans"
    judged, taken, stored = plans_judged, plans_taken, plans_stored


class TwinningKind(NumberedKind):
    """Twinnings: the helped side brings proposals, the helping one records."""

    name, label = "twinning", _("Twinnings")
    sheets, listed = TWINNING_SHEETS, "pledges:twinnings"
    judged, taken, stored = twinnings_judged, twinnings_taken, twinnings_stored


class BenchmarksKind(NumberedKind):
    """Benchmarks: units and branches bring whom they follow, and in what."""

    name, label = "benchmarks", _("Benchmarks")
    sheets, listed = BENCHMARK_SHEETS, "pledges:benchmarks"
    judged, taken, stored = benchmarks_judged, benchmarks_taken, benchmarks_stored


for kind in (PlansKind, TwinningKind, BenchmarksKind):
    register(kind())
