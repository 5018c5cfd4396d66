"""What the page of a project shows of its tasks: the drawing, the five fields, what was reported, what may be done."""

from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone

from core.reporting.choices import ReportedState
from core.reporting.lifecycle import has_reported
from core.reporting.pages import REPORTS, ReportedLine
from core.scope import Scope
from projects.choices import AT_WORK, STARTED, WITH_MONEY, Lateness
from projects.lifecycles.tasks import TASKS
from projects.models import Project, Task
from projects.parts import confirmer
from projects.tasks.drawing import drawing
from projects.tasks.fetching import writes
from projects.tasks.list import lateness_of


@dataclass(frozen=True)
class TaskLine(ReportedLine):
    """A task with what was reported of it."""

    task: Task
    late: Lateness


class TaskPanel:
    """Of one project, for one person."""

    def __init__(self, project: Project, scope: Scope):
        self.project, self.scope = project, scope

    @property
    def is_shown(self) -> bool:
        """Whether there is anything to say: once the project is approved and begun."""
        return self.project.state in WITH_MONEY

    @cached_property
    def may_write(self) -> bool:
        """Whether this person writes and reports the tasks now."""
        return self.project.state in AT_WORK and writes(self.scope, self.project)

    @cached_property
    def tasks(self) -> list[Task]:
        """Those that count, in order."""
        rows = list(self.project.tasks.filter(dropped_on=None).prefetch_related(*REPORTS))
        for row in rows:
            row.project = self.project
        return rows

    @cached_property
    def lines(self) -> list[TaskLine]:
        """Each with what this person may do about it."""
        return [self._line(task) for task in self.tasks]

    @property
    def done(self) -> int:
        """How many are confirmed as done."""
        return sum(task.state == ReportedState.DONE for task in self.tasks)

    @property
    def drawing(self):
        """The TaskDrawing; None without tasks."""
        stands = [(line.task, "late" if line.late else line.task.state) for line in self.lines]
        return drawing(self.project, stands, timezone.localdate())

    def _line(self, task):
        reports = self.may_write and task.state != ReportedState.DONE
        return TaskLine(
            list(task.updates.all()), reports, self._verbs(task), task, lateness_of(task, timezone.localdate())
        )

    def _verbs(self, task):
        """What may be decided about a reported task; nothing by who reported or leads."""
        user = self.scope.user
        if self.project.state not in STARTED or self.project.leader_user_id == user.pk or has_reported(user, task):
            return []
        return self._lifecycle.open_to(task.state, self.scope.roles_at(self.project.organisation))

    @cached_property
    def _lifecycle(self):
        return TASKS[confirmer(self.project)]
