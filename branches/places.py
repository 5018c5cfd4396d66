"""From appointments to places: what every right is read from (settings.SCOPE_PLACES)."""

from datetime import date

from django.db.models import Subquery
from django.utils import timezone

from branches.as_of import called_on
from branches.models import Appointment, Organisation
from branches.searching import named
from core.choices import Role
from core.phrases import listed
from core.scope import Place, Scope


def places_of(user) -> list[Place]:
    """The places `user` holds today: one query."""
    held = Appointment.objects.on(timezone.localdate()).filter(user=user).order_by("pk")
    top = Subquery(Organisation.objects.top().values("name")[:1])
    return [
        Place(Role(role), path, code, name)
        for role, path, code, name in held.values_list("role", "organisation__path", "organisation__code", top)
    ]


def called(scope: Scope, on: date | None) -> str:
    """What the places of `scope` are called on a day (None: today), in words: one query (settings.PLACES_CALLED)."""
    held = Organisation.objects.filter(path__in={place.path for place in scope.places}).order_by("path")
    names = called_on(held, on or timezone.localdate()).values_list("called", flat=True)
    return listed(names)


def places(scope: Scope, unit: str) -> list[Organisation]:
    """Where something waits: at the `unit` named by its code or name, without one wherever a role is held."""
    rows = scope.of(Organisation)
    if unit.strip():
        return [found] if (found := named(rows, unit)) else []
    return list(rows.filter(path__in=[place.path for place in scope.places]))
