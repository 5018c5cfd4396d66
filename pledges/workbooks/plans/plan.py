"""What a workbook of plans would change, row by row, and everything that speaks against it."""

from collections import defaultdict
from dataclasses import replace

from django.utils import timezone

from core.reporting.choices import ReportedState
from core.workbooks.numbered.cells import numbers_in
from core.workbooks.numbered.places import problems
from core.workbooks.numbered.plan import draw, line_of
from pledges.actions import PlanRecord
from pledges.choices import EDITABLE, PlanOutcome, PlanState, VersionState
from pledges.models import Version
from pledges.texts import stored, text_from
from pledges.workbooks.plans.book import PlanBook
from pledges.workbooks.plans.doubts import doubts, explained, late
from pledges.workbooks.plans.entries import PlanEntry
from pledges.workbooks.plans.errors import ImportSetting, errors, owner_of
from pledges.workbooks.plans.known import KnownPlans
from pledges.workbooks.plans.rows import measure_values, move_values, plan_values, report_values
from pledges.workbooks.plans.sheets import SHEETS

# What the sheets have no column for, and the database wants to know.
EXPLANATION = "由台账导入，台账中未作说明。"
RETURNED = "由台账导入，台账中未写退回意见。"


def plan(tables, plan, *, scope, by):
    """Fill `plan` with what `tables` would do."""
    today = timezone.localdate()
    known = KnownPlans(scope, numbers_in(tables))
    book = PlanBook(tables, known, today=today)
    rivals, stored_plans = _by_owner(_as_they_would_be(book, known)), _by_owner(known.plans.items())
    setting = ImportSetting(by, known.by_department, today, rivals, stored_plans)
    plan.errors += book.errors
    for entry in book.judged:
        _judge(entry, setting, known, plan)
    plan.unchanged += book.unchanged
    if not plan.errors:
        draw(plan, SHEETS, (line for entry in book.entries.values() for line in _lines(entry)))
        plan.work = [_record(entry, setting, known) for entry in book.entries.values() if _is_written(entry)]


def _as_they_would_be(book, known):
    """(number, Plan) of every plan once the workbook has come in."""
    yield from ((number, one) for number, one in known.plans.items() if number not in book.entries)
    yield from ((number, entry.plan) for number, entry in book.entries.items() if entry.is_clear)


def _by_owner(plans):
    """(number, Plan)s by whose plan of which kind each is."""
    found = defaultdict(list)
    for number, one in plans:
        found[owner_of(one)].append((number, one))
    return found


def _judge(entry, setting, known, plan):
    plan.errors += problems(errors(entry, setting))
    if not entry.is_clear:
        return
    plan.warnings += problems(explained(entry))
    plan.warnings += problems(late(entry, known))
    if setting.by_department:
        found, said = plan.warnings, doubts(entry, setting, known)
    elif entry.before is None or entry.before.state in EDITABLE or not entry.is_judged:
        found, said = plan.errors, doubts(entry, setting, known)
    else:
        return
    found += problems(said)


def _lines(entry: PlanEntry):
    """(title, PlanLine) of each row of `entry`; a line without cells changes nothing."""
    number, label = entry.number, f"{entry.number} {entry.plan.organisation.name}"
    if entry.place:
        old = plan_values(entry.before) if entry.before else None
        yield line_of(entry.place, label, old, plan_values(entry.plan, number), entry.changed)
    for one in entry.measures.values():
        if one.place:
            old = measure_values(number, one.before) if one.before else None
            yield line_of(one.place, label, old, measure_values(number, one.measure), one.changed)
    for report in entry.reports:
        yield line_of(report.place, label, None, report_values(number, report.number, report.update))
    for one in entry.moves:
        if one.place:
            yield line_of(one.place, label, None, move_values(number, one.number, one.move))


def _is_written(entry):
    return entry.is_judged or bool(entry.reports or entry.moves)


def _record(entry: PlanEntry, setting: ImportSetting, known: KnownPlans) -> PlanRecord:
    plan = _completed(entry)
    for one in entry.measures.values():
        if one.measure.state == ReportedState.DONE and "state" in one.changed:
            one.measure.confirmed_by, one.measure.confirmed_at, one.measure.reason = setting.by, timezone.now(), ""
    for report in entry.reports:
        report.update.by, report.update.reported_as = setting.by, known.reporting_role(entry.plan)
    for one in entry.moves:
        one.move.decided_by = setting.by
        one.move.measure = entry.measures[one.number].measure if one.number is not None else None
    return PlanRecord(
        plan=plan,
        before=entry.before,
        measures=[(one.measure, one.before) for one in entry.measures.values() if one.is_written],
        updates=[report.update for report in entry.reports],
        moves=[one.move for one in entry.moves],
        version=_version(entry, setting),
    )


def _completed(entry):
    plan = entry.plan
    if plan.outcome == PlanOutcome.NOT_KEPT:
        plan.explanation = plan.explanation or EXPLANATION
    if plan.state == PlanState.RETURNED:
        plan.reason = plan.reason or RETURNED
    elif "state" in entry.changed and plan.state != PlanState.ENDED:
        plan.reason = ""  # what ends was sent back for good
    if plan.state == PlanState.SUBMITTED:
        plan.submitted_at = plan.submitted_at or timezone.now()
    return plan


def _version(entry, setting):
    """The version of the text to be kept: the first of a plan that is in force from now on, as it was on its first day;
    a further one of today when a text in force is corrected."""
    plan = entry.plan
    if not plan.is_adopted or (entry.was_adopted and not entry.is_rewritten):
        return None
    number, day = (entry.parts.version + 1, setting.today) if entry.was_adopted else (1, plan.published_on)
    text = text_from(plan, [one.measure for _number, one in sorted(entry.measures.items())])
    if not entry.was_adopted:
        text = _as_it_began(text, entry.original)
    facts = {"goal": plan.goal, "adopted_on": day, "adopted_by": setting.by, "content": stored(text)}
    return Version(plan=plan, number=number, state=VersionState.ADOPTED, **facts)


def _as_it_began(text, original):
    measures = (replace(one, due_on=original.get(one.number, one.due_on)) for one in text.measures)
    return replace(text, due_on=original.get(None, text.due_on), measures=tuple(measures))
