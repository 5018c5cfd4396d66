"""A call within the scope of who asks, who hosts it, and the way down to it."""

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from branches.choices import BASE_KINDS
from branches.models import Organisation
from core.choices import Role
from core.scope import Scope
from projects.models import Call
from projects.parts import host_role

HOSTS = (Role.DEPARTMENT, Role.UNIT)


def call_of(request, number) -> Call:
    """The call of that number with its host. Raises: Http404 outside the scope."""
    return request.scope.get(request.scope.of(Call).select_related("host", "created_by"), pk=number)


def hosted(request, number) -> Call:
    """The same for who hosts it. Raises: Http404; PermissionDenied for others."""
    call = call_of(request, number)
    if not hosts(request.scope, call):
        raise PermissionDenied
    return call


def hosts(scope: Scope, call: Call) -> bool:
    """Whether the person calls for the host of `call`."""
    return host_role(call.host) in scope.roles_at(call.host)


def own_hosts(scope: Scope) -> QuerySet[Organisation]:
    """The open organisations for which the person may call."""
    rows = scope.of(Organisation).open_on(timezone.localdate())
    units = [place.path for place in scope.at(Role.UNIT)]
    department = [place.path for place in scope.at(Role.DEPARTMENT)]
    return rows.filter(path__in=department) | rows.filter(path__in=units, kind__in=BASE_KINDS)


def crumbs(call: Call | None, *further) -> list:
    """The way: all calls, the call, `further` labels."""
    way = [(_("Calls for projects"), reverse("projects:calls"))]
    if call is None:
        return [*way, *((label, None) for label in further)]
    if not further:
        return [*way, (call.title, None)]
    return [*way, (call.title, call.get_absolute_url()), *((label, None) for label in further)]
