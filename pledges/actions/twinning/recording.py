"""Help is noted by the helping side and confirmed by the helped one, never by who noted it (N12)."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from core import history
from core.attachments.fields import Attachment
from core.attachments.models import put_file
from core.choices import Role
from core.workflow.steps import RETURNED, step
from pledges.actions.twinning import checks
from pledges.lifecycles.twinning import RECORD
from pledges.models import HelpPicture, HelpRecord, Twinning


@transaction.atomic
def note(
    *, twinning: Twinning, on: date, text: str, place: str = "", people: str = "", solved: str = "", role: Role, by
) -> HelpRecord:
    """Note what was done on a day, where, by whom, and which problem it solved; the helped side is asked to confirm it.
    `role`: the one `by` acts in. Returns the HelpRecord.

    Raises: ValidationError when it is not agreed or has ended, for a day ahead, before its start or from its end on,
    and when the same is recorded for that day.
    """
    said = {"on": on, "text": text, "place": place, "people": people, "solved": solved}
    record = HelpRecord(twinning=_running(twinning), **said, by=by, reported_as=role)
    checks.check_record(record, today=timezone.localdate())
    history.save(record, by=by)
    return record


@transaction.atomic
def correct(
    *, record: HelpRecord, on: date, text: str, place: str = "", people: str = "", solved: str = "", by
) -> None:
    """Hand a record that came back in again, also when the twinning has ended meanwhile: its day may stay as it was.

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
    step(record, RECORD["correct"], by=by, **said, reason="")


@transaction.atomic
def confirm(*, record: HelpRecord, by) -> None:
    """Confirm that the help of `record` was given. Raises: ValidationError for who wrote it, and once an organisation
    of its twinning was closed; TooLate when it waits for nobody (any more)."""
    checks.check_open(record.twinning)
    step(record, RECORD["confirm"], by=by, confirmed_by=by, confirmed_at=timezone.now(), reason="")


@transaction.atomic
def send_back(*, record: HelpRecord, reason: str, by) -> None:
    """Send a record back to who wrote it. Raises: ValidationError without a reason, and as `confirm`."""
    checks.check_open(record.twinning)
    step(record, RECORD["return"], by=by, remark=reason, reason=reason.strip()[:RETURNED])


@transaction.atomic
def show(*, record: HelpRecord, file: Attachment, by) -> HelpPicture:
    """Keep a picture of the help of `record`. Returns it."""
    picture = HelpPicture(record=record, by=by)
    put_file(picture, file)
    history.save(picture, by=by)
    return picture


@transaction.atomic
def hide(*, picture: HelpPicture, by) -> None:
    """Remove a picture of the help of a record."""
    history.remove(picture, by=by)


def _running(twinning):
    """`twinning` as it stands, held. Raises: ValidationError when nothing is recorded."""
    fresh = _held(twinning)
    checks.check_running(fresh)
    return fresh


def _held(twinning):
    """`twinning` as it stands; nobody changes it until the transaction ends."""
    return Twinning.objects.select_for_update().get(pk=twinning.pk)
