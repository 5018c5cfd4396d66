"""An application is handed in, supported or returned by its unit, withdrawn; changes that were asked for are handed
in."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from core.choices import EventKind
from core.log.acts import logged
from projects.actions.applications.checks import hold_leader, hold_place
from projects.actions.common import hold, move
from projects.choices import WRITTEN
from projects.models import Project
from projects.queries.applying.applications import hindrance
from projects.queries.applying.calls import quota_sentence
from projects.rules.applications import not_as_granted


@logged("submit", EventKind.SUBMIT)
def submit(*, project: Project, by) -> None:
    """Hand in a draft, or what came back: to the unit, or at once to who decides.

    Raises: ValidationError while something is missing, after the deadline (the draft stays), for a second unfinished
    project of the level of the organisation or of its leader, and where the quota of the unit is used up
    (`queries.applying.applications.hindrance`); TooLate when it is handed in already.
    """
    hold_place(project.organisation)
    hold(project)
    hold_leader(project.leader_user_id)
    if project.state in WRITTEN and (why := hindrance(project)):
        raise ValidationError(why)
    project.submitted_by = by  # what the unit's secretary hands in the unit does not judge
    move(project, "submit", by=by, submitted_by=by, submitted_at=timezone.now())


@logged("support", EventKind.DECISION)
def support(*, project: Project, by) -> None:
    """Pass an application on to the department. Raises: ValidationError for who leads it or handed it in, and where the
    quota of the unit is used up; TooLate when somebody else was faster."""
    hold_place(project.organisation)
    hold(project)
    if why := support_hindrance(project):
        raise ValidationError(why)
    move(project, "support", by=by)


@logged("return", EventKind.RETURN)
def return_(*, project: Project, reason: str, by) -> None:
    """Give an application back to its writers. Raises: ValidationError without a reason; TooLate when somebody else was
    faster."""
    hold(project)
    move(project, "return", by=by, reason=reason)


@logged("withdraw", EventKind.DECISION)
def withdraw(*, project: Project, reason: str, by) -> None:
    """Withdraw a project; it has ended then. Raises: ValidationError without a reason, and once money is advanced;
    TooLate when somebody else was faster."""
    hold(project)
    if why := withdrawal_hindrance(project):
        raise ValidationError(why)
    move(project, "withdraw", by=by, reason=reason, ended_on=timezone.localdate(), state_before=project.state)


@logged("submit", EventKind.SUBMIT)
def resubmit(*, project: Project, by) -> None:
    """Hand in the changes that were asked for. Raises: ValidationError while the budget lines do not sum to the offered
    sum (R36); TooLate when it is done already."""
    hold(project)
    if why := change_hindrance(project):
        raise ValidationError(why)
    move(project, "resubmit", by=by)


def support_hindrance(project: Project) -> str:
    """Why the unit cannot pass `project` on, in a sentence; "" when it can."""
    return quota_sentence(project.call, project.organisation)


def withdrawal_hindrance(project: Project) -> str:
    """Why `project` cannot be withdrawn, in a sentence; "" when it can."""
    if project.advanced:
        return _("Money is advanced already: it cannot be withdrawn any more. Ask who decides to stop it instead.")
    return ""


def change_hindrance(project: Project) -> str:
    """Why the changes cannot be handed in, in a sentence; "" when they can."""
    if project.offered is None:
        return ""
    amounts = list(project.lines.values_list("amount", flat=True))
    return not_as_granted(amounts, project.offered, project.own_offered)
