"""What a workbook of projects would change, row by row, and everything that speaks against it."""

from collections import defaultdict

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.workbooks.numbered.cells import numbers_in
from core.workbooks.numbered.places import problems
from core.workbooks.numbered.plan import draw, judge, line_of
from projects.actions.ledger import ProjectRecord
from projects.workbooks.book import ProjectBook
from projects.workbooks.entries import ProjectEntry
from projects.workbooks.errors import ProjectSetting, doubts, errors, sum_of
from projects.workbooks.known import KnownProjects
from projects.workbooks.rows import advance_values, expenditure_values, line_values, project_values, task_values
from projects.workbooks.sheets import SHEETS

UNREAD = _("Only the organisation department changes this: it is not read, and stays as it is.")


def plan(tables, plan, *, scope, by):
    """Fill `plan` with what `tables` would do."""
    known = KnownProjects(scope, numbers_in(tables))
    book = ProjectBook(tables, known)
    judge(plan, book, ProjectSetting(timezone.localdate(), known, _numbers(book)), errors, doubts)
    plan.warnings += problems((*cell, str(UNREAD)) for entry in book.judged for cell in entry.unread)
    if not plan.errors:
        draw(plan, SHEETS, (line for entry in book.entries.values() for line in _lines(entry, known)))
        plan.work = [_record(entry, known, by) for entry in book.entries.values() if entry.is_written]


def _numbers(book):
    """{立项号: the numbers of the projects that would have it}."""
    found = defaultdict(list)
    for number, project in book.as_they_would_be():
        found[project.number].append(number)
    return found


def _lines(entry: ProjectEntry, known):
    number, label = entry.number, f"{entry.number} {entry.row.title}"
    if entry.place:
        old = project_values(entry.before, known.units) if entry.before else None
        yield line_of(entry.place, label, old, project_values(entry.row, known.units, number), entry.changed)
    told = (
        (entry.tasks, task_values),
        (entry.lines, line_values),
        (entry.advances, advance_values),
        (entry.expenditures, expenditure_values),
    )
    for parts, values_of in told:
        for place, row, before, changed in parts:
            yield line_of(place, label, before and values_of(number, before), values_of(number, row), changed)


def _record(entry: ProjectEntry, known, by) -> ProjectRecord:
    """The sums of the project move with its new entries (R36)."""
    project = entry.row
    project.advanced = sum_of(known.advances[entry.number], entry.advances)
    project.spent = sum_of(known.expenditures[entry.number], entry.expenditures)
    if entry.before is None:
        project.created_by = by
    for one in (*entry.advances, *entry.expenditures):
        one.row.by = by
    return ProjectRecord(
        project=project,
        before=entry.before,
        lines=[(one.row, one.before) for one in entry.lines],
        tasks=[(one.row, one.before) for one in entry.tasks],
        advances=[one.row for one in entry.advances],
        expenditures=[one.row for one in entry.expenditures],
    )
