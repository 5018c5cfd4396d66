"""A project ends: closed after the notice of its result, or stopped on the way."""

from django.core.exceptions import ValidationError
from django.utils import timezone

from core.choices import EventKind
from core.log.acts import logged
from projects.actions.common import hold, move
from projects.choices import NoticeStage, ProjectState
from projects.models import Project
from projects.queries.notices import notice_hindrance


@logged("close_project", EventKind.DECISION)
def close(*, project: Project, by) -> None:
    """Close `project`: it is accepted. Raises: ValidationError before the notice of its result is over and every
    objection answered (R38), and for who leads it; TooLate when it is closed already."""
    hold(project)
    if project.state == ProjectState.CLOSING and (why := notice_hindrance(project, NoticeStage.ACCEPTANCE)):
        raise ValidationError(why)
    move(project, "close", by=by, ended_on=timezone.localdate())


@logged("stop", EventKind.DECISION)
def stop(*, project: Project, reason: str, by) -> None:
    """Stop `project` for good; what was advanced and not spent goes back. Raises: ValidationError without a reason, and
    for who leads it; TooLate when it has ended already."""
    move(hold(project), "stop", by=by, reason=reason, correct_by=None, ended_on=timezone.localdate())
