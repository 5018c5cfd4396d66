"""The ledgers whose rows are facts of one kind each: benchmarks, review meetings, twinnings, projects."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from core.workbooks.formulas import Added, Counted, Expression, FactSheet, PackedRows
from pledges.ledgers.benchmarks import BenchmarkLedger
from pledges.ledgers.meetings import MeetingLedger
from pledges.ledgers.twinnings import TwinningLedger
from projects.ledgers.list import ApprovedLedger
from reports.annual.ledgers.ledger_table import ComparedLedger, ledger_table
from reports.annual.ledgers.reading import MARKS, LedgerKind, LedgerReading
from reports.queries.annual.facts import words
from reports.queries.annual.facts.titles import FactTitle
from reports.queries.annual.query import AnnualQuery

MONEY = ("granted", "own", "approved", "advanced", "spent", "balance")


@dataclass(frozen=True)
class LedgerFacts:
    """The sheet `title` of the facts of `kind`: its `columns` and, of a record, their `values`; the columns `summed`
    are called as those of the list that they add up."""

    title: str
    kind: LedgerKind
    columns: Mapping[str, str]
    values: Callable
    summed: tuple[str, ...] = ()

    def read(self, query: AnnualQuery) -> ComparedLedger:
        """The ledger of `query` and its facts."""
        reading, rows, facts = LedgerReading(self.kind, query), PackedRows(), PackedRows()
        for line in reading.lines():
            facts.append((*self.values(line.record), *line.marks))
            if line.now:
                rows.append(line.values)
        sheet, told = FactSheet(self.title, self.columns | MARKS, facts), {"now": words.YES}
        totals: dict[str, Expression] = {name: Added(sheet, name, told) for name in self.summed}
        table = ledger_table(reading, rows, Counted(sheet, told), totals)
        return ComparedLedger(table, sheet, Counted(sheet, {"ago": words.YES}), len(reading.ago))


def _benchmark(line):
    benchmark, item = line.benchmark, line.item
    return (
        f"{benchmark.pk}-{item.number}" if item else str(benchmark.pk),
        line.follower.organisation.code,
        line.follower.name,
        line.follower.unit,
        line.followed.organisation.code,
        line.followed.name,
        item.item if item else words.NONE,
        benchmark.starts_on,
        benchmark.ends_on or words.NONE,
        words.yes(line.state.lapse is None),
    )


def _comment(line):
    meeting = line.meeting
    return (meeting.pk, meeting.unit.code, line.unit, line.comment.branch.code, line.branch, meeting.held_on)


def _twinning(line):
    return (
        line.twinning.pk,
        line.owner.organisation.code,
        line.owner.name,
        line.owner.unit,
        line.helper.name if line.helper else line.twinning.helper_called,
        line.twinning.starts_on,
        line.ends_on or words.NONE,
        len(line.records),
    )


def _project(line):
    told, money = line.told, line.money
    return (
        told.id,
        told.number or words.NONE,
        told.title,
        line.owner.organisation.code,
        line.owner.unit,
        *(getattr(money, name) for name in MONEY),
        str(told.get_state_display()),
    )


OWNER = {"code": "党支部编码", "branch": "党支部", "unit": "单位"}
BENCHMARKS = LedgerFacts(
    FactTitle.BENCHMARKS,
    LedgerKind(
        "对标赶超表",
        BenchmarkLedger,
        "本年对过标的党支部，每个对标项目一行；是否有效以截止日为准（R35）。",
        key=lambda line: (line.benchmark.pk, line.item and line.item.number),
        over=lambda line: line.benchmark.ends_on,
    ),
    {
        "number": "编号", **OWNER, "followed_code": "标杆编码", "followed": "标杆", "item": "项目",
        "starts_on": "开始日期", "ends_on": "结束日期", "counts": "有效",
    },
    _benchmark,
)  # fmt: skip
MEETINGS = LedgerFacts(
    FactTitle.MEETINGS,
    LedgerKind(
        "点评互评汇总表",
        MeetingLedger,
        "本年召开并已结束的点评会，每个被点评的党支部一行（R25）。",
        key=lambda comment: comment.pk,
        over=lambda comment: comment.meeting.held_on + timedelta(days=1),
    ),
    {
        "number": "会议编号", "unit_code": "单位编码", "unit": "单位", "code": "党支部编码", "branch": "党支部",
        "held_on": "时间",
    },
    _comment,
)  # fmt: skip
TWINNINGS = LedgerFacts(
    FactTitle.TWINNINGS,
    LedgerKind(
        "结对帮扶台账",
        TwinningLedger,
        "本年实施过的结对帮扶，按帮扶对象所在单位列入；记录只计截止日以前的（R35）。",
        key=lambda twinning: twinning.pk,
        over=lambda twinning: twinning.ends_on,
        owner=lambda twinning: twinning.helped_id,
    ),
    {
        "number": "编号", **OWNER, "helper": "帮扶方", "starts_on": "开始日期", "ends_on": "结束日期",
        "records": "记录数",
    },
    _twinning,
    ("records",),
)  # fmt: skip
PROJECTS = LedgerFacts(
    FactTitle.PROJECTS,
    LedgerKind(
        "创新立项汇总表",
        ApprovedLedger,
        "截止日已立项、本年未结束的创新项目；经费以截止日为准，结余为批准经费减已支出（R36）。",
        key=lambda line: line.told.id,
        over=lambda line: line.told.ended_on,
    ),
    {
        "id": "编号", "number": "立项号", "title": "项目", "code": "组织编码", "unit": "单位", "granted": "学校经费",
        "own": "配套经费", "approved": "批准经费", "advanced": "已拨付", "spent": "已支出", "balance": "结余",
        "state": "状态",
    },
    _project,
    MONEY,
)  # fmt: skip
