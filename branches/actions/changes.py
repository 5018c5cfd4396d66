"""How a change of the tree is kept: dated changes, one entry in the log; and what they say later."""

from django.db.models import Max, Min

from branches.choices import ChangeKind
from branches.models import Change, Organisation
from core.history import BATCH, create
from core.log.acts import about

MAX_NAMED = 500


def keep(changes, *, by, reason) -> list[Change]:
    """Insert dated `changes` (unsaved Change rows), made by `by` for `reason`. Returns them."""
    changes = list(changes)
    for change in changes:
        change.by, change.reason = by, reason[: Change._meta.get_field("reason").max_length]
    return create(Change, changes, by=by, reason=reason)


def go_along(change, parts) -> None:
    """Note that `parts` (Changes) happened with `change` and because of it: they are taken back with it (R28)."""
    parts = list(parts)
    for part in parts:
        part.along = change
    Change.objects.bulk_update(parts, ["along"], BATCH)


def tell(kind, organisation, *, on, **detail) -> None:
    """Say in the log what one change is: a ChangeKind, about whom, on which day."""
    about(organisation, change=kind, on=str(on) if on else None, **detail)


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
