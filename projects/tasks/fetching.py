"""A project for who carries it out, and one of its tasks."""

from django.core.exceptions import PermissionDenied

from core.scope import Scope
from projects.fetching import project_of
from projects.models import Project, Task
from projects.parts import writer


def written_project(request, number) -> Project:
    """The project of that number for who carries it out. Raises: Http404 outside the scope; PermissionDenied."""
    project = project_of(request, number)
    if not writes(request.scope, project):
        raise PermissionDenied
    return project


def task_of(request, number, task) -> Task:
    """Task `task` of the project of that `number`. Raises: Http404."""
    project = project_of(request, number)
    row = request.scope.get(request.scope.of(Task).filter(project=project), number=task)
    row.project = project
    return row


def writes(scope: Scope, project: Project) -> bool:
    """Whether the person carries `project` out: its applicant's secretary."""
    return writer(project) in scope.roles_at(project.organisation)


def task_address(task: Task, day: str = "") -> str:
    """Where a task stands on the page of its project; `day`: what the address of another day ends with."""
    return f"{task.project.get_absolute_url()}{day}#task-{task.number}"
