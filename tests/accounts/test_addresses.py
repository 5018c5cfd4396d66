"""Whose address is counted: the browser's, never one that a stranger wrote into a header."""

import pytest
from django.test import RequestFactory

from accounts.addresses import client_address

PROXY, BROWSER, INVENTED = "127.0.0.1", "10.1.2.3", "10.9.9.9"


@pytest.mark.parametrize(
    ("peer", "forwarded", "address"),
    [
        (BROWSER, None, BROWSER),
        (BROWSER, INVENTED, BROWSER),
        (PROXY, BROWSER, BROWSER),
        (PROXY, f"{INVENTED}, {BROWSER}", BROWSER),
        (PROXY, "2001:db8::1", "2001:db8::1"),
        (PROXY, None, PROXY),
        (PROXY, "unknown", PROXY),
        ("", BROWSER, BROWSER),
        ("", "", None),
    ],
)
def test_address_is_the_last_one_a_trusted_proxy_names(settings, peer, forwarded, address):
    settings.TRUSTED_PROXIES = [PROXY]
    headers = {} if forwarded is None else {"HTTP_X_FORWARDED_FOR": forwarded}
    assert client_address(RequestFactory().get("/", REMOTE_ADDR=peer, **headers)) == address


def test_nobody_is_believed_unless_told_so():
    request = RequestFactory().get("/", REMOTE_ADDR=PROXY, HTTP_X_FORWARDED_FOR=BROWSER)
    assert client_address(request) == PROXY
