"""An application is admitted, approved, approved after changes or as a general project, or not approved (N19, R36)."""

from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from core.choices import EventKind
from core.log.acts import logged
from core.validators import refuse
from core.workflow.steps import RETURNED
from projects.actions.common import move
from projects.actions.reviews import checks
from projects.choices import Verdict
from projects.models import Project


@logged("check", EventKind.DECISION)
def check(*, project: Project, by) -> None:
    """Admit `project` to review. Raises: as `move`."""
    move(project, "check", by=by)


@logged("send_back", EventKind.RETURN)
def send_back(*, project: Project, reason: str, by) -> None:
    """Give `project` back to who applies, with the `reason`. Raises: as `move`."""
    move(project, "send_back", by=by, reason=reason)


@logged("approve", EventKind.DECISION)
def approve(
    *,
    project: Project,
    granted: Decimal,
    own_granted: Decimal,
    project_class: str = "",
    message: str = "",
    by,
) -> None:
    """Approve `project` in `project_class` ("": as applied for) with `granted` yuan of the host and `own_granted` of
    its own: the public notice comes next.

    Raises: ValidationError while its panel is open, of the university without a panel or a sheet (R37), for another
    class than its own or a general one, over quota or money of the call, where the budget lines do not sum to what is
    granted (R36); as `move`.
    """
    project_class = project_class or project.project_class
    _judge(project, "approve", project_class, granted, own_granted)
    checks.check_lines(project, granted, own_granted)
    verdict = Verdict.APPROVED if project_class == project.project_class else Verdict.AS_GENERAL
    sums = {"granted": granted, "own_granted": own_granted}
    move(project, "approve", by=by, **sums, **_decided(project_class, verdict, message, by))


@logged("revise", EventKind.DECISION)
def revise(
    *,
    project: Project,
    granted: Decimal,
    own_granted: Decimal,
    project_class: str = "",
    message: str,
    by,
) -> None:
    """Approve `project` after changes, which the `message` asks for; by how much its budget lines differ from both sums
    is added to it. The sums are `offered` until the changes are confirmed (R36).

    Raises: ValidationError as `approve`, except for the lines; without a message; as `move`.
    """
    project_class = project_class or project.project_class
    if not message.strip():
        refuse("message", _("Say what is to be changed."))
    _judge(project, "revise", project_class, granted, own_granted)
    told = " ".join(filter(None, [message.strip(), checks.lines_told(project, granted, own_granted)]))[:RETURNED]
    verdict = Verdict.AFTER_CHANGES if project_class == project.project_class else Verdict.AS_GENERAL
    sums = {"offered": granted, "own_offered": own_granted}
    move(project, "revise", by=by, reason=told, **sums, **_decided(project_class, verdict, told, by))


@logged("reject", EventKind.DECISION)
def reject(*, project: Project, reason: str, by) -> None:
    """Do not approve `project`; during its public notice because of what was objected. Raises: ValidationError while
    its panel is open, of the university without a panel or a sheet (R37); as `move`."""
    checks.hold_for("reject", project)
    checks.check_panel(project)
    nothing = dict.fromkeys(("granted", "own_granted", "offered", "own_offered"))
    decided = _decided(project.project_class, Verdict.REJECTED, reason.strip()[:RETURNED], by)
    move(project, "reject", by=by, reason=reason, ended_on=timezone.localdate(), **nothing, **decided)


@logged("confirm_changes", EventKind.DECISION)
def confirm(*, project: Project, by) -> None:
    """Confirm the changes that were asked for: what was offered is granted. Raises: ValidationError where the budget
    lines do not sum to it (R36); as `move`."""
    checks.hold_for("confirm", project)
    checks.check_lines(project, project.offered, project.own_offered)
    sums = {"granted": project.offered, "own_granted": project.own_offered, "offered": None, "own_offered": None}
    move(project, "confirm", by=by, **sums, decided_by=by, decided_on=timezone.localdate())


@logged("ask_again", EventKind.RETURN)
def ask_again(*, project: Project, reason: str, by) -> None:
    """Ask for other changes. Raises: as `move`."""
    move(project, "ask_again", by=by, reason=reason, message=reason.strip()[:RETURNED])


def _judge(project, verb, project_class, granted, own):
    """Hold `project` and its call, and look at all that an approval is held against."""
    checks.hold_for(verb, project)
    checks.check_panel(project)
    checks.check_class(project, project_class)
    checks.check_places(project, project_class)
    checks.check_sums(project, project_class, granted, own)


def _decided(project_class, verdict, message, by):
    return {
        "project_class": project_class,
        "verdict": verdict,
        "message": message,
        "decided_by": by,
        "decided_on": timezone.localdate(),
    }
