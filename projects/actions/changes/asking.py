"""A change is asked for."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core import history
from core.choices import EventKind
from core.log.acts import logged
from core.workflow.steps import RETURNED
from projects.actions.at_work import refuse_not_at_work
from projects.actions.changes.checks import check
from projects.actions.common import hold, tell
from projects.choices import RequestKind, RequestState
from projects.models import ChangeRequest, Project
from projects.queries.carrying.changes import as_it_is


@logged("ask_change", EventKind.SUBMIT)
def ask(
    *, project: Project, kind: RequestKind, after: dict, reason: str, new_leader: User | None = None, by
) -> ChangeRequest:
    """Ask that `project` become as `after` says (plain values of `kind`, see ChangeRequest); `new_leader`: the account
    of a new leader. Until it is granted nothing changes. Returns the request.

    Raises: ValidationError when the project is not at work, without a reason, when nothing would change or the same
    kind is asked for already, and for what may not be: see `checks`.
    """
    refuse_not_at_work(hold(project))
    if not reason.strip():
        raise ValidationError({"reason": _("Say why it is to change.")})
    if project.requests.filter(kind=kind, state=RequestState.ASKED).exists():
        raise ValidationError(_("This change is asked for already: it waits for a decision."))
    before = as_it_is(project, kind)
    if after == before and (new_leader is None or new_leader.pk == project.leader_user_id):
        raise ValidationError(_("Nothing would change."))
    check(project, kind, after, new_leader)
    facts = {"before": before, "after": after, "reason": reason.strip()[:RETURNED], "new_leader": new_leader}
    asked = ChangeRequest(project=project, kind=kind, asked_by=by, asked_on=timezone.localdate(), **facts)
    tell(project, change=kind)
    history.save(asked, by=by)
    return asked
