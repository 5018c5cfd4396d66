"""A project within the scope of who asks, and the way down to it."""

from django.urls import reverse
from django.utils.translation import gettext as _

from core.choices import READERS, Role
from projects.models import Project

WRITERS = (Role.UNIT, Role.BRANCH)
DECIDERS = (Role.DEPARTMENT, Role.UNIT)
ACTORS = (Role.DEPARTMENT, *WRITERS)
FOLLOWERS = READERS


def project_of(request, number) -> Project:
    """The project of that number with its call and organisation. Raises: Http404 outside the scope."""
    return request.scope.get(request.scope.of(Project).with_people(), pk=number)


def crumbs(project: Project, *further, day: str = "") -> list:
    """The way: all projects (`day`: what their address ends with, of another day), the project, `further` labels; in
    between (label, address)."""
    way = [(_("Projects"), reverse("projects:projects") + day)]
    if not further:
        return [*way, (project.title, None)]
    steps = [one if isinstance(one, tuple) else (one, None) for one in further]
    return [*way, (project.title, project.get_absolute_url()), *steps]
