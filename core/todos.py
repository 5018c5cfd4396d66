"""What is to be done next, and by whom: declared by each app in its `todos.py`, shown alike on every page.

A rule belongs to a role. It is given the place of somebody who holds the role, and the scope of whoever looks, through
which it takes its rows: a constant number of queries for a rule. The days ahead are declared in the same way.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import pgettext

from core.choices import Role
from core.scope import Scope

NAMED = 20


@dataclass(frozen=True)
class Todo:
    """Something to do: `why` in a sentence, `who` acts, `due` by a day (None: open), `url` where, `action` on its link.

    `rule`: the number of the rule that asks for it ("R25"; "": none); `since`: from which day on it waits (None: not
    known). `notes`: what was said about it; `names`: (label, url) of what is behind a count, `more` of them not named.
    `page`: where those are led who only look, when `url` and `names` are forms of who acts. `at`: the name of another
    organisation at which `who` acts, "" for the place itself.
    """

    why: str
    who: Role
    url: str
    action: str
    due: date | None = None
    rule: str = ""
    since: date | None = None
    notes: tuple[str, ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    more: int = 0
    page: str = ""
    at: str = ""

    def is_for(self, role: Role) -> bool:
        """Whether holders of `role` at the place act on it."""
        return self.who == role and not self.at


@dataclass(frozen=True)
class ComingDay:
    """A `day` on which something happens: `what`, in a few words, and `url`, where it stands."""

    day: date
    what: str
    url: str


Rule = Callable[..., Iterable[Todo]]
Calendar = Callable[..., Iterable[ComingDay]]
_rules: dict[Role, list[Rule]] = defaultdict(list)
_calendars: dict[Role, list[Calendar]] = defaultdict(list)


def rule(role: Role) -> Callable[[Rule], Rule]:
    """Declare a rule, `rule(place, scope)`, for holders of `role`; later floors come before earlier ones."""

    def declare(found: Rule) -> Rule:
        _rules[role].append(found)
        return found

    return declare


def todos(role: Role, place, scope: Scope) -> list[Todo]:
    """What holders of `role` at `place` (an organisation) have to do as `scope` sees it, the most pressing first.

    The work of an activity comes before the upkeep of the roster: rules of the app last declared stand first.
    """
    by_app = defaultdict(list)
    for declared in _rules[role]:
        by_app[declared.__module__].append(declared)
    found = (todo for app in reversed(by_app) for declared in by_app[app] for todo in declared(place, scope))
    return [_as_seen(todo, place, scope) for todo in found]


def _as_seen(todo, place, scope):
    """As its holder acts on it; for who only looks a way to the page instead of the form."""
    if not todo.page or (scope.covers(place.path, todo.who) and not todo.at):
        return todo
    return replace(todo, url=todo.page, action=pgettext("step", "Open"), names=(), more=0)


def dates(*roles: Role) -> Callable[[Calendar], Calendar]:
    """Declare a rule, `rule(place, scope)`, that tells holders of `roles` its days, those gone by as well."""

    def declare(found: Calendar) -> Calendar:
        for role in roles:
            _calendars[role].append(found)
        return found

    return declare


def next_date(role: Role, place, scope: Scope, today: date) -> ComingDay | None:
    """The nearest day from `today` on that holders of `role` at `place` look forward to, None when none is known."""
    days = (one for declared in _calendars[role] for one in declared(place, scope))
    return min((one for one in days if one.day >= today), key=lambda one: one.day, default=None)


def named(rows: QuerySet) -> tuple[int, tuple, int]:
    """(how many `rows`, the first of them as (name, address), how many more): two queries, one when there are none."""
    count = rows.count()
    names = tuple((row.name, row.get_absolute_url()) for row in rows[:NAMED]) if count else ()
    return count, names, count - len(names)


def first(rows: QuerySet) -> tuple[list, int]:
    """(the first of `rows`, as many as are named, how many more): one query, two where there are more."""
    found = list(rows[: NAMED + 1])
    return found[:NAMED], rows.count() - NAMED if len(found) > NAMED else 0


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
    address: Callable[..., str],
    is_form: bool = False,
    more: int = 0,
    since: date | None = None,
    **facts,
) -> Iterator[Todo]:
    """One Todo of everything `found`, none of nothing: `sentence` of their number, the first by name.

    `address`: gives the address of each; `is_form`: whether that is a form of who acts, so that who only looks is led
    to the list; `url`: the list of them all, where there are several; `more`: how many there are besides, and `since`
    when one of those waits where it may be longer than of those found; `facts`: the other parts of the Todo: who,
    action, rule.
    """
    if found := list(found):
        names = tuple((one.label, address(*one.args)) for one in found[:NAMED])
        count = len(found) + more
        yield Todo(
            sentence(count) % {"count": count},
            url=names[0][1] if count == 1 else url,
            page=url if is_form else "",
            since=_earliest([since, *(one.since for one in found)]),
            notes=tuple(dict.fromkeys(one.note for one in found if one.note)),
            names=names,
            more=count - len(names),
            **facts,
        )


def _earliest(moments):
    days = (timezone.localdate(one) if isinstance(one, datetime) else one for one in moments)
    return min(filter(None, days), default=None)


def waiting_since(due_on: date) -> date | None:
    """The due day since which something waits; None while it lies ahead, as of a pledge that was assessed early."""
    return due_on if due_on < timezone.localdate() else None
