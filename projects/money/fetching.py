"""Who enters money of a project, and its entries within the scope of who asks."""

from django.core.exceptions import PermissionDenied
from django.http import Http404

from core.scope import Scope
from projects.models import Advance, Expenditure, Project
from projects.parts import decider, writer

ADVANCE, EXPENDITURE = "advance", "expenditure"
ENTRIES = {ADVANCE: Advance, EXPENDITURE: Expenditure}


def pays(scope: Scope, project: Project) -> bool:
    """Whether this person decides about `project`, and so pays and gets back what the host granted."""
    return decider(project) in scope.roles_at(project.organisation)


def spends(scope: Scope, project: Project) -> bool:
    """Whether this person carries `project` out, and so enters what is spent."""
    return writer(project) in scope.roles_at(project.organisation)


ENTERS = {ADVANCE: pays, EXPENDITURE: spends}


def admit(request, project: Project, kind: str) -> None:
    """Raises: Http404 for no `kind` of entry, PermissionDenied for who does not enter such."""
    if kind not in ENTERS:
        raise Http404
    if not ENTERS[kind](request.scope, project):
        raise PermissionDenied


def entry_of(request, project: Project, kind: str, pk: int) -> Advance | Expenditure:
    """An entry of `project`. Raises: Http404 outside the scope."""
    return request.scope.get(
        request.scope.of(ENTRIES[kind]).select_related("project__organisation"), pk=pk, project=project
    )
