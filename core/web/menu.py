"""The menu: entries are declared by each app in its own `menu.py`, in groups; a group is one place on top."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.scope import Scope


@dataclass(frozen=True, eq=False)
class MenuGroup:
    """A place on top of the menu, by what its pages are about."""

    label: object
    icon: str


@dataclass(frozen=True)
class MenuEntry:
    """A page for holders of one of `roles`; `own`: its address takes the code of the place held, one link for each."""

    label: object
    name: str
    icon: str
    roles: tuple
    own: bool = False


@dataclass(frozen=True)
class MenuPlace:
    """What one person sees: a link, or a group that opens to `links`; `current`: the page on show is there."""

    label: object
    icon: str
    current: bool
    url: str = ""
    links: tuple["MenuPlace", ...] = ()


HOME = MenuGroup(_("Home"), "house")
TARGETS = MenuGroup(_("Targets"), "bullseye")
GRADING = MenuGroup(_("Grading"), "list-check")
RAISING = MenuGroup(_("Raising"), "journal-check")
ORGANISATIONS = MenuGroup(_("Organisations"), "building")
WORKBOOKS = MenuGroup(_("Workbooks"), "file-earmark-spreadsheet")
ADMINISTRATION = MenuGroup(_("Administration"), "gear")

# At most seven.
GROUPS = (HOME, TARGETS, GRADING, RAISING, ORGANISATIONS, WORKBOOKS, ADMINISTRATION)
ENTRIES: dict[MenuGroup, list[MenuEntry]] = {group: [] for group in GROUPS}


def register(group: MenuGroup, *entries: MenuEntry) -> None:
    """Let `entries` stand in `group`, behind those of lower floors."""
    ENTRIES[group] += entries


def menu_of(declared: Mapping[MenuGroup, Iterable[MenuEntry]], scope: Scope, path: str) -> list[MenuPlace]:
    """The places of `declared` that the holder of `scope` sees on the page at `path`, in its order.

    Current is the link whose address `path` starts with, of several the longest.
    """
    shown = {group: list(_links(entries, scope)) for group, entries in declared.items()}
    addresses = (url for links in shown.values() for _entry, _label, url in links)
    here = max((url for url in addresses if path.startswith(url)), key=len, default=None)
    return [_place(group, links, here) for group, links in shown.items() if links]


def _links(entries, scope):
    """(entry, label, url); several places of one's own are told apart by their codes."""
    for entry in entries:
        places = scope.at(*entry.roles)
        if entry.own:
            for place in places:
                label = entry.label if len(places) == 1 else f"{entry.label} {place.code}"
                yield entry, label, reverse(entry.name, args=[place.code])
        elif places:
            yield entry, entry.label, reverse(entry.name)


def _place(group, links, here):
    """The group, or its one link itself."""
    places = tuple(MenuPlace(label, entry.icon, url == here, url) for entry, label, url in links)
    if len(places) == 1:
        return places[0]
    return MenuPlace(group.label, group.icon, any(place.current for place in places), links=places)
