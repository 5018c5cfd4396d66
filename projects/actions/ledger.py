"""Projects as a workbook tells them, written at once: the department's ledger (contract.md)."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from branches import tree
from core import history
from core.choices import EventKind
from core.log.acts import about, logged
from core.workflow.steps import refuse_changed
from projects.actions.notices import take_back
from projects.choices import ENDED
from projects.models import Advance, BudgetLine, Expenditure, Project, Task

PROJECT_WRITTEN = ("title", "project_class", "leader", "starts_on", "ends_on", "verdict", "midterm_result", "grade")
PROJECT_WRITTEN += ("number", "granted", "own_granted", "advanced", "spent", "state", "ended_on")
TASK_WRITTEN = ("text", "person", "goal", "duty", "due_on", "state", "done_on")


@dataclass(frozen=True)
class ProjectRecord:
    """A project as it is to be, saved or not, its sums too; `before`: as it was read, None for a new one; so are its
    `lines` and `tasks`. `advances` and `expenditures` are new."""

    project: Project
    before: Project | None
    lines: Sequence[tuple[BudgetLine, BudgetLine | None]]
    tasks: Sequence[tuple[Task, Task | None]]
    advances: Sequence[Advance]
    expenditures: Sequence[Expenditure]


@logged("take_over", EventKind.DECISION)
def take_over(records: Sequence[ProjectRecord], *, by, reason: str) -> None:
    """Write `records`, which were judged in this transaction; `reason` ("import: <file>") goes to the history. As many
    queries for one project as for hundreds.

    Raises: TooLate when one of the projects was changed, or its organisation closed, at the same moment.
    """
    _hold(records)
    kept = [one.project for one in records if one.before]
    history.update(Project, kept, PROJECT_WRITTEN, by=by, reason=reason)
    history.create(Project, [one.project for one in records if one.before is None], by=by, reason=reason)
    for model, name, written in ((BudgetLine, "lines", ("amount",)), (Task, "tasks", TASK_WRITTEN)):
        pairs = list(chain.from_iterable(getattr(one, name) for one in records))
        history.create(model, [row for row, before in pairs if before is None], by=by, reason=reason)
        history.update(model, [row for row, before in pairs if before], written, by=by, reason=reason)
    history.create(Advance, chain.from_iterable(one.advances for one in records), by=by, reason=reason)
    history.create(Expenditure, chain.from_iterable(one.expenditures for one in records), by=by, reason=reason)
    take_back(_regraded(records), by=by, reason=reason)
    new = sum(one.before is None for one in records)
    about(reason, new=new, changed=len(records) - new)


def _regraded(records):
    """The projects whose result becomes another one."""
    return [one.project for one in records if one.before and one.before.grade not in ("", one.project.grade)]


def _hold(records):
    """Lock what the records rest on, and refuse what is no longer as it was judged: an entry of money changes the sums
    of its project, so that none came in between."""
    open_ones = {one.project.organisation for one in records if one.project.state not in ENDED}
    tree.lock(open_ones)
    tree.refuse_closed(open_ones)
    refuse_changed(Project, [one.before for one in records if one.before])
    refuse_changed(BudgetLine, [before for one in records for _row, before in one.lines if before])
    refuse_changed(Task, [before for one in records for _row, before in one.tasks if before])
