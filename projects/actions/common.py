"""What every verb about projects does: the project held, what the log says of it."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core.log.acts import about
from core.phrases import listed
from core.workflow.lifecycle import TooLate, Transition
from core.workflow.steps import RETURNED, step
from projects.lifecycles.projects import table
from projects.models import Project


def hold(project: Project) -> Project:
    """Until the transaction ends nobody else writes `project`, which is read anew. Returns it. Raises: TooLate when it
    is thrown away."""
    fresh = Project.objects.select_for_update().filter(pk=project.pk).first()
    if fresh is None:
        raise TooLate(_("The draft was thrown away already."))
    for field in Project._meta.concrete_fields:
        setattr(project, field.attname, getattr(fresh, field.attname))
    return project


def tell(project: Project, **detail) -> None:
    """Say in the log that this is about `project`."""
    about(project, **{"project": project.pk, "organisation": project.organisation.code, **detail})


def tell_all(projects: Sequence[Project], **detail) -> None:
    """Say in the log that this is about all `projects`."""
    codes = ", ".join(sorted({one.organisation.code for one in projects}))
    about(listed(one.title for one in projects), **{"organisation": codes, "count": len(projects), **detail})


def move(project: Project, verb: str, *, by, reason: str = "", **updates) -> None:
    """Carry out the transition `verb` of `project` with its `reason` and further `updates`, noted in history and log.

    Raises: ValidationError without a required reason, for who had an own part in it, and where no such transition is
    open to the project; TooLate when somebody else was faster.
    """
    transition = transition_named(project, verb)
    updates = {"reason": reason.strip()[:RETURNED], **updates}
    tell(project)
    step(project, transition, by=by, remark=reason, **updates)


def transition_named(project: Project, verb: str) -> Transition:
    """The transition `verb` of `project`. Raises: ValidationError where its life-cycle has none."""
    found = next((one for one in table(project).transitions if one.name == verb), None)
    if found is None:
        raise ValidationError(_("This project does not go that way: look at its page again."))
    return found
