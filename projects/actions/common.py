"""What every verb about projects does: the project held, what the log says of it."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core.choices import EventKind
from core.history import Act
from core.workflow.lifecycle import Transition
from core.workflow.steps import RETURNED, step
from projects.lifecycles.projects import table
from projects.models import Project


def hold(project: Project) -> Project:
    """Until the transaction ends nobody else writes `project`, which is read anew. Returns it."""
    fresh = Project.objects.select_for_update().get(pk=project.pk)
    for field in Project._meta.concrete_fields:
        setattr(project, field.attname, getattr(fresh, field.attname))
    return project


def act(verb: str, project: Project, **detail) -> Act:
    """What the log says of a decision about `project`."""
    facts = {"verb": verb, "project": project.pk, "organisation": project.organisation.code}
    return Act(EventKind.DECISION, project.title, facts | detail)


def move(project: Project, verb: str, *, by, reason: str = "", **updates) -> None:
    """Carry out the transition `verb` of `project` with its `reason` and further `updates`, noted in history and log.

    Raises: ValidationError without a required reason, for who had an own part in it, and where no such transition is
    open to the project; TooLate when somebody else was faster.
    """
    transition = transition_named(project, verb)
    updates = {"reason": reason.strip()[:RETURNED], **updates}
    step(project, transition, by=by, remark=reason, act=act(verb, project), **updates)


def transition_named(project: Project, verb: str) -> Transition:
    """The transition `verb` of `project`. Raises: ValidationError where its life-cycle has none."""
    found = next((one for one in table(project).transitions if one.name == verb), None)
    if found is None:
        raise ValidationError(_("This project does not go that way: look at its page again."))
    return found
