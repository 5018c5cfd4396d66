"""What answers a request that is refused, or that the database does not answer."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.views.defaults import permission_denied, server_error

from core.choices import EventKind
from core.log.events import record


def refused(request, exception) -> HttpResponse:
    """The page for what the person has no right to; the log keeps who tried it, and where."""
    if request.user.is_authenticated:
        record(EventKind.REFUSED, by=request.user, subject=request.path, method=request.method)
    return permission_denied(request, exception)


def failed(request) -> HttpResponse:
    """503 with what to do when the database is away, else 500; neither page asks the database anything."""
    if isinstance(sys.exception(), OperationalError | InterfaceError):
        return HttpResponse(render_to_string("503.html"), status=503, headers={"Retry-After": "60"})
    return server_error(request)
