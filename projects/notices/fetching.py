"""A notice within the scope of who asks, and the way down to it."""

from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.translation import gettext as _

from core.choices import Role
from core.scope import Scope
from projects.models import Notice
from projects.parts import host_role

PUBLISHERS = (Role.DEPARTMENT, Role.UNIT)
READ_INSIDE = (Role.DEPARTMENT, Role.VIEWER, Role.UNIT)


def notice_of(request, number) -> Notice:
    """The notice of that number with its host. Raises: Http404 outside the scope."""
    return request.scope.get(request.scope.of(Notice).select_related("host"), pk=number)


def own_notice(request, number) -> Notice:
    """The same for who publishes where it is hosted. Raises: Http404; PermissionDenied for others."""
    notice = notice_of(request, number)
    if not publishes(request.scope, notice.host):
        raise PermissionDenied
    return notice


def publishes(scope: Scope, host) -> bool:
    """Whether the person publishes in the name of `host`."""
    return host_role(host) in scope.roles_at(host)


def crumbs(*further) -> list:
    """The way: all notices, `further` (label, address or None)."""
    if not further:
        return [(_("Public notices"), None)]
    return [(_("Public notices"), reverse("projects:notice_list")), *further]


def address(notice: Notice) -> str:
    """The page of `notice` inside."""
    return reverse("projects:notice_inside", args=[notice.pk])
