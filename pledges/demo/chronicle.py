"""What happened is told first and written at once: every row as it is now, its history as it came about."""

from collections import defaultdict
from copy import copy
from datetime import timedelta
from operator import attrgetter

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from core import history
from pledges.models import (
    AgreedAction,
    Benchmark,
    BenchmarkItem,
    Comment,
    DueMove,
    HelpPicture,
    HelpRecord,
    LookBack,
    Measure,
    Meeting,
    PeerComment,
    Plan,
    Proof,
    Reminder,
    Resource,
    Satisfaction,
    ShowcaseEntry,
    ShowcasePicture,
    Twinning,
    Update,
    Version,
)
from ratings.demo.backdating import at

PARENTS_FIRST = (
    *(Plan, Measure, Version, DueMove, Satisfaction, Resource, LookBack, Proof, Update),
    *(Benchmark, BenchmarkItem),
    *(Twinning, HelpRecord, HelpPicture),
    *(Meeting, Comment, PeerComment, AgreedAction),
    *(ShowcaseEntry, ShowcasePicture),
    Reminder,
)
PARENTS = ("plan", "measure", "previous", "benchmark", "twinning", "record", "meeting", "comment", "entry")
# Times that the database's now is written to; the first row of history knows better.
MADE_AT = {
    Plan: "created_at",
    DueMove: "asked_at",
    Proof: "at",
    Update: "at",
    Benchmark: "chosen_at",
    Twinning: "proposed_at",
    HelpRecord: "at",
    HelpPicture: "at",
    ShowcaseEntry: "created_at",
    ShowcasePicture: "at",
}


class Chronicle:
    """Collects rows and how they stood after each act; nothing is in the database before `write`."""

    def __init__(self):
        self._rows, self._first, self._later = defaultdict(list), defaultdict(list), defaultdict(list)
        self._shown, self._acts, self._now = [], 0, timezone.now()

    def moment(self, day):
        """When on `day` the next act is done: some seconds after the one before, not ahead of now."""
        self._acts += 1
        return min(at(day) + timedelta(seconds=self._acts), self._now)

    def begin(self, row, moment, *, by):
        """`row` came into being."""
        if type(row) in MADE_AT:
            setattr(row, MADE_AT[type(row)], moment)
        self._rows[type(row)].append(row)
        self._first[type(row)].append(_as_it_is(row, moment, by=by))

    def go_on(self, row, moment, *, by, why="", **values):
        """`by` wrote `values` into `row`."""
        for name, value in values.items():
            setattr(row, name, value)
        self._later[type(row)].append(_as_it_is(row, moment, by=by, why=why))

    def show(self, update, proofs):
        """`proofs` belong to `update`."""
        self._shown += [(update, proof) for proof in proofs]

    def write(self):
        """Everything that was told."""
        for model in PARENTS_FIRST:
            self._write(model)
        through = Update.proofs.through
        through.objects.bulk_create([through(update=update, proof=proof) for update, proof in self._shown])

    def _write(self, model):
        rows = self._rows[model]
        if model in MADE_AT:
            rows.sort(key=attrgetter(MADE_AT[model]))
        for relapses in (False, True):
            some = [row for row in rows if (getattr(row, "previous", None) is not None) == relapses]
            model._default_manager.bulk_create(some, batch_size=history.BATCH)
        for notes, update in ((self._first[model], False), (self._later[model], True)):
            notes = [_with_keys(note, row) for note, row in notes]
            model.history.bulk_history_create(notes, batch_size=history.BATCH, update=update)
        if model in MADE_AT:
            _put_back(model, MADE_AT[model], [row.pk for row in rows])


def _as_it_is(row, moment, *, by, why=""):
    """(How `row` stands, `row` itself, which will get its key)."""
    note = copy(row)
    history.sign(note, by=by, reason=why)
    note._history_date = moment
    return note, row


def _with_keys(note, row):
    note.pk = row.pk
    for name in PARENTS:
        if hasattr(row, f"{name}_id"):
            setattr(note, f"{name}_id", getattr(row, f"{name}_id"))
    return note


def _put_back(model, field, keys):
    """In `field` the moment that the first row of history names."""
    first = model.history.filter(id=OuterRef("pk"), history_type="+").order_by("pk").values("history_date")[:1]
    model._default_manager.filter(pk__in=keys).update(**{field: Subquery(first)})
