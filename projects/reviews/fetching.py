"""What is judged, for who decides it."""

from collections.abc import Callable
from functools import reduce
from operator import or_

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import redirect

from core.choices import Role
from core.forms import settled
from core.scope import Scope
from projects.choices import PanelStage
from projects.fetching import project_of
from projects.models import Call, Project
from projects.parts import decided_by, decider

JUDGES = (Role.DEPARTMENT, Role.UNIT)  # who decides, and assigns experts
FOLLOW_CALLS = (Role.DEPARTMENT, Role.VIEWER, Role.UNIT)


def stage_of(text: str) -> PanelStage:
    """The stage of that name. Raises: Http404."""
    if text not in PanelStage.values:
        raise Http404
    return PanelStage(text)


def judged_project(request, number) -> Project:
    """The project of that number, for who decides it. Raises: Http404; PermissionDenied for others."""
    project = project_of(request, number)
    if decider(project) not in request.scope.roles_at(project.organisation):
        raise PermissionDenied
    return project


def judged_projects(request, call: Call, keys) -> list[Project]:
    """Those of the projects `keys` of `call` that the person decides."""
    asked = [int(key) for key in keys if key.isdecimal() and len(key) < 19]
    return list(decided(request.scope).with_people().filter(call=call, pk__in=asked).order_by("pk"))


def decided(scope: Scope) -> QuerySet[Project]:
    """The projects that the person decides."""
    rows = scope.of(Project, role=JUDGES)
    held = [Q(pk__in=scope.of(Project, role=role).filter(decided_by(role)).values("pk")) for role in JUDGES]
    return rows.filter(reduce(or_, held))


def hosted_call(request, number) -> Call:
    """The call of that number, for who holds a role where it is hosted. Raises: Http404 for others, who may see it."""
    call = request.scope.get(request.scope.of(Call).select_related("host"), pk=number)
    if not request.scope.roles_at(call.host):
        raise Http404
    return call


def done(request, verb: Callable[[], object], said: str, address: str) -> HttpResponseRedirect:
    """Carry out `verb` at once and go to `address`, where stands what was `said`, or why not."""
    try:
        settled(verb)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, said)
    return redirect(address)
