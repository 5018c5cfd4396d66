"""What every page shows around its content: the menu of the person's roles, at most seven entries."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from branches.models import Organisation
from core.choices import READERS, Role


@dataclass(frozen=True)
class MenuEntry:
    """A menu entry: shown to holders of one of `roles`; `own`: the address takes the code of the place held."""

    label: object
    name: str
    icon: str
    roles: tuple
    own: bool = False


ENTRIES = (
    MenuEntry(_("Overview"), "reports:department", "house", (Role.DEPARTMENT,)),
    MenuEntry(_("My unit"), "reports:unit", "house", (Role.UNIT,), own=True),
    MenuEntry(_("My branch"), "reports:branch", "house", (Role.BRANCH,), own=True),
    MenuEntry(_("Targets"), "reports:targets", "bullseye", (Role.DEPARTMENT, Role.VIEWER, Role.UNIT)),
    MenuEntry(_("Rounds"), "ratings:rounds", "list-check", (Role.DEPARTMENT, Role.VIEWER, Role.UNIT)),
    MenuEntry(_("Workbooks"), "workbooks", "file-earmark-spreadsheet", (Role.DEPARTMENT, Role.VIEWER, Role.UNIT)),
    MenuEntry(_("Restructuring"), "reports:restructures", "diagram-3", (Role.DEPARTMENT,)),
    MenuEntry(_("Roster"), "admin:index", "people", (Role.DEPARTMENT,)),
    MenuEntry(_("Accounts"), "admin:index", "person-gear", (Role.ACCOUNTS,)),
    MenuEntry(_("Log"), "reports:log", "journal-text", (Role.AUDIT,)),
)


def chrome(request):
    """Context of base.html: `menu`, `searches`, `university_name`. Pages for anonymous readers have no menu.

    `searches`: whether there is anything the person could find.
    """
    scope = request.scope.whole if hasattr(request, "scope") else None
    signed_in = scope is not None and request.user.is_authenticated
    return {
        "menu": list(_menu(scope, request.path)) if signed_in else [],
        "searches": signed_in and scope.has(*READERS),
        "university_name": _university(scope if signed_in else None) or settings.UNIVERSITY_NAME,
    }


def _university(scope):
    """As it is called in the tree, read together with the person's places; "" or None before there is a tree."""
    if scope is not None and scope.places:
        return scope.places[0].top
    return Organisation.objects.top_name()


def _menu(scope, path):
    for entry in ENTRIES:
        places = scope.at(*entry.roles)
        for place in places if entry.own else places[:1]:
            url = reverse(entry.name, args=[place.code] if entry.own else [])
            yield {"label": entry.label, "url": url, "icon": entry.icon, "active": path.startswith(url)}
