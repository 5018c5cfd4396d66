"""What is to be done next, and by whom: declared by each app in its `todos.py`, shown alike on every page.

A rule belongs to a role. It is given the place of somebody who holds the role, and the scope of whoever looks, through
which it takes its rows: one query for a rule, two when it names what is behind a count.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from core.choices import Role
from core.scope import Scope

NAMED = 20


@dataclass(frozen=True)
class Todo:
    """Something to do: `why` in a sentence, `who` acts, `due` by a day (None: open), `url` where, `action` on its link.

    `notes`: what was said about it; `names`: (label, url) of what is behind a count, `more` of them not named.
    """

    why: str
    who: Role
    url: str
    action: str
    due: date | None = None
    notes: tuple[str, ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    more: int = 0


Rule = Callable[..., Iterable[Todo]]
_rules: dict[Role, list[Rule]] = defaultdict(list)


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
    return [todo for app in reversed(by_app) for declared in by_app[app] for todo in declared(place, scope)]


def named(rows: QuerySet) -> tuple[int, tuple, int]:
    """(how many `rows`, the first of them as (name, address), how many more): two queries, one when there are none."""
    count = rows.count()
    names = tuple((row.name, row.get_absolute_url()) for row in rows[:NAMED]) if count else ()
    return count, names, count - len(names)
