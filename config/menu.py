"""What every page shows around its content: the menu of the person's roles, gathered from the apps."""

from django.conf import settings
from django.utils.module_loading import autodiscover_modules

from branches.models import Organisation
from core.choices import ACTORS, READERS
from core.web.links import language_query
from core.web.menu import ENTRIES, menu_of

autodiscover_modules("menu")


def chrome(request):
    """Context of base.html and public.html: `menu`, `searches`, `acts`, `language_query`, `university_name`.

    Pages for anonymous readers have no menu.
    `searches`: whether there is anything the person could find; `acts`: whether a page tells what the person did;
    `language_query`: what links between public pages end with.
    """
    scope = request.scope.whole if hasattr(request, "scope") else None
    signed_in = scope is not None and request.user.is_authenticated
    return {
        "menu": menu_of(ENTRIES, scope, request.path) if signed_in else [],
        "searches": signed_in and scope.has(*READERS),
        "acts": signed_in and scope.has(*ACTORS),
        "language_query": language_query(request),
        "university_name": _university(scope if signed_in else None) or settings.UNIVERSITY_NAME,
    }


def _university(scope):
    """As it is called in the tree, read together with the person's places; "" or None before there is a tree."""
    if scope is not None and scope.places:
        return scope.places[0].top
    return Organisation.objects.top_name()
