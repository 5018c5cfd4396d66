"""Where a request comes from: what counts five wrong tries must not take the proxy for everybody."""

from ipaddress import ip_address

from django.conf import settings


def client_address(request):
    """The address of the browser: the last one a trusted proxy names, else that of whoever is connected.

    What a stranger writes into X-Forwarded-For himself stands before the last comma and is not looked at.
    """
    peer = request.META.get("REMOTE_ADDR", "")
    if peer and peer not in settings.TRUSTED_PROXIES:
        return peer
    named = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
    try:
        return str(ip_address(named))
    except ValueError:
        return peer or None
