"""The roster of a workbook beside the roster of the database: what each row is about, and writing it."""

from copy import copy
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import F, Max
from django.utils import timezone

from branches import actions
from branches.actions import changes
from branches.actions.people import awaited
from branches.choices import BASE_KINDS, ChangeKind, Kind
from branches.models import Change, Organisation, Secretary
from branches.workbooks.codes import suspects
from core.names import same_name
from core.scope import STEP
from core.workbooks.guesses import CodeTwins

UNITS, BRANCHES = "基层党组织", "党支部"
FACTS = ("kind", "category", "members", "founded_on")


@dataclass
class RosterEntry:
    """One row: its organisation (saved, or new), the values it sets, and those the database has (`old`; {} if new)."""

    table: object
    row: object
    organisation: Organisation
    values: dict
    old: dict = field(default_factory=dict)

    @property
    def is_new(self):
        return not self.old

    @property
    def is_unit(self):
        return self.table.sheet.title_zh == UNITS

    @property
    def is_misplaced(self):
        """Whether its code belongs to an organisation of the other sheet."""
        return not self.is_new and self.is_unit != (self.old["kind"] in BASE_KINDS)

    @property
    def was_closed(self):
        return bool(self.old.get("closed_on"))

    @property
    def closes(self):
        return bool(self.values.get("closed_on")) and not self.was_closed

    @property
    def reclassifies(self):
        """Whether a category is followed by another one, from today on (R34); the first one holds for all days."""
        return bool(self.old.get("category")) and not self.was_closed and self.sets("category")

    def corrects(self, key):
        """Whether the row gives `key`, one of FACTS, another value for all days."""
        return self.sets(key) and not (key == "category" and self.reclassifies)

    def sets(self, key):
        """Whether the row gives `key` a value that the database does not have."""
        return self.values.get(key) is not None and self.values[key] != self.old.get(key)


class Roster:
    """The rows of both tables with the organisations they are about: a few queries whatever their number.

    `entries` are what is written; `judged` are those and the rows with faulty cells, which are only looked at.
    """

    def __init__(self, tables):
        self.known = {one.code: one for one in Organisation.objects.order_by("path")}
        self.void = dict(Organisation.every.order_by().filter(void=True).values_list("code", "name"))  # used for ever
        by_path = {one.path: one for one in self.known.values()}
        self.parents = {code: by_path.get(one.path[:-STEP]) for code, one in self.known.items()}
        self.codes = {one.pk: one.code for one in self.known.values()}
        self.today = timezone.localdate()
        self.secretaries, self.awaited = _secretaries(self.today), awaited(self.today)
        self.tables = tables
        rows = [(table, row) for table in tables.values() for row in table.rows]
        self.unclear = {row.values.get("code") for _table, row in rows if row.faulty}
        self.mergers = {row.values["code"]: row.values.get("successor") for _table, row in rows if not row.faulty}
        self.by_code, self.judged, self.repeated, self._first = {}, [], [], {}
        for table, row in rows:
            self._take(table, row)
        self.entries = list(self.by_code.values())
        self.twins = CodeTwins([*self.known, *self._first])
        self.suspects = suspects(self.known, self.judged)
        self._dates = _Dates([entry.organisation for entry in self.judged if entry.closes and not entry.is_new])

    def organisation(self, code):
        """The organisation of `code` in the file or the database; None when there is none."""
        return self.by_code[code].organisation if code in self.by_code else self.known.get(code)

    def end_of(self, code):
        """The day `code` is closed on by file or database; None: it stays open."""
        entry = self.by_code.get(code)
        day = entry.values.get("closed_on") if entry else None
        return day or (self.known[code].closed_on if code in self.known else None)

    def last_change(self, entry):
        """The day after which `entry` can be closed: its last move or split, today's move among them."""
        return self.today if self._moves(entry) else self._dates.changed.get(entry.organisation.pk)

    def last_merger(self, entry):
        """The day the last other organisation was merged into that of `entry`."""
        return self._dates.merged.get(entry.organisation.pk)

    def first_day(self, entry):
        """The first day something happened to the organisation of `entry` after its founding."""
        return self._first_days.get(entry.organisation.pk)

    @cached_property
    def _first_days(self):
        return changes.first_days(
            [one.organisation for one in self.judged if not one.is_new and one.sets("founded_on")]
        )

    def last_departure(self, entry):
        """The day the last branch moved away from the unit of `entry`, today's moves among them."""
        code = entry.organisation.code
        leaves = any(self._moves(one) and one.old["unit"] == code for one in self.entries)
        return self.today if leaves else self._dates.left.get(code)

    @staticmethod
    def _moves(entry):
        return not entry.is_new and not entry.was_closed and entry.sets("unit")

    def _take(self, table, row):
        code = row.values.get("code")
        first = self._first.setdefault(code, (table, row)) if code else (table, row)
        if first[1] is not row:
            self.repeated.append((table, row, *first))
            return
        entry = self._entry(table, row)
        self.judged.append(entry)
        if not row.faulty:
            self.by_code[code] = entry

    def _entry(self, table, row):
        known = self.known.get(row.values.get("code"))
        values = dict(row.values)
        if known is None:
            return RosterEntry(table, row, _new(table, values), values)
        known = copy(known) if row.faulty else known
        old = self._old(known)
        if "unit" in values and self._is_heir(known, values["unit"], old["unit"]):
            values["unit"] = old["unit"]
        if same_name(values.get("secretary") or "", old["secretary"] or ""):
            values["secretary"] = old["secretary"]  # spaced out or dotted otherwise: nobody takes office
        entry = RosterEntry(table, row, known, values, old)
        for name in FACTS:
            if entry.corrects(name):
                setattr(known, name, values[name])
        return entry

    def _old(self, known):
        parent = self.parents[known.code]
        old = {name: getattr(known, name) for name in ("code", "name", *FACTS, "closed_on", "closing_document")}
        old["category"] = known.category or None
        old["unit"] = parent.code if parent else ""
        old["successor"] = self.codes.get(known.successor_id)
        old["secretary"] = self.secretaries.get(known.pk)
        return old

    def _is_heir(self, known, code, current):
        """Whether naming unit `code` says no more than that `known` belongs to `current`: the one was merged into the
        other, then or in this file, and took `known` along (R13a)."""
        return code in self._heirs(current) or (current in self._heirs(code) and (known.pk, code) in self._left)

    @cached_property
    def _left(self):
        """Every (primary key of an organisation, code of a unit it once belonged to)."""
        return set(Change.objects.filter(kind=ChangeKind.MOVED).order_by().values_list("organisation", "before"))

    def _heirs(self, code):
        """`code` and, in a row, the codes of those it was merged into."""
        heirs = []
        while code and code not in heirs:
            heirs.append(code)
            known = self.known.get(code)
            code = self.mergers.get(code) or (self.codes.get(known.successor_id) if known else None)
        return heirs

    def write(self, *, by, reason):
        """Carry out every row, in an order in which the rows' own order means nothing. Raises: ValidationError."""
        self._found(by=by, reason=reason)
        self._edit(by=by, reason=reason)
        settled = [entry for entry in self.entries if not entry.is_new and not entry.was_closed]
        reclassified = [(entry.organisation, entry.values["category"], "") for entry in settled if entry.reclassifies]
        renamed = [(entry.organisation, entry.values["name"]) for entry in settled if entry.sets("name")]
        moved = [(e.organisation, self.organisation(e.values["unit"])) for e in self.entries if self._moves(e)]
        led = [
            (e.organisation, e.values["secretary"]) for e in self.entries if not e.was_closed and e.sets("secretary")
        ]
        if reclassified:
            actions.reclassify_many(reclassified, on=self.today, reason=reason, by=by)
        if renamed:
            actions.rename_many(renamed, on=self.today, reason=reason, by=by)
        if moved:
            actions.move_many(moved, on=self.today, reason=reason, by=by)
        if led:
            actions.set_secretaries(led, on=self.today, reason=reason, by=by)
        closings = [self._closing(entry) for entry in self.entries if entry.closes]
        if closings:
            actions.close_many(closings, reason=reason, by=by)

    def _found(self, *, by, reason):
        university = actions.ensure_university(by=by)
        new = [entry for entry in self.entries if entry.is_new]
        for pairs in (
            [(university, entry.organisation) for entry in new if entry.is_unit],
            [(self.organisation(entry.values["unit"]), entry.organisation) for entry in new if not entry.is_unit],
        ):
            if pairs:
                actions.found_many(pairs, reason=reason, by=by)

    def _edit(self, *, by, reason):
        edited = [e for e in self.entries if not e.is_new and any(e.corrects(name) for name in FACTS)]
        fields = {name for entry in edited for name in FACTS if entry.corrects(name)}
        if edited:
            actions.edit_many([entry.organisation for entry in edited], fields, reason=reason, by=by)

    def _closing(self, entry):
        values = entry.values
        into = self.organisation(values["successor"]) if values.get("successor") else None
        document = values.get("closing_document") or ""
        return actions.Closing(entry.organisation, values["closed_on"], into, document)


class _Dates:
    """What happened before to organisations that are to be closed: three queries, none when there are no such."""

    def __init__(self, organisations):
        keys = [one.pk for one in organisations]
        mergers = Organisation.objects.order_by().filter(successor__in=keys)
        departures = Change.objects.order_by().filter(
            kind=ChangeKind.MOVED, before__in=[one.code for one in organisations if one.is_unit]
        )
        self.changed = changes.last_days(organisations, ChangeKind.MOVED, ChangeKind.SPLIT) if keys else {}
        self.merged = dict(mergers.values_list("successor").annotate(Max("closed_on")))
        self.left = dict(departures.values_list("before").annotate(Max("on")))


def _new(table, values):
    kind = values.get("kind", "") if table.sheet.title_zh == UNITS else Kind.BRANCH
    return Organisation(
        kind=kind,
        code=values.get("code", ""),
        name=values.get("name", ""),
        category=values.get("category") or "",
        members=values.get("members"),
        founded_on=values.get("founded_on"),
    )


def _secretaries(today):
    """{primary key of an organisation: name of its secretary (R29); of a closed one, of the last}: two queries."""
    last = Secretary.objects.filter(organisation__closed_on__lte=today)
    last = last.order_by(F("left_on").asc(nulls_last=True), "pk")
    in_office = Secretary.objects.in_office_on(today).order_by()
    return {key: name for rows in (last, in_office) for key, name in rows.values_list("organisation", "name")}


def rows(sheet, scope):
    """The rows of one roster sheet within `scope` (None: everything), as the import reads them, in tree order."""
    organisations = Organisation.objects.order_by("path")
    organisations = organisations if scope is None else scope.of(organisations)
    kinds = BASE_KINDS if sheet.title_zh == UNITS else (Kind.BRANCH,)
    units = dict(Organisation.objects.units().order_by().values_list("path", "code"))
    secretaries = _secretaries(timezone.localdate())
    for one in organisations.filter(kind__in=kinds).select_related("successor").iterator(chunk_size=2000):
        derived = {
            "secretary": secretaries.get(one.pk),
            "unit": units.get(one.path[:-STEP]),
            "successor": one.successor.code if one.successor else None,
        }
        shown = (derived[c.key] if c.key in derived else getattr(one, c.key) for c in sheet.columns)
        yield [None if value == "" else value for value in shown]
