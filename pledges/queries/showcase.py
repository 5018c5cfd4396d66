"""Entries of the showcase inside: what waits for whom, what happened to them, those of a branch on a day (N06)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from branches.as_of import names_on, unit_names_on
from branches.models import Organisation
from core.history import as_of
from core.scope import within
from core.timeline import ToldEvent, author, in_order, signed, since
from pledges.choices import IN_HAND, EntryState
from pledges.lifecycles.showcase import decided_by
from pledges.models import ShowcaseEntry, ShowcasePicture
from pledges.models.showcases import tier_on
from ratings.choices import Tier
from ratings.queries.board import campaigns, chosen
from ratings.queries.cohort import standings_on

DONE = {
    EntryState.DRAFT: gettext_lazy("Begun"),
    EntryState.SUBMITTED: gettext_lazy("Submitted"),
    EntryState.RETURNED: gettext_lazy("Returned"),
    EntryState.SUPPORTED: gettext_lazy("Supported by the unit"),
    EntryState.SELECTED: gettext_lazy("Selected for the showcase"),
    EntryState.TAKEN_OFF: gettext_lazy("Taken off"),
    EntryState.WITHDRAWN: gettext_lazy("Withdrawn"),
}
TOLD = {
    EntryState.SELECTED: gettext_lazy("“%(title)s” was selected for the showcase."),
    EntryState.TAKEN_OFF: gettext_lazy("“%(title)s” was taken off the showcase."),
}

ENDS = (EntryState.TAKEN_OFF, EntryState.WITHDRAWN)  # by hand; with its branch


@dataclass(frozen=True)
class EntryOnDay:
    """An entry as it was on a day."""

    pk: int
    title: str
    state: EntryState


def may_show(branches: QuerySet[Organisation], day: date) -> QuerySet[Organisation]:
    """Those of `branches` that begin an entry on `day`: open, standing at advanced, none in hand (N06)."""
    advanced = standings_on(chosen(campaigns(), day), day).filter(tier=Tier.ADVANCED).order_by()
    in_hand = ShowcaseEntry.objects.filter(state__in=IN_HAND).order_by().values("organisation")
    return branches.open_on(day).filter(pk__in=advanced.values("organisation")).exclude(pk__in=in_hand)


def waits_at(place: Organisation, role: str) -> Q:
    """What holders of `role` at `place` are to support or select, as a condition on entries."""
    return Q(within("organisation", place.path), decided_by(role))


def entries_on(rows: QuerySet[ShowcaseEntry], on: date) -> QuerySet:
    """`rows` as they were at the end of day `on`, without those begun later, with the `tier` of their branch then; of a
    day gone by they are rows of history, told apart by `id`."""
    return _told_on(rows, on).annotate(tier=tier_on(on))


def with_pictures(entries: QuerySet, on: date) -> QuerySet:
    """`entries` (`entries_on`), each with `pictures_all`, how many pictures it had on day `on`."""
    own = as_of(ShowcasePicture, on).filter(entry=OuterRef("id")).order_by().values("entry")
    return entries.annotate(pictures_all=Coalesce(Subquery(own.annotate(count=Count("id")).values("count")), 0))


def pictures_on(entry, on: date) -> QuerySet:
    """The pictures of `entry` as they were on day `on`, in order; each with `is_kept`: whether it is there today."""
    today = ShowcasePicture.objects.filter(pk=OuterRef("id"))
    return as_of(ShowcasePicture, on).filter(entry=entry.id).annotate(is_kept=Exists(today)).order_by("id")


def tell_places(entries: Iterable, on: date) -> None:
    """Give each of `entries` (with its organisation) `unit`, what its unit was called on day `on`, and its branch the
    name of that day, never to be saved: five queries."""
    branches = [one.organisation for one in entries]
    names, units = names_on(branches, on), unit_names_on(branches, on)
    for one in entries:
        one.organisation.name, one.unit = names[one.organisation_id], units[one.organisation_id]


def of_branch(branch: Organisation, on: date) -> list[EntryOnDay]:
    """The entries of `branch` as they were at the end of day `on`, the newest first: one query."""
    rows = _told_on(ShowcaseEntry.objects.filter(organisation=branch), on).order_by("-id")
    return [EntryOnDay(row.id, row.title, EntryState(row.state)) for row in rows]


def of_entry(entry) -> list[ToldEvent]:
    """The ToldEvents of `entry`, as it was on a day or is, newest first: one query."""
    rows = _steps(signed(ShowcaseEntry.history.filter(id=entry.id)))
    return in_order(ToldEvent(_when(row), author(row.history_user), str(DONE[row.state]), _why(row)) for row in rows)


def of_organisation(organisation: Organisation, on: date) -> list[ToldEvent]:
    """When entries of `organisation` were selected for the showcase and taken off by day `on`: one query."""
    former, events = {}, []
    for row in _steps(signed(ShowcaseEntry.history.filter(organisation=organisation))):
        ends = row.state in ENDS and former.get(row.id) == EntryState.SELECTED
        if ends or row.state == EntryState.SELECTED:
            what = TOLD[EntryState.TAKEN_OFF if ends else EntryState.SELECTED] % {"title": row.title}
            events.append(ToldEvent(_when(row), author(row.history_user), what, _why(row)))
        former[row.id] = row.state
    return [event for event in events if event.day <= on]


def _told_on(rows, on):
    """`rows` of entries; of a day `on` gone by, their rows of history then."""
    return as_of(ShowcaseEntry, on).filter(id__in=rows.order_by().values("pk")) if on < timezone.localdate() else rows


def _steps(rows):
    """Those of `rows` of history in which an entry came into another state."""
    former = {}
    for row in rows:
        if row.state != former.get(row.id):
            yield row
        former[row.id] = row.state


def _when(row):
    day = row.selected_on if row.state == EntryState.SELECTED else row.withdrawn_on if row.state in ENDS else None
    return since(row, day)


def _why(row):
    if row.state not in (EntryState.RETURNED, *ENDS):
        return ""
    return _("Closed with its organisation.") if row.state_before else row.reason
