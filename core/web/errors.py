"""What answers a request that is refused, that finds nothing, or that the database does not answer."""

import sys

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpResponse, HttpResponseNotFound
from django.template.loader import render_to_string
from django.views.defaults import page_not_found, permission_denied, server_error

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


class OwnNotFoundMiddleware:
    """With DEBUG on Django tells of a wrong address on a page for developers; here it is the site's own there as well.
    An error that nobody foresaw keeps the page for developers."""

    def __init__(self, get_response):
        if not settings.DEBUG:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        return page_not_found(request, Http404()) if isinstance(response, HttpResponseNotFound) else response
