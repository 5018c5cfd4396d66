"""Where a request comes from: said once for the log, the count of wrong tries and everything else that asks."""

import logging
from ipaddress import ip_address

from django.conf import settings

from core.log.events import asked_from

FORWARDED = "HTTP_X_FORWARDED_FOR"


class ClientAddressMiddleware:
    """Gives every request its `client_address`, which the entries of the log that it makes bear as well."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.has_warned = False

    def __call__(self, request):
        self._warn_once(request)
        request.client_address = client_address(request)
        token = asked_from.set(request.client_address or "")
        try:
            return self.get_response(request)
        finally:
            asked_from.reset(token)

    def _warn_once(self, request):
        """Behind a proxy that nobody trusts everybody has the proxy's address: five wrong tries would count for all."""
        if FORWARDED in request.META and not settings.TRUSTED_PROXIES and not self.has_warned:
            self.has_warned = True
            logging.getLogger(__name__).warning(
                "A request came with X-Forwarded-For and no proxy is trusted: set TRUSTED_PROXIES to the address of "
                "your reverse proxy, or everybody seems to come from there."
            )


def client_address(request) -> str | None:
    """The address of the browser: the last one a trusted proxy names, else that of whoever is connected; None where
    nothing tells.

    What a stranger writes into X-Forwarded-For himself stands before the last comma and is not looked at.
    """
    peer = request.META.get("REMOTE_ADDR", "")
    if peer and peer not in settings.TRUSTED_PROXIES:
        return peer
    named = request.META.get(FORWARDED, "").rpartition(",")[2].strip()
    try:
        return str(ip_address(named))
    except ValueError:
        return peer or None
