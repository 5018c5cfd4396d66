"""All ledgers of an annual report, those that have nothing to tell left out."""

from collections.abc import Iterator
from dataclasses import dataclass

from core.workbooks.formulas import FactSheet
from reports.annual.ledgers.ledger_table import ComparedLedger, LedgerTable
from reports.annual.ledgers.plans import PlanLedgers, plan_ledgers
from reports.annual.ledgers.rows import BENCHMARKS, MEETINGS, PROJECTS, TWINNINGS
from reports.annual.ledgers.secretaries import secretaries
from reports.queries.annual.facts.branches import BranchFacts
from reports.queries.annual.query import AnnualQuery


@dataclass(frozen=True)
class AnnualLedgers:
    """The ledgers of the year, and the facts that they are added up of."""

    plans: PlanLedgers
    benchmarks: ComparedLedger
    meetings: ComparedLedger
    twinnings: ComparedLedger
    projects: ComparedLedger
    secretaries: LedgerTable
    posts: FactSheet

    @property
    def compared(self) -> list[ComparedLedger]:
        """Those that the two years are compared in."""
        raised = self.plans.pledges, self.benchmarks, self.meetings, self.plans.rectifications
        return [one for one in (*raised, self.twinnings, self.projects) if one.facts.rows]

    @property
    def tables(self) -> list[LedgerTable]:
        """Those with rows, in the order of the workbook; the roster is there in any case."""
        found = [self.plans.raising, *(one.table for one in self.compared)]
        return [*(table for table in found if table.rows), self.secretaries]

    @property
    def facts(self) -> Iterator[FactSheet]:
        """Those with rows, in the order of the workbook."""
        kinds = (self.benchmarks, self.meetings, self.twinnings, self.projects)
        for sheet in (self.plans.facts, *(one.facts for one in kinds), self.posts):
            if sheet.rows:
                yield sheet


def annual_ledgers(query: AnnualQuery, branches: BranchFacts) -> AnnualLedgers:
    """The AnnualLedgers of `query`, `branches` being the facts of its branches."""
    roster, posts = secretaries(query)
    return AnnualLedgers(
        plan_ledgers(query, branches),
        *(kind.read(query) for kind in (BENCHMARKS, MEETINGS, TWINNINGS, PROJECTS)),
        roster,
        posts,
    )
