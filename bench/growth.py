"""Every page the department reaches by links, and a unit's own, at 341 and at 100,000 branches: no page may cost five
times as much but the overview, which takes a second at most. A unit of 20,000 branches takes half a second."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from django.test import Client
from django.urls import Resolver404, resolve, reverse

from bench import world
from bench.measure import medians
from bench.pages import FEW, SIZES, SMALL, WIDE, signed_in, visit
from bench.table import BenchLine

LINK = re.compile(r'href="(/[^"#]*)"')
HUGE = "a unit of 20,000 branches"
SIZES_HERE = {SMALL: SIZES[SMALL], WIDE: SIZES[WIDE], HUGE: {"units": 1, "branches": 20_000}}
DOWNLOADS = ("_sheet", "_export", "export", "template", "_draft", "_written", "_picture", "_minutes", "open_data")
ELSEWHERE = ("admin:", "logout")  # the registers page themselves
MEGABYTE = 1_000_000
BY_FIGURE = (  # every unit is looked at, as the overview does: docs/decisions/0021
    "/targets/?state=off_track",
    "/targets/?sort=-gap",
    "/duties/?state=late",
    "/duties/?state=fulfilled",
    "/workbooks/annual/checks/spread/accept/",
)


def lines() -> Iterator[BenchLine]:
    """What each page costs at both sizes, the one that grows the most first."""
    clients = {size: _made(size) for size in SIZES_HERE}
    world.use(SMALL)
    found = _pages(clients[SMALL], ["/department/", "/units/00001/", "/branches/0000001/", "/search/?q=第1"])
    found |= {address: address for address in BY_FIGURE}
    spent = {name: _spent(clients, address) for name, address in found.items()}
    for name, (small, wide) in sorted(spent.items(), key=lambda one: -one[1][1] / one[1][0]):
        goal = "≤ 1 s" if name in ("reports:department", *BY_FIGURE) else "≤ 5× of 341"
        yield BenchLine(f"{name}, 100,000 branches", f"{1000 * wide:.0f} ms", goal, wide / small)
    world.use(HUGE)
    address, client = reverse("reports:unit", args=["00001"]), clients[HUGE]
    took = medians({HUGE: lambda: visit(client, address)}, times=FEW)[HUGE]
    yield BenchLine(f"{HUGE}: CPU", f"{1000 * took:.0f} ms", "≤ 500 ms")
    yield BenchLine(f"{HUGE}: page", f"{visit(client, address) / MEGABYTE:.2f} MB", "")


def _made(size):
    world.use(size)
    world.build(**SIZES_HERE[size])
    return signed_in()


def _spent(clients, address):
    """CPU seconds of one visit at 341 and at 100,000 branches."""

    def visits(size):
        def work():
            world.use(size)
            visit(clients[size], address)

        return work

    found = medians({size: visits(size) for size in (SMALL, WIDE)}, times=FEW)
    return found[SMALL], found[WIDE]


def _pages(client: Client, waiting: list[str]) -> dict[str, str]:
    """{name of an address: one page of that kind} of those that links lead to."""
    found = {}
    while waiting:
        address = waiting.pop(0).replace("&amp;", "&")
        name = _name(address)
        if name and name not in found and not name.endswith(DOWNLOADS) and not name.startswith(ELSEWHERE):
            response = client.get(address)
            if response.status_code == 200 and not response.streaming:
                found[name] = address
                waiting += LINK.findall(response.content.decode())
    return found


def _name(address):
    try:
        return resolve(urlsplit(address).path).view_name
    except Resolver404:
        return None
