"""What the page of a project shows of a day gone by: where it stood, its tasks and its money; nothing is done there
(R34)."""

from functools import cached_property

from core.scope import Scope
from core.timeline import ToldEvent
from core.web.day import DayQuery
from projects.choices import Lateness
from projects.models import Project, Task
from projects.queries.carrying.tasks import tasks_as_told, tasks_on
from projects.queries.timeline import of_project
from projects.tasks.list import lateness_of


class PastProject:
    """A project (`as_told`) on the day of `query`, as whoever has `scope` may see it."""

    def __init__(self, project: Project, scope: Scope, query: DayQuery):
        self.project, self.scope, self.query = project, scope, query

    @cached_property
    def tasks(self) -> list[tuple[Task, Lateness]]:
        """Its tasks, each with whether it was late (R38)."""
        rows = tasks_on(self.scope.of(Task).filter(project=self.project.pk), self.query.on)
        found = tasks_as_told(rows.select_related("project").order_by("number"), self.query.on)
        return [(task, lateness_of(task, self.query.on)) for task in found]

    @property
    def timeline(self) -> list[ToldEvent]:
        """What had happened to it."""
        return [event for event in of_project(self.project) if event.day <= self.query.on]
