"""What somebody objects to a project on a notice is noted and answered. Never public."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from core import history
from core.choices import EventKind
from core.log.acts import logged
from core.validators import refuse
from projects.actions.common import tell
from projects.models import NoticeEntry, Objection, Project
from projects.parts import NOT_LED


@logged("note_objection", EventKind.WRITE)
def note(*, entry: NoticeEntry, on: date, source: str, text: str, by) -> Objection:
    """Note an objection to `entry` that came in `on` a day, from whom it came, what it says. Returns it.

    Raises: ValidationError for a day before the notice or ahead, for one that is noted already; for who leads it.
    """
    _check_not_led(entry, by)
    NoticeEntry.objects.select_for_update().get(pk=entry.pk)
    if not entry.notice.starts_on <= on <= timezone.localdate():
        refuse("on", _("An objection comes in between the first day of the notice and today."))
    if Objection.objects.filter(entry=entry, on=on, source=source, text=text).exists():
        refuse("text", _("This objection is noted already."))
    objection = Objection(entry=entry, on=on, source=source, text=text, by=by)
    tell(entry.project)
    history.save(objection, by=by)
    return objection


@logged("answer_objection", EventKind.DECISION)
def answer(*, objection: Objection, answer: str, by) -> None:
    """Answer an objection today. Raises: ValidationError without an answer, where it has one; for who leads the
    project."""
    _check_not_led(objection.entry, by)
    if not answer.strip():
        refuse("answer", _("Write the answer."))
    fresh = Objection.objects.select_for_update().get(pk=objection.pk)
    if fresh.answer:
        raise ValidationError(_("This objection is answered already."))
    objection.answer, objection.answered_on, objection.answered_by = answer, timezone.localdate(), by
    tell(objection.entry.project)
    history.save(objection, by=by, fields=["answer", "answered_on", "answered_by"])


def _check_not_led(entry, by):
    if by and not Project.objects.filter(NOT_LED.condition(by), pk=entry.project_id).exists():
        raise ValidationError(str(NOT_LED.sentence))
