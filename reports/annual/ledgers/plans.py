"""公开承诺台账, 后进党支部整顿台账, 晋位升级台账, and 明细-计划, which they are added up of (N05, N08, N11)."""

from dataclasses import dataclass
from functools import reduce
from operator import add

from core.workbooks.formulas import Added, Counted, FactSheet, PackedRows
from pledges.choices import PlanKind
from pledges.ledgers.list import PledgeLedger, RectificationLedger
from pledges.ledgers.raising import RaisingLedger
from pledges.queries.plans.ledger import LedgerLine
from ratings.choices import Tier
from reports.annual.ledgers.ledger_table import ComparedLedger, LedgerTable, ledger_table
from reports.annual.ledgers.reading import MARKS, LedgerKind, LedgerReading
from reports.queries.annual.facts import words
from reports.queries.annual.facts.branches import BranchFacts
from reports.queries.annual.facts.titles import FactTitle
from reports.queries.annual.query import AnnualQuery

COLUMNS = {
    "number": "编号",
    "kind": "类型",
    "code": "组织编码",
    "name": "组织",
    "unit": "单位",
    "goal": "目标等次",
    "due_on": "完成时限",
    "published_on": "发布日期",
    "ended_on": "结束日期",
    "done": "已完成",
    "total": "措施总数",
    "present": "到会",
    "satisfied": "满意",
    "fairly": "较满意",
    "dissatisfied": "不满意",
    "content": "满意和较满意",
    **MARKS,
    "chosen": "晋位升级台账选用",
}
JUDGED = ("present", "satisfied", "fairly", "dissatisfied", "content")


def _over(plan):
    return plan.ended_on


PLEDGES = LedgerKind(
    "公开承诺台账",
    PledgeLedger,
    "本年实施过的公开承诺，内容、时限、进展以截止日为准（R24、R26、R34）。",
    key=lambda plan: plan.pk,
    over=_over,
)
RECTIFICATIONS = LedgerKind(
    "后进党支部整顿台账",
    RectificationLedger,
    "本年实施过的整顿方案，内容、时限、进展以截止日为准（R26、R27b、R34）。",
    key=lambda plan: plan.pk,
    over=_over,
)
RAISING = LedgerKind(
    "晋位升级台账",
    RaisingLedger,
    "截止日在册且有基线评定的党支部（R11）；目标等次取承诺或整顿方案，没有的取晋位升级目标（R24）。",
    key=lambda branch: branch.pk,
    over=lambda branch: None,
)


@dataclass(frozen=True)
class PlanLedgers:
    """The three ledgers and the facts they are added up of."""

    raising: LedgerTable
    pledges: ComparedLedger
    rectifications: ComparedLedger
    facts: FactSheet


def plan_ledgers(query: AnnualQuery, branches: BranchFacts) -> PlanLedgers:
    """The PlanLedgers of `query`, `branches` being the facts of its branches."""
    facts = {}
    pledges, rectifications = (LedgerReading(kind, query) for kind in (PLEDGES, RECTIFICATIONS))
    pledged, rectified = (_rows(reading, facts) for reading in (pledges, rectifications))
    raised = _raised(LedgerReading(RAISING, query), facts)
    sheet = FactSheet(FactTitle.PLANS, COLUMNS, PackedRows(map(tuple, facts.values())))
    return PlanLedgers(
        raising=_raising(LedgerReading(RAISING, query), raised, sheet, branches),
        pledges=_compared(pledges, pledged, sheet, PlanKind.PLEDGE),
        rectifications=_compared(rectifications, rectified, sheet, PlanKind.RECTIFICATION),
        facts=sheet,
    )


def _rows(reading, facts):
    """What stands in the ledger; each of its plans is put into `facts`."""
    rows = PackedRows()
    for line in reading.lines():
        facts[line.record.plan.pk] = [*_fact(line.record), *line.marks, words.NO]
        if line.now:
            rows.append(line.values)
    return rows


def _raised(reading, facts):
    """The same of the branches: the plan that the ledger takes of each is marked."""
    rows = PackedRows()
    for line in reading.lines():
        rows.append(line.values)
        plan = line.record.plan
        if plan:
            facts.setdefault(plan.plan.pk, [*_fact(plan), words.NO, words.NO, words.NO])[-1] = words.YES
    return rows


def _raising(reading, rows, facts, branches):
    here = {"here": words.YES} | branches.own("unit_key")
    counted = [Counted(branches.sheet, here | {"baseline": words.tier(tier)}) for tier in Tier]
    totals = _totals(facts, {"chosen": words.YES}, ("done", "total"))
    return ledger_table(reading, rows, reduce(add, counted), totals)


def _compared(reading, rows, facts, kind):
    told = {"kind": str(kind.label)}
    now, ago = told | {"now": words.YES}, told | {"ago": words.YES}
    totals = _totals(facts, now, [name for name in reading.names if name in (*JUDGED, "done", "total")])
    table = ledger_table(reading, rows, Counted(facts, now), totals)
    return ComparedLedger(table, facts, Counted(facts, ago), len(reading.ago))


def _totals(facts, told, names):
    return {name: Added(facts, name, told) for name in names}


def _fact(line: LedgerLine):
    """The first cells of a plan's row."""
    plan, judged = line.plan, line.judged
    return [
        plan.pk,
        str(plan.get_kind_display()),
        line.owner.organisation.code,
        line.owner.name,
        line.owner.unit,
        words.tier(line.text.goal),
        line.due_on,
        plan.published_on,
        plan.ended_on if plan.ended_on and plan.ended_on <= line.on else words.NONE,
        line.progress.done,
        line.progress.total,
        *((getattr(judged, name) for name in JUDGED) if judged else (words.NONE for _name in JUDGED)),
    ]
