"""Who did it, when and why: a verb's one call writes the rows and keeps their history, and the act that is open (
`core.log.acts`) notes them for its one entry in the log.

`by` is a User, None for a command; `reason` is kept as far as a row of history holds it.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.core.exceptions import ValidationError
from django.db.models import Exists, Max, Model, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from core.log import acts

BATCH = 500
IMPORTED = "import: "  # begins the reason of what a file brought, before its name
REASON_LENGTH = 100  # of `history_change_reason`


@dataclass(frozen=True)
class Written:
    """What `update` wrote in `row`: its fields (by attribute) `before` and `after`; `last`: its last row of history
    before that."""

    row: Model
    last: int
    before: dict
    after: dict


_followed: ContextVar[list[Written] | None] = ContextVar("followed", default=None)


@contextmanager
def followed() -> Iterator[list[Written]]:
    """What `update` writes inside, in the order written: two more queries each time."""
    written = []
    token = _followed.set(written)
    try:
        yield written
    finally:
        _followed.reset(token)


def save(row: Model, *, by, reason: str = "", fields: Sequence[str] = ()) -> None:
    """Save `row`; of a stored one only `fields`, which may hold expressions, when some are named."""
    sign(row, by=by, reason=reason)
    if fields:
        row.skip_history_when_saving = True
        row.save(update_fields=fields)
        del row.skip_history_when_saving
        row.refresh_from_db(fields=fields)
        _keep(row._meta.model, [row], by=by, reason=reason)
    else:
        row.save()


def create(model: type[Model], rows: Iterable[Model], *, by, reason: str = "") -> list:
    """Insert `rows`. Returns them."""
    made = bulk_create_with_history(list(rows), model, BATCH, default_user=by, default_change_reason=_cut(reason))
    acts.wrote(model, [row.pk for row in made])
    return made


def update(model: type[Model], rows: Iterable[Model], fields: Sequence[str], *, by, reason: str = "") -> None:
    """Write `fields` of `rows`."""
    rows = list(rows)
    if rows and _followed.get() is not None:
        _followed.get().extend(_compared(model, rows, fields))
    bulk_update_with_history(rows, model, fields, BATCH, default_user=by, default_change_reason=_cut(reason))
    acts.wrote(model, [row.pk for row in rows])


def remember(model: type[Model], keys: Iterable[int], *, by, reason: str = "") -> None:
    """Note what one statement wrote in the rows of `keys`."""
    _keep(model, model._default_manager.filter(pk__in=keys).order_by("pk"), by=by, reason=reason)


def remember_rows(rows: Sequence[Model], *, by, reason: str = "") -> None:
    """Note `rows` as they stand in memory, which one statement has written or will write."""
    if rows:
        _keep(rows[0]._meta.model, rows, by=by, reason=reason)


def remove(row: Model, *, by, reason: str = "") -> None:
    """Delete `row`; its history stays and says who. Raises: ValidationError when somebody else was faster."""
    sign(row, by=by, reason=reason)
    _count, by_model = row.delete()
    if not by_model.get(row._meta.label):
        raise ValidationError(_("This is done already, or not possible any more."))


def sign(row: Model, *, by, reason: str = "") -> None:
    """Say who and why on a row that somebody else's code saves."""
    row._history_user, row._change_reason = by, _cut(reason)


def as_of(model: type[Model], on: date) -> QuerySet:
    """The rows of `model` today; of a day `on` gone by their rows of history, as its end left them."""
    if on >= timezone.localdate():
        return model._default_manager.all()
    end = timezone.make_aware(datetime.combine(on + timedelta(days=1), time.min))
    known, same = model.history.filter(history_date__lt=end), Q(history_date=OuterRef("history_date"))
    after = Q(history_date__gt=OuterRef("history_date")) | same & Q(history_id__gt=OuterRef("history_id"))
    # Asked as “there is none later”, which PostgreSQL joins at once; the last one of each it would look up row by row.
    return known.filter(~Exists(known.filter(after, id=OuterRef("id")))).exclude(history_type="-")


def correct(model: type[Model], mistakes: dict[int, list[tuple[int, dict, dict]]]) -> None:
    """Put right the history of rows of `model`, so that a past day shows them as they were: one query, and one for each
    500 corrected.

    `mistakes`: {primary key: [(the last row of its history before, what is wrong after it, what is right)]}, the values
    by attribute.
    """
    first = min((last for some in mistakes.values() for last, _wrong, _right in some), default=0)
    corrected, names = [], set()
    for row in model.history.filter(id__in=mistakes, history_id__gt=first).order_by("history_id"):
        for last, wrong, right in mistakes[row.id]:
            found = [name for name, value in wrong.items() if row.history_id > last and getattr(row, name) == value]
            for name in found:
                setattr(row, name, right[name])
            names.update(found)
        corrected.append(row)
    if names:
        model.history.bulk_update(corrected, sorted(names), batch_size=BATCH)


def _compared(model, rows, fields):
    names = [model._meta.get_field(name).attname for name in fields]
    keys = [row.pk for row in rows]
    before = {row.pop("pk"): row for row in model._base_manager.filter(pk__in=keys).values("pk", *names)}
    last = dict(model.history.filter(id__in=keys).order_by().values_list("id").annotate(Max("history_id")))
    for row in rows:
        after = {name: getattr(row, name) for name in names}
        differing = [name for name in names if before[row.pk][name] != after[name]]
        if differing:
            former, new = ({name: side[name] for name in differing} for side in (before[row.pk], after))
            yield Written(row, last.get(row.pk, 0), former, new)


def _keep(model, rows, *, by, reason):
    """One statement is one moment, so that what was done together can be told together."""
    rows, facts = list(rows), {"default_user": by, "default_change_reason": _cut(reason)}
    model.history.bulk_history_create(rows, update=True, default_date=timezone.now(), batch_size=BATCH, **facts)
    acts.wrote(model, [row.pk for row in rows])


def _cut(reason):
    return reason[:REASON_LENGTH]
