"""A project as a workbook leaves it, with what hangs on it."""

from copy import copy
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Model
from django.utils import timezone

from branches.choices import BASE_KINDS
from core.reporting.choices import ReportedState
from core.workbooks.numbered.book import NumberedEntry
from core.workbooks.numbered.cells import changes
from core.workbooks.numbered.places import RowPlace
from projects.choices import ENDED, WITH_MONEY, Level, ProjectState
from projects.models import BudgetLine, Task
from projects.texts import TASK_FIELDS
from projects.workbooks.rows import PLAIN, TASK_CONFIRMED, line_values, project_values, task_values
from projects.workbooks.sheets import BUDGET_SHEET, PROJECTS_SHEET, TASKS_SHEET

MONEY = ("approved", "granted", "own_granted")


class PartEntry(NamedTuple):
    """A row of another sheet than 项目: what it is (`row`); `before`: as it is stored, None for a new one; `changed`:
    the keys that become others."""

    place: RowPlace
    row: Model
    before: Model | None = None
    changed: tuple = ()


@dataclass
class ProjectEntry(NumberedEntry):
    """A project as the file leaves it (`row`), with its `tasks` and `lines` (PartEntries, new or changed), and its new
    `advances` and `expenditures`; `stored_lines`: BudgetLines there are;
    `unread`: cells that say something else than what is stored, and are not gone by."""

    tasks: list[PartEntry] = field(default_factory=list)
    lines: list[PartEntry] = field(default_factory=list)
    advances: list[PartEntry] = field(default_factory=list)
    expenditures: list[PartEntry] = field(default_factory=list)
    stored_lines: list[BudgetLine] = field(default_factory=list)
    matched: set[int] = field(default_factory=set)
    unread: list[tuple[RowPlace, str]] = field(default_factory=list)

    @property
    def is_clear(self):
        """Whether every cell of its own row says something."""
        return not self.unclear

    @property
    def parts(self):
        """Everything new or changed that hangs on it."""
        return [*self.tasks, *self.lines, *self.advances, *self.expenditures]

    @property
    def is_written(self):
        """Whether there is something to write."""
        return self.is_judged or bool(self.parts)

    @property
    def lines_left(self) -> list[BudgetLine]:
        """All its lines, as the file leaves them."""
        changed = {one.before.pk: one.row for one in self.lines if one.before}
        kept = [changed.get(line.pk, line) for line in self.stored_lines]
        return [*kept, *(one.row for one in self.lines if one.before is None)]

    def line_called(self, use: str) -> BudgetLine | None:
        """Its first line of that use."""
        return next((line for line in self.lines_left if line.use == use), None)

    def fill(self, units) -> None:
        """Take over what its row of 项目 says; `units`: of rows.unit_codes."""
        values, project = self.place.row.values, self.row
        old = project_values(self.before, units) if self.before else {}
        self.take(PROJECTS_SHEET, old, PLAIN, (), by_department=True)
        self.changed.update(changes(PROJECTS_SHEET, old, values, (*MONEY, "project_number", "state")))
        if "project_number" in self.changed:
            project.number = values["project_number"]
        if set(MONEY) & self.changed:
            project.granted, project.own_granted = _parts(values, project)
        self._stand(values)

    def _stand(self, values):
        """Where it stands: as the book says, else where it stood; a new one is a draft."""
        project = self.row
        if "state" in self.changed:
            project.state = _state(values["state"], project)
        if project.state in ENDED and not project.ended_on:
            project.ended_on = min(filter(None, (project.ends_on, timezone.localdate())))
        if self.before is None and project.state in WITH_MONEY:
            _date(project)

    def take_line(self, place: RowPlace) -> bool:
        """A row of 预算: the line that says just that, else the first of that use that no row stood for; else a new
        one. Returns whether it changes anything."""
        values = place.row.values
        left = [one for one in self.stored_lines if one.pk not in self.matched]
        same = [one for one in left if one.use == values["use"]]
        found = next((one for one in same if one.amount == values["amount"]), None) or next(iter(same), None)
        if found is None:
            number = 1 + max((one.number for one in self.lines_left), default=0)
            row = BudgetLine(project=self.row, number=number, use=values["use"], amount=values["amount"])
            self.lines.append(PartEntry(place, row))
            return True
        self.matched.add(found.pk)
        old = line_values(self.number, found)
        if changed := changes(BUDGET_SHEET, old, values, ("amount",)):
            row = copy(found)
            row.amount = values["amount"]
            self.lines.append(PartEntry(place, row, found, tuple(changed)))
        return bool(changed)

    def pass_over(self, units) -> None:
        """Its row of 项目 is not read: what it says otherwise is kept to be told; `units`: of rows.unit_codes."""
        old, values = project_values(self.before, units), self.place.row.values
        self.unread += [(self.place, key) for key in changes(PROJECTS_SHEET, old, values, PROJECTS_SHEET.by_key)]

    def pass_over_line(self, place: RowPlace) -> bool:
        """A row of 预算 that is not read. Returns whether it says what is stored."""
        told = (place.row.values["use"], place.row.values["amount"])
        if is_stored := told in {(one.use, one.amount) for one in self.stored_lines}:
            return is_stored
        self.unread.append((place, "amount"))
        return False

    def take_task(self, place: RowPlace, stored: Task | None, *, by_department: bool) -> bool:
        """A row of 任务, of which `stored` has the place; whether it is done others than the department do not say.
        Returns whether it changes anything."""
        values = place.row.values
        row = copy(stored) if stored else Task(project=self.row, number=values["place"])
        old = task_values(self.number, stored) if stored else {"state": ReportedState.OPEN.value}
        changed = changes(TASKS_SHEET, old, values, TASK_FIELDS)
        confirmed = changes(TASKS_SHEET, old, values, TASK_CONFIRMED)
        if by_department:
            changed += confirmed
        else:
            self.foreign += [(place, key) for key in confirmed]
        for key in changed:
            setattr(row, key, values[key])
        if is_new := changed or stored is None:
            self.tasks.append(PartEntry(place, row, stored, tuple(changed)))
        return bool(is_new)


def _parts(values, project):
    """(of the host, own) as the three cells tell: what two of them say tells the third."""
    approved, granted, own = (values.get(key) for key in MONEY)
    if granted is None and own is None:
        kept = project.own_granted or Decimal(0)
        return (approved - kept, kept)
    if granted is None:
        granted = approved - own if approved is not None else project.granted or Decimal(0)
    if own is None:
        own = approved - granted if approved is not None else project.own_granted or Decimal(0)
    return granted, own


def _state(told, project):
    """What is handed in waits for the unit only where that looks at it first."""
    waits_for_unit = project.level == Level.UNIVERSITY and project.organisation.kind not in BASE_KINDS
    return ProjectState.SUPPORTED if told == ProjectState.SUBMITTED and not waits_for_unit else ProjectState(told)


def _date(project):
    """The days of its call hold for it, and it added what it was granted."""
    project.own_part = project.own_granted or Decimal(0)
    for name in ("starts_on", "ends_on", "midterm_on", "final_on"):
        if project.call and not getattr(project, name):
            setattr(project, name, getattr(project.call, name))
