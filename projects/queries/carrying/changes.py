"""What a request for a change is about: the project as it is, who may lead it, what was granted before."""

from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from branches.models import Appointment, Organisation
from core.choices import Role
from projects.choices import RequestKind, RequestState
from projects.models import Project


def as_it_is(project: Project, kind: str) -> dict:
    """What a change of `kind` would change, as plain values (ChangeRequest.before)."""
    return AS_IT_IS[RequestKind(kind)](project)


def possible_leaders(organisation: Organisation) -> QuerySet[User]:
    """Who holds a role at `organisation` or its unit today."""
    places = {organisation.path, organisation.unit_path}
    held = Appointment.objects.on(timezone.localdate()).filter(
        role__in=(Role.UNIT, Role.BRANCH), organisation__path__in=places
    )
    return User.objects.filter(pk__in=held.order_by().values("user"), is_active=True).order_by("name", "pk")


def is_extended(project: Project) -> bool:
    """Whether the end of `project` was moved already."""
    return project.requests.filter(kind=RequestKind.PERIOD, state=RequestState.GRANTED).exists()


def _members(project):
    rows = project.members.order_by("number").values_list("number", "name", "post", "unit", "task")
    return {"members": [list(row) for row in rows]}


def _lines(project):
    rows = project.lines.order_by("number")
    return {"lines": [[row.number, row.use, str(row.amount), row.basis] for row in rows]}


AS_IT_IS = {
    RequestKind.LEADER: lambda project: {"name": project.leader, "post": project.leader_post},
    RequestKind.MEMBER: _members,
    RequestKind.PERIOD: lambda project: {"ends_on": project.ends_on.isoformat() if project.ends_on else ""},
    RequestKind.BUDGET: _lines,
    RequestKind.TITLE: lambda project: {"title": project.title},
}
