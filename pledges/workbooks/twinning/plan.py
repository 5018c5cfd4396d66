"""What a workbook of twinnings would change, row by row, and everything that speaks against it."""

from django.utils import timezone

from core.workbooks.numbered.cells import numbers_in
from core.workbooks.numbered.plan import draw, judge, line_of
from pledges.actions.twinning.ledger import TwinningRecord
from pledges.choices import RecordState
from pledges.rules.overlap import pair_of
from pledges.twinning.parties import writing_role
from pledges.workbooks.twinning.book import TwinningBook, TwinningEntry
from pledges.workbooks.twinning.errors import TwinningSetting, doubts, errors
from pledges.workbooks.twinning.known import KnownTwinnings
from pledges.workbooks.twinning.rows import record_values, twinning_values
from pledges.workbooks.twinning.sheets import SHEETS


def plan(tables, plan, *, scope, by):
    """Fill `plan` with what `tables` would do."""
    known = KnownTwinnings(scope, numbers_in(tables))
    book = TwinningBook(tables, known)
    setting = TwinningSetting(timezone.localdate(), known, book.dated_by(pair_of))
    judge(plan, book, setting, errors, doubts)
    if not plan.errors:
        draw(plan, SHEETS, (line for entry in book.entries.values() for line in _lines(entry)))
        written = (entry for entry in book.entries.values() if entry.is_written)
        plan.work = [_record(entry, known, by) for entry in written]


def _lines(entry: TwinningEntry):
    number, label = entry.number, f"{entry.number} {entry.row.helped.name}"
    if entry.place:
        old = twinning_values(entry.before) if entry.before else None
        yield line_of(entry.place, label, old, twinning_values(entry.row, number), entry.changed)
    for place, record in entry.records:
        yield line_of(place, label, None, record_values(number, record))


def _record(entry: TwinningEntry, known: KnownTwinnings, by) -> TwinningRecord:
    if entry.before is None:
        entry.row.proposed_by, entry.row.proposed_as = by, known.proposing_role(entry.row)
        if not known.by_department:
            entry.row.helped_agreed_by, entry.row.helped_agreed_at = by, timezone.now()
    records = [record for _place, record in entry.records]
    for record in records:
        record.by = by
        if known.by_department:
            record.state, record.confirmed_at = RecordState.CONFIRMED, timezone.now()
        else:
            record.reported_as = writing_role(known.scope, entry.row)
    return TwinningRecord(entry.row, entry.before, records, known.read[entry.number])
