"""Help is noted by the helping side and confirmed by the helped one, never by who noted it (N12)."""

from collections.abc import Collection
from datetime import date

from django.utils import timezone

from core import history
from core.attachments.fields import Attachment
from core.attachments.models import put_file
from core.choices import EventKind, Role
from core.log.acts import logged
from core.workflow.steps import RETURNED, step
from pledges.actions.twinning import checks
from pledges.actions.twinning.common import tell
from pledges.lifecycles.twinning import RECORD
from pledges.models import HelpPicture, HelpRecord, Twinning


@logged("note_help", EventKind.WRITE)
def note(
    *,
    twinning: Twinning,
    on: date,
    text: str,
    place: str = "",
    people: str = "",
    solved: str = "",
    picture: Attachment | None = None,
    role: Role,
    by,
) -> HelpRecord:
    """Note what was done on a day, where, by whom, and which problem it solved, with a picture; the helped side is
    asked to confirm it. `role`: the one `by` acts in. Returns the HelpRecord.

    Raises: ValidationError when it is not agreed or has ended, for a day ahead, before its start or from its end on,
    and when the same is recorded for that day.
    """
    said = {"on": on, "text": text, "place": place, "people": people, "solved": solved}
    record = HelpRecord(twinning=_running(twinning), **said, by=by, reported_as=role)
    checks.check_record(record, today=timezone.localdate())
    history.save(record, by=by)
    _tell(record)
    _show(record, picture, by)
    return record


@logged("correct_help", EventKind.SUBMIT)
def correct(
    *,
    record: HelpRecord,
    on: date,
    text: str,
    place: str = "",
    people: str = "",
    solved: str = "",
    picture: Attachment | None = None,
    hidden: Collection[HelpPicture] = (),
    by,
) -> HelpRecord:
    """Hand a record that came back in again, with another `picture` and without those that are `hidden`, also when the
    twinning has ended meanwhile: its day may stay as it was. Returns the HelpRecord.

    Raises: ValidationError for who did not write it, as `note` for another day and for what is recorded already, and
    once an organisation of the twinning was closed; TooLate when it did not come back, or is handed in already.
    """
    said = {"on": on, "text": text, "place": place, "people": people, "solved": solved}
    record.twinning = _held(record.twinning)
    checks.check_open(record.twinning)
    told = HelpRecord(pk=record.pk, twinning=record.twinning, on=on, text=text)
    if on != record.on:
        checks.check_record_day(told, today=timezone.localdate())
    checks.check_told_once(told)
    _tell(told)
    step(record, RECORD["correct"], by=by, **said, reason="")
    for one in hidden:
        history.remove(one, by=by)
    _show(record, picture, by)
    return record


@logged("confirm", EventKind.DECISION)
def confirm(*, record: HelpRecord, by) -> None:
    """Confirm that the help of `record` was given. Raises: ValidationError for who wrote it, and once an organisation
    of its twinning was closed; TooLate when it waits for nobody (any more)."""
    checks.check_open(record.twinning)
    _tell(record)
    step(record, RECORD["confirm"], by=by, confirmed_by=by, confirmed_at=timezone.now(), reason="")


@logged("return", EventKind.RETURN)
def send_back(*, record: HelpRecord, reason: str, by) -> None:
    """Send a record back to who wrote it. Raises: ValidationError without a reason, and as `confirm`."""
    checks.check_open(record.twinning)
    _tell(record)
    step(record, RECORD["return"], by=by, remark=reason, reason=reason.strip()[:RETURNED])


def _tell(record):
    tell(record.twinning, on=record.on.isoformat())


def _show(record, file, by):
    """Keep the picture that was sent in with `record`, if there is one."""
    if file:
        picture = HelpPicture(record=record, by=by)
        put_file(picture, file)
        history.save(picture, by=by)


def _running(twinning):
    """`twinning` as it stands, held. Raises: ValidationError when nothing is recorded."""
    fresh = _held(twinning)
    checks.check_running(fresh)
    return fresh


def _held(twinning):
    """`twinning` as it stands; nobody changes it until the transaction ends."""
    return Twinning.objects.select_for_update().get(pk=twinning.pk)
