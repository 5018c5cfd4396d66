"""How the to-dos about plans are put together: many of a kind are one, with their number and the first names."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from typing import NamedTuple

from django.utils import timezone

from core.choices import Role
from core.todos import NAMED, Todo
from pledges.addresses import FORMS, plan_address


class Waiting(NamedTuple):
    """One of many things to do: its name, what its address takes, since when it waits (None: not known), and what was
    said of it ("": nothing)."""

    label: str
    args: tuple
    since: date | datetime | None = None
    note: str = ""


def gathered(
    found: Iterable[Waiting],
    sentence: Callable[[int], str],
    *,
    url: str,
    address: Callable[..., str] = plan_address,
    **facts,
) -> Iterator[Todo]:
    """One Todo of everything `found`, none of nothing: `sentence` of their number, the first by name.

    `address`: gives the address of each; `url`: the list of them all, where there are several; `facts`: the other parts
    of the Todo: who, action, rule.
    """
    if found := list(found):
        names = tuple((one.label, address(*one.args)) for one in found[:NAMED])
        yield Todo(
            sentence(len(found)) % {"count": len(found)},
            url=names[0][1] if len(found) == 1 else url,
            page=url if address in FORMS else "",
            since=_earliest(found),
            notes=tuple(dict.fromkeys(one.note for one in found if one.note)),
            names=names,
            more=len(found) - len(names),
            **facts,
        )


def _earliest(found):
    days = (timezone.localdate(one.since) if isinstance(one.since, datetime) else one.since for one in found)
    return min(filter(None, days), default=None)


def waiting_since(due_on: date) -> date | None:
    """The due day since which something waits; None while it lies ahead, as of a pledge that was assessed early."""
    return due_on if due_on < timezone.localdate() else None


def reviewer_at(place) -> Role:
    """Who reviews at a place: the department at the university, the secretary at a base organisation."""
    return Role.DEPARTMENT if place.is_university else Role.UNIT
