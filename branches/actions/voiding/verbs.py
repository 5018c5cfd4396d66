"""The verbs of taking a change back (R28): asked with a reason by one, confirmed by another; a document number is
corrected by one person."""

from django.utils import timezone
from django.utils.translation import gettext as _

from branches import signals
from branches.actions import changes as kept
from branches.actions.voiding.lifecycle import VOIDING
from branches.actions.voiding.resting import refuse_resting
from branches.actions.voiding.trails import GivenBack, closed_sides, extend, give_back
from branches.actions.voiding.undoing import undo_all
from branches.choices import CLOSINGS, ChangeState
from branches.models import Change, Organisation
from core import history
from core.choices import EventKind
from core.log.acts import logged
from core.validators import refuse
from core.workflow.steps import step

ASKING = ("void_reason", "asked_by", "asked_at")
MARK = ("state", *ASKING, "voided_by", "voided_at")


@logged("ask_void", EventKind.SUBMIT)
def ask_void(change: Change, *, reason: str, by) -> None:
    """Ask for `change` to be taken back, for that `reason`. Raises: ValidationError."""
    refuse_resting(change)
    facts = {"void_reason": reason.strip(), "asked_by": by, "asked_at": timezone.now()}
    _tell(change)
    step(change, VOIDING["ask"], by=by, remark=reason, **facts)


@logged("keep_change", EventKind.DECISION)
def keep_change(change: Change, *, by) -> None:
    """Let `change` stand after all. Raises: ValidationError."""
    facts = {"void_reason": "", "asked_by": None, "asked_at": None}
    _tell(change)
    step(change, VOIDING["keep"], by=by, **facts)


@logged("void", EventKind.DECISION)
def void(change: Change, *, by) -> GivenBack:
    """Take `change` back, which somebody else asked for. Returns what was given back. Raises: ValidationError."""
    facts = {"voided_by": by, "voided_at": timezone.now()}
    _tell(change)
    step(change, VOIDING["void"], by=by, remark=change.void_reason, **facts)
    return undo(change, by=by)


@logged("void", EventKind.DECISION)
def undo(change: Change, *, by) -> GivenBack:
    """Leave everything as though `change`, whoever decided so, had never been entered. Returns what was given back.

    Raises: ValidationError when something later rests on it.
    """
    refuse_resting(change)
    _tell(change)
    parts = list(change.parts.select_related("organisation").order_by("pk"))
    changes, reason = [*parts, change], change.void_reason
    for part in parts:
        for name in MARK:
            setattr(part, name, getattr(change, name))
    for one in changes:
        one.state = ChangeState.VOID
    history.update(Change, parts, MARK, by=by, reason=reason)
    Change.every.filter(pk=change.pk).update(state=ChangeState.VOID)
    undo_all(changes, by=by, reason=reason)
    given = give_back(changes, by=by, reason=reason)
    signals.voided.send(Change, changes=changes)
    _close_again(given)
    return given


def _close_again(given):
    """What was given back ends again with those of its organisations that are closed besides."""
    if closed := closed_sides(given):
        with history.followed() as written:
            signals.closed.send(Organisation, organisations=closed)
        extend(written, closed)


@logged("correct_document", EventKind.WRITE)
def correct_document(change: Change, *, document: str, reason: str, by) -> None:
    """Give `change`, what happened along with it and who was closed by it the right `document` number; by one person.

    Raises: ValidationError for the number it has, or of what is void.
    """
    change = Change.every.select_for_update(of=("self",), no_key=True).select_related("organisation").get(pk=change.pk)
    if change.is_void:
        refuse("document", _("It was entered in error: nothing of it is corrected any more."))
    if document == change.document:
        refuse("document", _("It has this number already."))
    _tell(change, before=change.document, after=document)
    rows = [change, *change.parts.order_by("pk")]
    for row in rows:
        row.document = document
    history.update(Change, rows, ["document"], by=by, reason=reason)
    if change.kind in CLOSINGS:
        change.organisation.closing_document = document
        history.update(Organisation, [change.organisation], ["closing_document"], by=by, reason=reason)


def _tell(change, **detail):
    kept.tell(change.kind, change.organisation, on=change.on, **detail)
