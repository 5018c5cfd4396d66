"""What was done for a task is reported with proof and confirmed by somebody else (as R26)."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core.attachments.fields import Attachment
from core.choices import EventKind
from core.log.acts import logged
from core.reporting import verbs
from core.reporting.choices import ReportedState
from projects.actions.at_work import refuse_not_at_work
from projects.actions.common import hold, tell
from projects.choices import STARTED, FileUse
from projects.lifecycles.tasks import task_table
from projects.models import ProjectFile, Task, TaskReport


@logged("report", EventKind.WRITE)
def report(
    *,
    task: Task,
    on: date,
    text: str,
    proofs: Sequence[ProjectFile] = (),
    file: Attachment | None = None,
    link: str = "",
    completes: bool = False,
    role: str,
    by,
) -> TaskReport:
    """Note what was done for `task` on a day, with `proofs` that its project has and a `file` or `link` that is kept
    with them; `completes`: somebody else is asked to confirm that it is done. `role`: the one `by` acts in. Returns the
    TaskReport.

    Raises: ValidationError when the project is not at work, the task is done or left out, for a day ahead or before the
    project began, and when `by` reported the same already.
    """
    refuse_not_at_work(_hold(task))
    if task.state == ReportedState.DONE:
        raise ValidationError(_("This task is confirmed as done already."))
    sentence = _("The day lies between %(begin)s, when the project began, and today.")
    verbs.check_day(on, since=task.project.starts_on or date.min, sentence=sentence)
    tell(task.project, task=task.number)
    update = TaskReport(task=task, on=on, text=text, by=by, reported_as=role)
    verbs.report(task, update, proofs=proofs, completes=completes)
    kept = partial(ProjectFile, project=task.project, use=FileUse.TASK)
    verbs.attach(update, kept, file=file, link=link, by=by)
    return update


@logged("confirm_task", EventKind.DECISION)
def confirm(*, task: Task, by) -> None:
    """Confirm that `task` is done, as of the day it was last reported for.

    Raises: ValidationError for who reported of it or leads the project, and when the project has ended or left it out;
    TooLate when it waits for nobody (any more).
    """
    project = _standing(task)
    tell(project, task=task.number)
    verbs.confirm(task, task_table(task), by=by)


@logged("unconfirm_task", EventKind.RETURN)
def unconfirm(*, task: Task, reason: str, by) -> None:
    """Say that `task` is not done yet, and what is missing. Raises: ValidationError without a reason, and as
    `confirm`."""
    project = _standing(task)
    tell(project, task=task.number)
    verbs.unconfirm(task, task_table(task), reason=reason, by=by)


def _standing(task):
    """The project of `task`, held. Raises: ValidationError when it is at its end, or left the task out."""
    project = _hold(task)
    if project.state not in STARTED:
        raise ValidationError(_("The project has ended: nothing is confirmed any more."))
    return project


def _hold(task):
    """The project of `task`, both as they stand now. Raises: ValidationError when the task was left out."""
    project = hold(task.project)
    task.refresh_from_db(fields=["state", "dropped_on", "reason"])
    if task.dropped_on:
        raise ValidationError(_("This task was left out."))
    return project
