"""The rows of the sheets: what is stored, as values by the keys of the columns; the workbook that is taken out."""

from collections.abc import Iterator, Mapping

from branches.choices import BASE_KINDS
from branches.models import Organisation
from core.workbooks.numbered.cells import AT_ONCE, in_order, within
from projects.models import Advance, BudgetLine, Expenditure, Project, Task
from projects.texts import TASK_FIELDS
from projects.workbooks.sheets import (
    ADVANCES_SHEET,
    BUDGET_SHEET,
    EXPENDITURES_SHEET,
    PROJECTS_SHEET,
    TASKS_SHEET,
)
from projects.workbooks.words import told_state

PLAIN = ("title", "project_class", "leader", "starts_on", "ends_on", "verdict", "midterm_result", "grade")
TASK_CONFIRMED = ("state", "done_on")


def unit_codes(organisations) -> dict[str, str]:
    """{path: code} of the base organisations among `organisations`."""
    return {one.path: one.code for one in organisations if one.kind in BASE_KINDS}


def project_values(project: Project, units: Mapping[str, str], number: str | None = None) -> dict:
    """A row of 项目; `units`: of `unit_codes`; `number`: of a new one, the file's own."""
    branch = project.supporting if project.organisation.kind in BASE_KINDS else project.organisation
    is_approved = project.granted is not None
    return {
        "number": number or str(project.pk),
        "level": project.level,
        "unit": units[project.organisation.unit_path],
        "branch": branch.code if branch else None,
        "project_number": project.number or None,
        "call": project.call.title if project.call else None,
        "approved": project.approved,
        "granted": project.granted,
        "own_granted": project.own_granted,
        "advanced": project.advanced if is_approved else None,
        "spent": project.spent if is_approved else None,
        "state": told_state(project.state),
        **{key: getattr(project, key) or None for key in PLAIN},
    }


def task_values(number: str, task: Task) -> dict:
    """A row of 任务, of the project called `number`."""
    told = {key: getattr(task, key) or None for key in (*TASK_FIELDS, *TASK_CONFIRMED)}
    return {"number": number, "place": task.number, **told}


def line_values(number: str, line: BudgetLine) -> dict:
    """A row of 预算."""
    return {"number": number, "use": line.use, "amount": line.amount}


def advance_values(number: str, advance: Advance) -> dict:
    """A row of 拨款."""
    return {"number": number, "on": advance.on, "amount": advance.amount}


def expenditure_values(number: str, spent: Expenditure) -> dict:
    """A row of 支出."""
    return {
        "number": number,
        "on": spent.on,
        "line": spent.line.use,
        "amount": spent.amount,
        "use": spent.use or None,
    }


def rows(scope) -> list[tuple]:
    """(sheet, rows) of every project within `scope` (None: all of them), as the import reads them; void entries and
    tasks that were left out are not among them."""
    entries = within(scope, Expenditure).filter(voided_at=None).select_related("line")
    return [
        (PROJECTS_SHEET, _projects(scope)),
        (TASKS_SHEET, _of(TASKS_SHEET, within(scope, Task).filter(dropped_on=None), task_values, "number")),
        (BUDGET_SHEET, _of(BUDGET_SHEET, within(scope, BudgetLine), line_values, "number")),
        (ADVANCES_SHEET, _of(ADVANCES_SHEET, within(scope, Advance).filter(voided_at=None), advance_values, "on")),
        (EXPENDITURES_SHEET, _of(EXPENDITURES_SHEET, entries, expenditure_values, "on")),
    ]


def _projects(scope) -> Iterator[list]:
    units = unit_codes(Organisation.objects.units().order_by())
    ordered = within(scope, Project).with_people().order_by("organisation__path", "pk")
    for project in ordered.iterator(chunk_size=AT_ONCE):
        yield in_order(PROJECTS_SHEET, project_values(project, units))


def _of(sheet, found, values_of, order) -> Iterator[list]:
    for row in found.order_by("project_id", order, "pk").iterator(chunk_size=AT_ONCE):
        yield in_order(sheet, values_of(str(row.project_id), row))
