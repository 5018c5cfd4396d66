"""What waits for a person at all places held, in the order and the groups of the page (M4)."""

from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby

from django.core.cache import cache
from django.utils import timezone

from branches.models import Organisation
from core.choices import Role
from core.log.events import newest
from core.todos import Todo, next_date, todos

COUNT_SECONDS = 300  # a call closes at a minute, all else hangs on days and on what people do


@dataclass(frozen=True)
class InboxPlace:
    """A role held at an organisation."""

    role: Role
    organisation: Organisation


@dataclass(frozen=True)
class InboxLine:
    """What is to be done at a place; `own`: by who holds the role there, else a colleague acts."""

    place: InboxPlace
    todo: Todo

    @property
    def own(self):
        return self.todo.is_for(self.place.role)


def held_by(scope):
    """The InboxPlaces of the person, in the order in which they are held: one query."""
    paths = [place.path for place in scope.places]
    rows = scope.of(Organisation, role=tuple(Role)).filter(path__in=paths).order_by("path")
    held = {row.path: row for row in rows}
    return [InboxPlace(place.role, held[place.path]) for place in scope.places]


def inbox(places, scope):
    """The InboxLines of all `places`, those of the person's own first, else place after place."""
    lines = [InboxLine(place, todo) for place in places for todo in todos(place.role, place.organisation, scope)]
    return sorted(lines, key=lambda line: not line.own)


def remembered_count(user, scope):
    """How many lines of the inbox are the person's own: every page asks, so it is counted anew when anybody did
    anything or the day changed, else once in COUNT_SECONDS."""
    mark = repr((user.pk, timezone.localdate(), newest()))
    name = f"todo-{sha256(mark.encode()).hexdigest()}"
    return cache.get_or_set(name, lambda: count_own(inbox(held_by(scope), scope)), COUNT_SECONDS)


def count_own(lines):
    """How many of `lines` the person acts on."""
    return sum(line.own for line in lines)


def parts(lines):
    """`lines` as [(own, [(InboxPlace, [Todo])])]."""
    return [(own, _by_place(found)) for own, found in groupby(lines, key=lambda line: line.own)]


def _by_place(lines):
    return [(place, [line.todo for line in found]) for place, found in groupby(lines, key=lambda line: line.place)]


def ahead(places, scope, today):
    """The nearest ComingDay of all `places` from `today` on, or None."""
    days = [next_date(place.role, place.organisation, scope, today) for place in places]
    return min(filter(None, days), key=lambda one: one.day, default=None)
