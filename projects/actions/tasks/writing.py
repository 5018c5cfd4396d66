"""The tasks of a project with their five fields: written, changed, left out with a reason."""

from collections.abc import Mapping, Sequence

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from core import history
from core.choices import EventKind
from core.log.acts import logged
from core.reporting.choices import ReportedState
from core.workflow.steps import RETURNED
from projects.actions.at_work import refuse_not_at_work
from projects.actions.common import hold, tell
from projects.models import Project, Task
from projects.rules.tasks import due_refusal
from projects.texts import TASK_FIELDS, TaskText, task_text


@logged("write_tasks", EventKind.WRITE)
def write(*, project: Project, tasks: Sequence[TaskText], left_out: Mapping[int, str] | None = None, by) -> None:
    """Write the `tasks` of `project`: one without a number is new, unless the same stands there already; those of
    `left_out` ({number: reason}) count no more. Tasks that are named in neither stay as they are.

    Raises: ValidationError when the project is not at work, for a day outside its period, when a task was reported or
    done meanwhile, and without a reason.
    """
    refuse_not_at_work(hold(project))
    tell(project)
    standing = {row.number: row for row in project.tasks.select_for_update()}
    for text in tasks:
        _write(project, standing, text, by)
    for number, reason in (left_out or {}).items():
        _leave_out(standing.get(number), reason, by)


def _write(project, standing, text, by):
    if why := due_refusal(text.due_on, project.starts_on, project.ends_on):
        raise ValidationError({"due_on": why})
    row = standing.get(text.number)
    if row is None:
        _add(project, standing, text, by)
    elif task_text(row).said != text.said:
        _refuse_reported(row)
        for name, value in text.said.items():
            setattr(row, name, value)
        history.save(row, by=by, fields=TASK_FIELDS)


def _add(project, standing, text, by):
    """A second press of the button adds nothing."""
    if any(row.dropped_on is None and task_text(row).said == text.said for row in standing.values()):
        return
    number = max(standing, default=0) + 1
    standing[number] = Task(project=project, number=number, **text.said)
    history.save(standing[number], by=by)


def _leave_out(row, reason, by):
    if row is None or row.dropped_on:
        return
    _refuse_reported(row)
    if not reason.strip():
        raise ValidationError({"reason": _("Say why task %(number)d is left out.") % {"number": row.number}})
    row.dropped_on = timezone.localdate()
    history.save(row, by=by, reason=reason.strip()[:RETURNED], fields=["dropped_on"])


def _refuse_reported(row):
    if row.state != ReportedState.OPEN:
        facts = {"number": row.number}
        raise ValidationError(_("Task %(number)d is reported or done already: it stays as it is.") % facts)
    if row.dropped_on:
        raise ValidationError(_("Task %(number)d was left out meanwhile.") % {"number": row.number})
