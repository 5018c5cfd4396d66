"""The stamp every view carries: who may enter. The rows come through the scope."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

View = Callable[..., HttpResponse]
PUBLIC = "public"
SIGNED_IN = "signed in"


def page(*roles, post=False) -> Callable[[View], View]:
    """A page for people who hold one of `roles`; others get 403, strangers the sign-in page.

    The view receives a scope narrowed to these roles, so that its fetches need not name them again. It is only read,
    unless it takes a `post`; what it does not take is answered with 405.
    """
    methods = ["GET", "HEAD", "POST"] if post else ["GET", "HEAD"]

    def stamp(view):
        answer = require_http_methods(methods)(view)

        @wraps(view)
        def guarded(request, *args, **kwargs):
            if not request.scope.has(*roles):
                raise PermissionDenied
            request.scope = request.scope.narrowed(*roles)
            return answer(request, *args, **kwargs)

        guarded.access = frozenset(roles)
        return guarded

    return stamp


def public(view) -> View:
    """A page anyone may open. It is handed values made for the public, never models."""
    view = login_not_required(view)
    view.access = PUBLIC
    return view


def signed_in(view) -> View:
    """A page for everyone who is signed in, whatever the role."""
    view.access = SIGNED_IN
    return view
