"""What the rows of a workbook of projects are held against, in memory: as many queries for one row as for many."""

from collections import Counter, defaultdict
from functools import cached_property

from branches.workbooks.directory import Directory, organisations_by_code
from core.choices import Role
from core.workbooks.numbered.cells import named, signature, within
from projects.models import Advance, BudgetLine, Call, Expenditure, Project, Task
from projects.parts import decided_by, writer
from projects.workbooks.rows import advance_values, expenditure_values, unit_codes
from projects.workbooks.sheets import ADVANCES_SHEET, EXPENDITURES_SHEET


class KnownProjects:
    """Organisations, calls, projects within `scope` (None: all), and what hangs on those called `numbers`: `lines` and
    `tasks` by number; `advances` and `expenditures`, the rows by number; `entries`, how often each is stored, by its
    cells; `by_department`: whether it is a ledger that the department takes over."""

    def __init__(self, scope, numbers: set[str]):
        self.scope = scope
        self.by_department = scope is None or scope.has(Role.DEPARTMENT)
        self.organisations = organisations_by_code()
        self.directory = Directory(self.organisations)
        self.units = unit_codes(self.organisations.values())
        self.calls = defaultdict(list)
        for call in Call.objects.exclude(published_on=None).select_related("host").order_by("-opens_on", "-pk"):
            self.calls[call.title, call.level].append(call)
        self.projects = {str(one.pk): one for one in self._projects()}
        self.taken = {one.number: key for key, one in self.projects.items() if one.number}
        keys = {one.pk for key, one in self.projects.items() if key in numbers}
        self.lines, self.tasks = self._read(BudgetLine, keys), self._read(Task, keys)
        self.advances = self._read(Advance, keys, voided_at=None)
        self.expenditures = self._read(Expenditure, keys, voided_at=None)
        self._sign()

    def call(self, title: str | None, level: str, path: str) -> Call | None:
        """The call of that title and level which an organisation at `path` may answer; None when there is none."""
        return next((one for one in self.calls[title, level] if path.startswith(one.host.path)), None)

    def writes(self, project: Project) -> bool:
        """Whether who brings the workbook carries `project` out."""
        return self.by_department or writer(project) in self.scope.roles_at(project.organisation)

    def pays(self, project: Project) -> bool:
        """Whether who brings it decides about `project`, and so pays what the host granted."""
        return self.by_department or project.pk in self._decided

    @cached_property
    def _decided(self):
        rows = self.scope.of(Project, role=Role.UNIT).filter(decided_by(Role.UNIT))
        return set(rows.order_by().values_list("pk", flat=True))

    def _projects(self):
        """Each with its organisations in memory already."""
        by_key = {one.pk: one for one in self.organisations.values()}
        for one in within(self.scope, Project).select_related("call").order_by("pk"):
            one.organisation, one.supporting = by_key[one.organisation_id], by_key.get(one.supporting_id)
            yield one

    def _read(self, model, keys, **facts):
        found = defaultdict(list)
        for row in named(model, "project", keys).filter(**facts).order_by("pk"):
            found[str(row.project_id)].append(row)
        return found

    def _sign(self):
        """Expenditures have their lines in memory already."""
        lines = {line.pk: line for some in self.lines.values() for line in some}
        self.entries = Counter()
        for number, some in self.advances.items():
            self.entries.update(signature(ADVANCES_SHEET, advance_values(number, one)) for one in some)
        for number, some in self.expenditures.items():
            for one in some:
                one.line = lines[one.line_id]
                self.entries[signature(EXPENDITURES_SHEET, expenditure_values(number, one))] += 1
