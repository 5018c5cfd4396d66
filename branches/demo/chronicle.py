"""What happened is told first and written at once: every row as it is now, its history as it came about."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from copy import copy
from datetime import datetime, time, timedelta
from operator import attrgetter

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from core import history


class Chronicle:
    """Collects rows and how they stood after each act; nothing is in the database before `write`.

    `models`: parents before what hangs on them; `parents`: the fields that lead to a row which is told as well (a row
    that names a `previous` one is written after it); `made_at`: {model: field} of times that the database's now is
    written to: the first row of history knows better.
    """

    def __init__(self, models: Sequence[type], parents: Sequence[str], made_at: Mapping[type, str]):
        self._models, self._parents, self._made_at = models, parents, made_at
        self._rows, self._first, self._later = defaultdict(list), defaultdict(list), defaultdict(list)
        self._links, self._acts, self._now = defaultdict(list), 0, timezone.now()

    def moment(self, day):
        """When on `day` the next act is done: some seconds after the one before, not ahead of now."""
        self._acts += 1
        return min(at(day) + timedelta(seconds=self._acts), self._now)

    def begin(self, row, moment, *, by):
        """`row` came into being."""
        if type(row) in self._made_at:
            setattr(row, self._made_at[type(row)], moment)
        self._rows[type(row)].append(row)
        self._first[type(row)].append(_as_it_is(row, moment, by=by))

    def go_on(self, row, moment, *, by, why="", **values):
        """`by` wrote `values` into `row`."""
        for name, value in values.items():
            setattr(row, name, value)
        self._later[type(row)].append(_as_it_is(row, moment, by=by, why=why))

    def link(self, through, **rows):
        """A row of the table `through` that joins two others, `rows` by its fields."""
        self._links[through].append(rows)

    def write(self):
        """Everything that was told."""
        for model in self._models:
            self._write(model)
        for through, links in self._links.items():
            through.objects.bulk_create([through(**rows) for rows in links])

    def _write(self, model):
        rows, field = self._rows[model], self._made_at.get(model)
        if field:
            rows.sort(key=attrgetter(field))
        for is_next in (False, True):
            some = [row for row in rows if (getattr(row, "previous", None) is not None) == is_next]
            model._default_manager.bulk_create(some, batch_size=history.BATCH)
        for notes, update in ((self._first[model], False), (self._later[model], True)):
            notes = [self._with_keys(note, row) for note, row in notes]
            model.history.bulk_history_create(notes, batch_size=history.BATCH, update=update)
        if field:
            _put_back(model, field, [row.pk for row in rows])

    def _with_keys(self, note, row):
        note.pk = row.pk
        for name in self._parents:
            if hasattr(row, f"{name}_id"):
                setattr(note, f"{name}_id", getattr(row, f"{name}_id"))
        return note


def at(day) -> datetime:
    """Ten in the morning of `day`."""
    return timezone.make_aware(datetime.combine(day, time(10)))


def _as_it_is(row, moment, *, by, why=""):
    """(How `row` stands, `row` itself, which will get its key)."""
    note = copy(row)
    history.sign(note, by=by, reason=why)
    note._history_date = moment
    return note, row


def _put_back(model, field, keys):
    """In `field` the moment that the first row of history names."""
    first = model.history.filter(id=OuterRef("pk"), history_type="+").order_by("pk").values("history_date")[:1]
    model._default_manager.filter(pk__in=keys).update(**{field: Subquery(first)})
