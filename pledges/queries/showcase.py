"""Entries of the showcase inside: what waits for whom, what happened to them, those of a branch on a day (N06)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from branches.models import Organisation
from core.scope import Scope, within
from pledges.choices import IN_HAND, EntryState
from pledges.lifecycles.showcase import decided_by
from pledges.models import ShowcaseEntry
from pledges.queries.events import ToldEvent, author, in_order, signed, since
from ratings.choices import Tier
from ratings.queries.board import campaigns, chosen
from ratings.queries.cohort import standings_on

DONE = {
    EntryState.DRAFT: gettext_lazy("Begun"),
    EntryState.SUBMITTED: gettext_lazy("Submitted"),
    EntryState.RETURNED: gettext_lazy("Returned"),
    EntryState.SUPPORTED: gettext_lazy("Supported by the unit"),
    EntryState.SELECTED: gettext_lazy("Selected for the showcase"),
    EntryState.WITHDRAWN: gettext_lazy("Taken off"),
}
TOLD = {
    EntryState.SELECTED: gettext_lazy("“%(title)s” was selected for the showcase."),
    EntryState.WITHDRAWN: gettext_lazy("“%(title)s” was taken off the showcase."),
}


@dataclass(frozen=True)
class EntryOnDay:
    """An entry as it was on a day."""

    pk: int
    title: str
    state: EntryState


def tier_of(organisation: Organisation, day: date) -> int | None:
    """The tier at which `organisation` stands on `day` in the campaign on show; None without an official rating."""
    rows = standings_on(chosen(campaigns(), day), day).filter(organisation=organisation)
    return rows.order_by().values_list("tier", flat=True).first()


def may_show(branches: QuerySet[Organisation], day: date) -> QuerySet[Organisation]:
    """Those of `branches` that begin an entry on `day`: open, standing at advanced, none in hand (N06)."""
    advanced = standings_on(chosen(campaigns(), day), day).filter(tier=Tier.ADVANCED).order_by()
    in_hand = ShowcaseEntry.objects.filter(state__in=IN_HAND).order_by().values("organisation")
    return branches.open_on(day).filter(pk__in=advanced.values("organisation")).exclude(pk__in=in_hand)


def waiting(place: Organisation, scope: Scope, role: str) -> QuerySet[ShowcaseEntry]:
    """What holders of `role` at `place` are to support or select."""
    return scope.of(ShowcaseEntry).filter(within("organisation", place.path), decided_by(role))


def units_at(paths: Iterable[str]) -> dict[str, str]:
    """{path: name} of the base organisations at `paths`: one query."""
    return dict(Organisation.objects.filter(path__in=paths).order_by().values_list("path", "name"))


def of_branch(branch: Organisation, on: date) -> list[EntryOnDay]:
    """The entries of `branch` as they were at the end of day `on`, the newest first: one query."""
    rows = signed(ShowcaseEntry.history.filter(organisation=branch, history_date__date__lte=on))
    last = {row.id: EntryOnDay(row.id, row.title, EntryState(row.state)) for row in rows}
    return [last[key] for key in sorted(last, reverse=True)]


def of_entry(entry: ShowcaseEntry) -> list[ToldEvent]:
    """The ToldEvents of `entry`, newest first: one query."""
    rows = _steps(signed(entry.history.all()))
    return in_order(ToldEvent(_when(row), author(row.history_user), str(DONE[row.state]), _why(row)) for row in rows)


def of_organisation(organisation: Organisation, on: date) -> list[ToldEvent]:
    """When entries of `organisation` were selected for the showcase and taken off by day `on`: one query."""
    former, events = {}, []
    for row in _steps(signed(ShowcaseEntry.history.filter(organisation=organisation))):
        ends = row.state == EntryState.WITHDRAWN and former.get(row.id) == EntryState.SELECTED
        if ends or row.state == EntryState.SELECTED:
            what = TOLD[row.state] % {"title": row.title}
            events.append(ToldEvent(_when(row), author(row.history_user), what, _why(row)))
        former[row.id] = row.state
    return [event for event in events if event.day <= on]


def _steps(rows):
    """Those of `rows` of history in which an entry came into another state."""
    former = {}
    for row in rows:
        if row.state != former.get(row.id):
            yield row
        former[row.id] = row.state


def _when(row):
    day = {EntryState.SELECTED: row.selected_on, EntryState.WITHDRAWN: row.withdrawn_on}.get(row.state)
    return since(row, day)


def _why(row):
    if row.state not in (EntryState.RETURNED, EntryState.WITHDRAWN):
        return ""
    return _("Closed with its organisation.") if row.state_before else row.reason
