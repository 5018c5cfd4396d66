"""Who sees which rows: the one place where access is decided.

A *place* is a role held at a node of the tree. A model says how its rows hang on the tree
(`scope_paths`: look-ups to a node, "" for the node itself) or that they do not (`scope_free`). Where more than the tree
decides it says which rows are seen from a place: `scope_seen(place, user) -> Q`; an expert sees nothing else.
"""

from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_

from django.conf import settings
from django.db.models import Model, Q, QuerySet
from django.http import Http404
from django.utils.functional import cached_property
from django.utils.module_loading import import_string

from core.choices import BUSINESS, READERS, Role

STEP = 4  # characters of a path for each level
LAST_CHILD = "Z" * STEP


@dataclass(frozen=True)
class Place:
    """A role held at the node with this `path` (materialised) and `code`; `top`: name of the node at the top."""

    role: Role
    path: str
    code: str
    top: str = ""


def within(lookup, path) -> Q:
    """Rows whose node at `lookup` is the one at `path` or below it: one index range."""
    prefix = f"{lookup}__path" if lookup else "path"
    return Q(**{f"{prefix}__gte": path, f"{prefix}__lte": path + LAST_CHILD})


def _is_above_all(model, place):
    """Whether every row of `model` hangs on a node at `place` or below it, so that no path needs to be compared: from
    the top of the tree, where one of its look-ups always leads to a node. A node itself is hidden from experts only."""
    if len(place.path) > STEP or place.role == Role.EXPERT:
        return False
    if hasattr(model, "scope_seen") and "" not in model.scope_paths:
        return False
    return any(_always_leads(model, lookup) for lookup in model.scope_paths)


def _always_leads(model, lookup):
    for name in filter(None, lookup.split("__")):
        field = model._meta.get_field(name)
        if field.null:
            return False
        model = field.related_model
    return True


class Scope:
    """The places one user holds today. Asked by every view, form, export and search."""

    def __init__(self, user, places, *, stamped=(), whole=None):
        """`stamped`: the roles of the page whose scope this is; `whole`: the scope it was cut out of."""
        self.user = user
        self.places = tuple(places)
        self.stamped = stamped
        self.whole = whole or self
        self._read = whole._read if whole else {}

    def narrowed(self, *roles):
        """The scope a page for `roles` works with: the places held in them, and no others, at every fetch."""
        return Scope(self.user, self.at(*roles), stamped=roles, whole=self.whole)

    @cached_property
    def roles(self):
        return frozenset(place.role for place in self.places)

    def once(self, key, read):
        """What `read` gives, read once for the user in this request; `key` tells it from everything else."""
        if key not in self._read:
            self._read[key] = read()
        return self._read[key]

    def known(self, key):
        """What was read `once` under `key` in this request; None when nothing was."""
        return self._read.get(key)

    def roles_at(self, organisation) -> frozenset:
        """The roles held at `organisation` or above it; none where there is no organisation."""
        if organisation is None:
            return frozenset()
        return frozenset(place.role for place in self.places if organisation.path.startswith(place.path))

    def has(self, *roles):
        """True when the user holds one of `roles` anywhere."""
        return not self.roles.isdisjoint(roles)

    def oversees(self, *roles):
        """True when one of `roles` is held at the top of the tree: the user looks at the whole university."""
        return any(len(place.path) == STEP for place in self.at(*roles))

    @property
    def is_whole(self):
        """Whether everything that hangs on the tree is seen: a reading role is held at its top."""
        return self.oversees(*(self.stamped or READERS))

    def at(self, *roles):
        """The places held in one of `roles`."""
        return [place for place in self.places if place.role in roles]

    def called(self, on: date | None = None) -> str:
        """What the places are called on a day (None: today), in words."""
        return import_string(settings.PLACES_CALLED)(self, on)

    def covers(self, path, *roles):
        """True when one of `roles` is held at the node of `path` or above it."""
        return any(path.startswith(place.path) for place in self.at(*roles))

    def of(self, source, role=None):
        """The rows of `source` (a model or a queryset) that the user may see.

        `role` (one or a tuple) and place are tested in the same query. A page names a role only to narrow further;
        elsewhere the default is every reading role.
        """
        rows = source if isinstance(source, QuerySet) else source._default_manager.all()
        model = rows.model
        places = self.at(*self._roles(model, role))
        if not places:
            return rows.none()
        if getattr(model, "scope_free", False) or any(_is_above_all(model, place) for place in places):
            return rows
        return rows.filter(reduce(or_, (self._seen(model, place) for place in places)))

    def below(self, model, place):
        """The rows of `model` that the user may see and that hang, by the first of its look-ups, on the organisation
        `place` or on one below it."""
        rows, lookup = self.of(model), model.scope_paths[0]
        if len(place.path) <= STEP and _always_leads(model, lookup):
            return rows
        return rows.filter(within(lookup, place.path))

    def get(self, source, role=None, **lookup):
        """The one row of `source` that matches `lookup` within the scope.

        Raises: Http404 for a stranger's row exactly as for a row that does not exist.
        """
        row = self.of(source, role=role).filter(**lookup).first()
        if row is None:
            raise Http404
        return row

    def _seen(self, model, place):
        """The rows of `model` that are seen from `place`, as a condition."""
        if hasattr(model, "scope_seen"):
            return model.scope_seen(place, self.user)
        if place.role == Role.EXPERT:
            return Q(pk__in=())
        return reduce(or_, (within(lookup, place.path) for lookup in model.scope_paths))

    def _roles(self, model, role):
        if role is not None:
            return (role,) if isinstance(role, str) else role
        return self.stamped or (BUSINESS if getattr(model, "scope_free", False) else READERS)


def scope_of(user) -> Scope:
    """The scope of `user` today; nothing for an anonymous or disabled one."""
    if not user.is_authenticated or not user.is_active:
        return Scope(user, ())
    return Scope(user, import_string(settings.SCOPE_PLACES)(user))


def is_declared(model: type[Model]) -> bool:
    """Whether `model` says how it hangs on the tree, or that it does not."""
    return bool(getattr(model, "scope_paths", ())) != bool(getattr(model, "scope_free", False))
