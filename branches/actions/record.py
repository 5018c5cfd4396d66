"""How a change of the tree is kept: rows with their history, dated changes, one line in the log."""

from django.db.models import Max, Min
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from branches.choices import ChangeKind
from branches.models import Change, Organisation
from core.choices import EventKind
from core.events import record

BATCH = 500
MAX_NAMED = 500
REASON_LENGTH = 100


def create(model, rows, *, by, reason) -> list:
    """Insert `rows` with their history. Returns them."""
    rows = list(rows)
    return bulk_create_with_history(rows, model, BATCH, default_user=by, default_change_reason=reason[:REASON_LENGTH])


def update(model, rows, fields, *, by, reason) -> None:
    """Write `fields` of `rows` with their history."""
    rows = list(rows)
    bulk_update_with_history(rows, model, fields, BATCH, default_user=by, default_change_reason=reason[:REASON_LENGTH])


def keep(changes, *, by, reason) -> list[Change]:
    """Insert dated `changes` (unsaved Change rows), made by `by` for `reason`. Returns them."""
    changes = list(changes)
    for change in changes:
        change.by, change.reason = by, reason[: Change._meta.get_field("reason").max_length]
    return create(Change, changes, by=by, reason=reason)


def log(kind, organisation, *, by, on, **detail) -> None:
    """One line in the log: a ChangeKind, about whom, on which day."""
    record(EventKind.RESTRUCTURE, by=by, subject=str(organisation), change=kind, on=str(on) if on else None, **detail)


def last_days(organisations, *kinds) -> dict:
    """{primary key: day of its last change of one of `kinds`}: one query."""
    keys = {organisation.pk for organisation in organisations}
    rows = Change.objects.filter(kind__in=kinds)
    if len(keys) <= MAX_NAMED:
        rows = rows.filter(organisation__in=keys)
    return dict(rows.order_by().values_list("organisation").annotate(Max("on")))


def first_days(organisations) -> dict:
    """{primary key: first day something happened to it after its founding, or was merged into it}: two queries."""
    keys = {organisation.pk for organisation in organisations}
    changes = Change.objects.exclude(kind=ChangeKind.FOUNDED).order_by()
    mergers = Organisation.objects.filter(successor__isnull=False).order_by()
    if len(keys) <= MAX_NAMED:
        changes, mergers = changes.filter(organisation__in=keys), mergers.filter(successor__in=keys)
    found = dict(changes.values_list("organisation").annotate(Min("on")))
    for key, day in mergers.values_list("successor").annotate(Min("closed_on")):
        found[key] = min(day, found.get(key, day))
    return found
