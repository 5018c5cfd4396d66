"""What verbs about things that are reported and confirmed share (R26). The rows they are given are held, and whether
they may be reported or confirmed at all was judged before."""

from collections.abc import Callable, Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core import history
from core.attachments.fields import Attachment
from core.attachments.models import put_file
from core.reporting.choices import ReportedState
from core.reporting.models import KeptProof, Report, Reportable
from core.workflow.lifecycle import Lifecycle
from core.workflow.steps import RETURNED, step


def check_day(on: date, *, since: date, sentence: str) -> None:
    """Whether `on`, the day of a report, lies between `since` and today. Raises: ValidationError with the `sentence`,
    which names that day as `begin`."""
    if not since <= on <= timezone.localdate():
        raise ValidationError({"on": sentence % {"begin": date_format(since)}})


def report(row: Reportable, update: Report, *, proofs: Sequence[KeptProof] = (), completes: bool = False) -> Report:
    """Note `update`, a report of `row`, with `proofs`; `completes`: somebody else is asked to confirm that it is done.
    Returns it.

    Raises: ValidationError when who reports said the same already.
    """
    is_asked = not completes or row.state == ReportedState.REPORTED
    if is_asked and _is_said(update):
        raise ValidationError({"text": _("This is reported already: for a further report say what is new in it.")})
    history.save(update, by=update.by)
    update.proofs.set(proofs)
    if completes:
        row.state, row.reason, row.reported_by = ReportedState.REPORTED, "", update.by
        history.save(row, by=update.by, fields=["state", "reason", "reported_by"])
    return update


def confirm(row: Reportable, lifecycle: Lifecycle, *, by) -> None:
    """Confirm that `row` is done, as of the day it was last reported for; today when a ledger names no such day.

    Raises: ValidationError for who reported of it; TooLate when it waits for nobody (any more).
    """
    done_on = row.updates.order_by("on").values_list("on", flat=True).last() or timezone.localdate()
    confirmed = {"done_on": done_on, "confirmed_by": by, "confirmed_at": timezone.now(), "reason": ""}
    step(row, lifecycle["confirm"], by=by, **confirmed)


def unconfirm(row: Reportable, lifecycle: Lifecycle, *, reason: str, by) -> None:
    """Say that `row` is not done yet, and what is missing. Raises: ValidationError without a reason; TooLate when it
    waits for nobody (any more)."""
    step(row, lifecycle["unconfirm"], by=by, remark=reason, reason=reason.strip()[:RETURNED])


def attach(
    update: Report, proof: Callable[..., KeptProof], *, file: Attachment | None = None, link: str = "", by
) -> None:
    """Keep what was sent in with `update` as its proofs; `proof` makes an empty one of what it belongs to."""
    if file:
        update.proofs.add(keep_proof(proof(), file=file, by=by))
    if link:
        update.proofs.add(keep_proof(proof(link=link), by=by))


def keep_proof(proof: KeptProof, *, file: Attachment | None = None, by) -> KeptProof:
    """Keep `proof`, a link, or the `file`. Returns it."""
    proof.by = by
    if file:
        put_file(proof, file)
    history.save(proof, by=by)
    return proof


def _is_said(update):
    """Whether the button was pressed a second time: to say it once more on another day, with another value, or in
    another role is no such thing."""
    said = [field.attname for field in update._meta.concrete_fields if not field.primary_key and field.name != "at"]
    return type(update)._default_manager.filter(**{name: getattr(update, name) for name in said}).exists()
