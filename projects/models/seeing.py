"""Who sees what of projects otherwise than by the tree: applicants the calls they may answer, experts what is assigned
to them while their panel is open and nothing bars them (R37)."""

from django.apps import apps
from django.db.models import Q
from django.utils import timezone

from core.choices import Role
from core.scope import STEP, Place, within

NOTHING = Q(pk__in=())


def call_seen(place: Place, user, lookup: str = "") -> Q:
    """The calls (or what hangs on them by `lookup`) seen from `place`: those hosted there or below, and the published
    ones of who stands above; an expert sees none."""
    before = f"{lookup}__" if lookup else ""
    if place.role == Role.EXPERT:
        return NOTHING
    above = [place.path[:length] for length in range(STEP, len(place.path), STEP)]
    published = Q(**{f"{before}host__path__in": above, f"{before}published_on__isnull": False})
    return within(f"{before}host", place.path) | published


def project_seen(place: Place, user, lookup: str = "") -> Q:
    """The projects (or what hangs on them by `lookup`) seen from `place`: within the tree by who owns or supports them;
    by an expert those assigned."""
    before = f"{lookup}__" if lookup else ""
    if place.role == Role.EXPERT:
        return Q(**{f"{before}pk__in": open_seats(user).values("panel__project")})
    return within(f"{before}organisation", place.path) | within(f"{before}supporting", place.path)


def seat_seen(place: Place, user) -> Q:
    """The seats seen from `place`: by an expert the own ones that are open, by others those of the projects seen."""
    if place.role == Role.EXPERT:
        return Q(pk__in=open_seats(user).values("pk"))
    return project_seen(place, user, "panel__project")


def open_seats(user):
    """The seats on which `user` judges today."""
    return apps.get_model("projects", "Seat").objects.on_duty(timezone.localdate()).filter(expert__user=user)
