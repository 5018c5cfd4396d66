"""Whose address is counted: the browser's, never one that a stranger wrote into a header."""

import pytest
from django.test import RequestFactory

from core.web.addresses import ClientAddressMiddleware, client_address

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


def test_first_header_of_a_proxy_nobody_trusts_is_warned_of_once(settings, caplog):
    pages = ClientAddressMiddleware(lambda request: None)
    for headers in ({}, {"HTTP_X_FORWARDED_FOR": BROWSER}, {"HTTP_X_FORWARDED_FOR": BROWSER}):
        pages(RequestFactory().get("/", REMOTE_ADDR=PROXY, **headers))
    assert ["TRUSTED_PROXIES" in record.message for record in caplog.records] == [True]


def test_trusted_proxy_is_not_warned_of(settings, caplog):
    settings.TRUSTED_PROXIES = [PROXY]
    ClientAddressMiddleware(lambda request: None)(
        RequestFactory().get("/", REMOTE_ADDR=PROXY, HTTP_X_FORWARDED_FOR=BROWSER)
    )
    assert caplog.records == []
