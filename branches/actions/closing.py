"""Closing: merged into a successor (R12) or dissolved (R13). Nothing is deleted.

With an organisation end the appointments held there and the office of its secretary, on its closing day: nobody goes on
acting for it, and who reads it later does so from above (the department, viewers, the unit).
"""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from branches import signals, tree, validation
from branches.actions.changes import MAX_NAMED, go_along, keep, last_days, tell
from branches.actions.moving import move_many
from branches.actions.voiding.trails import trails_of
from branches.choices import ChangeKind
from branches.models import Appointment, Change, Organisation, Secretary
from core import history
from core.choices import EventKind
from core.log.acts import logged
from core.validators import refuse


@dataclass(frozen=True)
class Closing:
    """`organisation` is closed on day `on`, merged into `into` or, without one, dissolved."""

    organisation: Organisation
    on: date
    into: Organisation | None = None
    document: str = ""

    @property
    def kind(self):
        return ChangeKind.MERGED if self.into else ChangeKind.DISSOLVED


@logged("merge", EventKind.RESTRUCTURE)
def merge(organisation, *, into, on, document="", reason="", by) -> Change:
    """Merge `organisation` into `into` on day `on` (R12); open branches of a base organisation go along (R13a).

    Returns the Change. Raises: ValidationError.
    """
    return _close(Closing(organisation, on, into, document), reason=reason, by=by)


@logged("dissolve", EventKind.RESTRUCTURE)
def dissolve(organisation, *, on, document="", reason="", by) -> Change:
    """Close `organisation` on day `on` without a successor (R13). Returns the Change. Raises: ValidationError."""
    return _close(Closing(organisation, on, None, document), reason=reason, by=by)


@transaction.atomic
def _close(closing, *, reason, by):
    [change] = close_many([closing], reason=reason, by=by)
    tell(closing.kind, closing.organisation, on=closing.on, after=change.after)
    return change


@logged("close_many", EventKind.RESTRUCTURE)
def close_many(closings, *, reason="", by) -> list[Change]:
    """Carry out every Closing: branches first, then base organisations by day; the order they come in means nothing.

    Returns the Changes, in the order carried out. Raises: ValidationError for the first that is refused.
    """
    closings = sorted(closings, key=lambda closing: closing.on)
    tree.lock([one for closing in closings for one in (closing.organisation, closing.into) if one])
    _check(closings)
    branches = [closing for closing in closings if not closing.organisation.is_unit]
    _mark(branches, by=by, reason=reason)
    units = [closing for closing in closings if closing.organisation.is_unit]
    moved = {}
    for closing in units:
        moved[closing.organisation.pk] = _empty(closing, by=by, reason=reason)
        _mark([closing], by=by, reason=reason)
    closings = [*branches, *units]
    keys = [closing.organisation.pk for closing in sorted(closings, key=lambda closing: closing.on)]
    with history.followed() as written:
        _release(closings, by=by, reason=reason)
        signals.closed.send(Organisation, organisations=set(keys))
    trails = trails_of(written, keys)
    changes = keep([_change(one, trails.get(one.organisation.pk, [])) for one in closings], by=by, reason=reason)
    for change in changes:
        go_along(change, moved.get(change.organisation_id, []))
    return changes


def _check(closings):
    today = timezone.localdate()
    organisations = [closing.organisation for closing in closings]
    last = last_days(organisations, ChangeKind.MOVED, ChangeKind.SPLIT)
    merged = _merged_on(organisations)
    ends = {}
    for closing in closings:
        organisation, key = closing.organisation, closing.organisation.pk
        if key in ends:
            refuse("organisation", _("%(name)s is closed twice."), name=organisation.name)
        ends[key] = closing.on
        validation.check_closing(organisation, on=closing.on, today=today, last=last.get(key))
        validation.check_predecessors(organisation, on=closing.on, merged_on=merged.get(key))
    for closing in closings:
        if closing.into:
            closed_on = ends.get(closing.into.pk, closing.into.closed_on)
            validation.check_successor(closing.organisation, into=closing.into, on=closing.on, closed_on=closed_on)


def _merged_on(organisations):
    """{primary key: day on which the last one was merged into it}: one query."""
    rows = Organisation.objects.order_by().filter(successor__isnull=False)
    if len(organisations) <= MAX_NAMED:
        rows = rows.filter(successor__in=organisations)
    return dict(rows.values_list("successor").annotate(Max("closed_on")))


def _empty(closing, *, by, reason):
    """Leave no open branch under a base organisation that is closed (R13a). Returns the Changes of those moved."""
    unit, into, on = closing.organisation, closing.into, closing.on
    away = Change.objects.filter(kind=ChangeKind.MOVED, before=unit.code).aggregate(on=Max("on"))["on"]
    validation.check_departures(unit, on=on, left_on=away)
    branches = list(Organisation.objects.under(unit).open_on(on))
    validation.check_branches_left(unit, branches, into=into)
    if not branches:
        return []
    pairs = [(branch, into) for branch in branches]
    moves = move_many(pairs, on=on, document=closing.document, reason=reason, by=by)
    tree.lock([unit])
    return moves


def _mark(closings, *, by, reason):
    for closing in closings:
        organisation = closing.organisation
        organisation.closed_on, organisation.successor = closing.on, closing.into
        organisation.closing_document = closing.document
    rows = [closing.organisation for closing in closings]
    history.update(Organisation, rows, ["closed_on", "successor", "closing_document"], by=by, reason=reason)


def _release(closings, *, by, reason):
    """End the appointments held there and the secretaries' office on the closing day; what had not begun is off."""
    ends = {closing.organisation.pk: closing.on for closing in closings}
    held = [
        row
        for row in Appointment.objects.filter(organisation__in=ends).order_by("pk")
        if row.ends_on is None or row.ends_on > ends[row.organisation_id]
    ]
    for row in held:
        row.ends_on = ends[row.organisation_id]
        row.starts_on = min(row.starts_on, row.ends_on)
    history.update(Appointment, held, ["starts_on", "ends_on"], by=by, reason=reason)
    leaving = [
        row
        for row in Secretary.objects.filter(organisation__in=ends).order_by("pk")
        if row.left_on is None or row.left_on > ends[row.organisation_id]
    ]
    for row in leaving:
        row.left_on = ends[row.organisation_id]
        row.term_from = row.term_from and min(row.term_from, row.left_on)
    history.update(Secretary, leaving, ["term_from", "left_on"], by=by, reason=reason)


def _change(closing, trail):
    return Change(
        organisation=closing.organisation,
        kind=closing.kind,
        on=closing.on,
        document=closing.document,
        after=closing.into.code if closing.into else "",
        trail=trail,
    )
