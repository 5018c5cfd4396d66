"""What ended or was passed on with a closing, kept with its Change, and given back when that is taken back (R28).

A trail is a list of entries {"model", "key", "last", "before", "after"}: `core.history.Written` as JSON.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model
from django.utils.translation import gettext as _

from branches import roles, signals
from branches.choices import CLOSINGS
from branches.models import Appointment, Change, Organisation, Secretary
from core import history
from core.history import Written


@dataclass(frozen=True)
class GivenBack:
    """`rows`: what stands as before; `kept`: (row, why it stays as it is, in a few words)."""

    rows: list[Model]
    kept: list[tuple[Model, str]]


def trails_of(written: Iterable[Written], organisations: Iterable[int]) -> dict[int, list]:
    """{primary key of one of `organisations`: its trail} of what was `written` when they were closed; of a row that
    names two of them the first one has it."""
    order, found = list(organisations), defaultdict(list)
    for one in written:
        named = _organisations_of(one)
        owner = next((key for key in order if key in named), None)
        if owner is not None:
            found[owner].append(_entry(one))
    return dict(found)


def give_back(changes: Sequence[Change], *, by, reason) -> GivenBack:
    """Write what stood before `changes`, where that is still as they left it. Returns what was given back, and what was
    not. A past day shows it as it was, and what a later closing wrote over begins from there."""
    entries = [entry for change in changes for entry in change.trail or ()]
    over = _written_over(changes)
    rows, kept = _as_before(entries, over)
    for _receiver, barred in signals.giving_back.send(
        Change, rows=[row for key, row in rows.items() if key not in kept]
    ):
        kept |= barred
    kept |= _barred(rows)
    given = {key: row for key, row in rows.items() if key not in kept}
    mine = [entry for entry in entries if _key(entry) in given]
    for (model, names), alike in _alike(mine, given).items():
        history.update(model, alike, names, by=by, reason=reason)
    for model, mistakes in _mistakes(mine).items():
        history.correct(model, mistakes)
    _lead_on(mine, over)
    return GivenBack(list(given.values()), [(rows[key], why) for key, why in kept.items()])


def closed_sides(given: GivenBack) -> set[int]:
    """The primary keys of the closed organisations that are named by what was given back: it ends with them again."""
    keys = {getattr(row, field.attname) for row in given.rows for field in _links(type(row))} - {None}
    return set(Organisation.objects.filter(pk__in=keys).exclude(closed_on=None).values_list("pk", flat=True))


def extend(written: Iterable[Written], closed: Iterable[int]) -> None:
    """Add what was `written` to the trails of the closings of the organisations `closed`."""
    trails = trails_of(written, closed)
    rows = Change.objects.filter(organisation__in=trails, kind__in=CLOSINGS)
    for change in rows:
        change.trail = (change.trail or []) + trails[change.organisation_id]
    Change.objects.bulk_update(rows, ["trail"], history.BATCH)


def _entry(written):
    values = {"before": written.before, "after": written.after}
    plain = json.loads(json.dumps(values, cls=DjangoJSONEncoder))
    return {"model": written.row._meta.label_lower, "key": written.row.pk, "last": written.last, **plain}


def _key(entry):
    return apps.get_model(entry["model"]), entry["key"]


def _links(model):
    return [field for field in model._meta.concrete_fields if field.related_model is Organisation]


def _organisations_of(written):
    """The organisations that a row named before."""
    names = [field.attname for field in _links(type(written.row))]
    return {written.before.get(name, getattr(written.row, name)) for name in names}


def _values(entry, side):
    """The values of an entry's `side` as the fields of its model hold them, by attribute."""
    fields = {field.attname: field for field in _key(entry)[0]._meta.concrete_fields}
    return {name: fields[name].to_python(value) for name, value in entry[side].items()}


def _written_over(changes):
    """{(model, primary key, field): [(entry, Change) of closings entered after `changes` that wrote it, in order]}."""
    found = defaultdict(list)
    later = Change.objects.filter(pk__gt=max(change.pk for change in changes), trail__isnull=False)
    for change in later.exclude(trail=[]).order_by("pk"):
        for entry in change.trail:
            for name in entry["before"]:
                found[*_key(entry), name].append((entry, change))
    return found


def _as_before(entries, over):
    """({(model, primary key): row as it stood, not saved}, {those changed since: why they stay})."""
    rows, kept, stored = {}, {}, _stored(entries)
    for entry in reversed(entries):
        key = _key(entry)
        row = stored.get(key)
        if row is None:
            continue  # removed since: nothing to give back
        before, after = _values(entry, "before"), _values(entry, "after")
        same = [name for name, value in after.items() if getattr(row, name) == value]
        rows[key] = row
        if any((*key, name) not in over for name in after if name not in same):
            kept[key] = _("changed since")
            continue
        for name in same:
            setattr(row, name, before[name])
    return rows, kept


def _stored(entries):
    """{(model, primary key): row as it stands, with the organisations it names}: one query for each model."""
    keys, found = defaultdict(set), {}
    for model, key in map(_key, entries):
        keys[model].add(key)
    for model, some in keys.items():
        rows = model._base_manager.select_related(*(field.name for field in _links(model)))
        found |= {(model, key): row for key, row in rows.in_bulk(some).items()}
    return found


def _mistakes(entries):
    """{model: {primary key: [(last row of history before, what was written, what stood before)]}}."""
    found = defaultdict(lambda: defaultdict(list))
    for entry in entries:
        model, key = _key(entry)
        found[model][key].append((entry["last"], _values(entry, "after"), _values(entry, "before")))
    return found


def _barred(rows):
    """Of appointments and secretaries those whose place was filled since."""
    barred = {}
    for key, row in rows.items():
        if key[0] is Appointment and _is_refused(row):
            barred[key] = _("does not go with a role given since")
        if key[0] is Secretary and _is_filled(row):
            barred[key] = _("somebody else is in office since")
    return barred


def _is_refused(appointment):
    try:
        roles.check(appointment, appointment.held_besides())
    except ValidationError:
        return True
    return False


def _is_filled(secretary):
    others = Secretary.objects.filter(organisation=secretary.organisation_id).exclude(pk=secretary.pk)
    return secretary.left_on is None and others.filter(left_on=None).exists()


def _alike(entries, given):
    """{(model, fields written): rows} of what is `given` back."""
    names, found = defaultdict(set), defaultdict(list)
    for entry in entries:
        names[_key(entry)].update(entry["before"])
    for key, written in names.items():
        found[key[0], tuple(sorted(written))].append(given[key])
    return found


def _lead_on(entries, over):
    """What a closing entered later wrote over has, before it, what stood before `entries`."""
    changed = {}
    for entry in entries:
        for name, value in entry["before"].items():
            for later, change in over.get((*_key(entry), name), ())[:1]:
                later["before"][name] = value
                changed[change.pk] = change
    Change.objects.bulk_update(changed.values(), ["trail"], history.BATCH)
