"""What the verbs of every app share: a row goes through a transition, and what was judged stands there unchanged."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core.workflow.lifecycle import TooLate, Transition, own_part, perform

RETURNED = 300  # characters of a reason


def step(row, transition: Transition, *, by, remark="", **updates) -> None:
    """Move `row` through `transition`, with further `updates`; it is read anew afterwards.

    Raises: ValidationError without a required remark, and for who had an own part in it; TooLate when somebody else was
    faster.
    """
    if own := own_part(row, transition, by):
        raise ValidationError(own)
    rows = type(row)._default_manager.filter(pk=row.pk)
    perform(rows, transition, by=by, remark=remark, updates=updates or None)
    row.refresh_from_db()


def refuse_changed(model, rows) -> None:
    """Lock `rows` of `model`, as they were read and judged. Raises: TooLate when one of them is another by now."""
    fresh = model._default_manager.select_for_update().order_by("pk").in_bulk([row.pk for row in rows])
    names = [field.attname for field in model._meta.concrete_fields]
    for row in rows:
        now = fresh.get(row.pk)
        if now is None or any(getattr(now, name) != getattr(row, name) for name in names):
            raise TooLate(_("Somebody else changed %(row)s at the same moment. Look at the file again.") % {"row": row})


def refuse_more(rows, read) -> None:
    """Refuse when `rows` (a queryset), of parents that are locked, are others than those `read` (primary keys). Raises:
    TooLate."""
    if set(rows.order_by().values_list("pk", flat=True)) != set(read):
        raise TooLate(_("Somebody else changed this at the same moment. Look at the file again."))
