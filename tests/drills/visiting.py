"""Somebody at a browser: signs in, opens pages, sends forms."""

import re
import time
from dataclasses import dataclass
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from ipaddress import IPv6Address
from itertools import count
from urllib.parse import urlencode, urlsplit

from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from tests.races.racing import TOKEN, Hidden
from tests.servers import HOST
from tests.world import PASSWORD

PATIENCE = 60  # seconds until nothing is expected any more
# What a page of the site, and of its admin, says has just happened.
TOLD = re.compile(r'<div class="notice notice-(\w+)"\n +role="|<li class="(success|info|warning|error)">')
FIRST_ADDRESS, NUMBERS = IPv6Address("2001:db8::"), count(1)  # of addresses that only documents use


@dataclass(frozen=True)
class Reply:
    """What came back: `address` is the one that only this request came from."""

    status: int
    page: str
    leads_to: str
    address: str
    seconds: float


def hidden_fields(reply):
    """What the forms of a page send along unseen."""
    return {name: value for name, value in Hidden(reply.page).fields.items() if name != TOKEN}


class Visitor:
    """A browser of its own, with its cookies."""

    def __init__(self, port, username):
        self.port, self.username, self.cookies = port, username, SimpleCookie()

    def sign_in(self):
        """Raises: PermissionError when that is refused."""
        self.open("/login/")
        if self.send("/login/", {"username": self.username, "password": PASSWORD}).status != 302:
            raise PermissionError(self.username)

    def open(self, path):
        return self._ask("GET", path)

    def send(self, path, fields, files=None):
        """Send a form; `fields`: {name: value or values}, `files`: {name: file}."""
        data = {TOKEN: self.cookies["csrftoken"].value} | fields
        if files:
            return self._ask("POST", path, encode_multipart(BOUNDARY, data | files), MULTIPART_CONTENT)
        return self._ask("POST", path, urlencode(data, doseq=True), "application/x-www-form-urlencoded")

    def told(self, reply):
        """The levels of what is said on the page to which a reply leads."""
        found = TOLD.finditer(self.open(reply.leads_to).page)
        return {one[1] or one[2] for one in found}

    def _ask(self, method, path, body=None, kind=None):
        address = str(FIRST_ADDRESS + next(NUMBERS))
        headers = {
            "Cookie": "; ".join(f"{name}={one.value}" for name, one in self.cookies.items()),
            "X-Forwarded-For": address,
            "X-Forwarded-Proto": "https",
            "Origin": f"https://{HOST}:{self.port}",
        }
        if kind:
            headers["Content-Type"] = kind
        begun = time.monotonic()
        connection = HTTPConnection(HOST, self.port, timeout=PATIENCE)
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        page = answer.read().decode(errors="replace")
        connection.close()
        for one in answer.headers.get_all("Set-Cookie", ()):
            self.cookies.load(one)
        parts = urlsplit(answer.headers.get("Location", ""))
        leads_to = parts.path + (f"?{parts.query}" if parts.query else "")
        return Reply(answer.status, page, leads_to, address, time.monotonic() - begun)
