"""The life-cycle of what is reported of a task: somebody else confirms it, never who reported it or leads (as R26)."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.choices import Role
from core.reporting.lifecycle import confirming, no_reporter
from core.workflow.lifecycle import Guard, Lifecycle
from projects.models import Task, TaskReport
from projects.parts import confirmer

NOT_REPORTER = no_reporter(TaskReport, "task", "")


def _no_part(user):
    return NOT_REPORTER.condition(user) & (~Q(project__leader_user=user) | Q(project__leader_user=None))


NO_PART_IN_TASK = Guard(_no_part, _("You reported this task or lead the project yourself: somebody else confirms it."))
TASKS = {role: confirming(role, NO_PART_IN_TASK) for role in (Role.UNIT, Role.DEPARTMENT)}


def task_table(task: Task) -> Lifecycle:
    """The life-cycle of `task`."""
    return TASKS[confirmer(task.project)]
