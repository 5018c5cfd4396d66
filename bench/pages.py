"""The board `/targets/` and the overview `/department/` at three sizes, against a constant page and themselves."""

from collections.abc import Iterator

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from bench import constant, world
from bench.measure import medians
from bench.table import BenchLine

SMALL, WIDE, DEEP = "341 branches, 45 units", "100,000 branches, 12,000 units", "100,000 branches, 45 units"
SIZES = {
    SMALL: {"units": 45, "branches": 341},
    WIDE: {"units": 12_000, "branches": 100_000},
    DEEP: {"units": 45, "branches": 99_990},
}
FIXED = "constant page"
TIMES = 40
FEW = 3  # runs of a page that takes seconds
PER_TURN = 5  # requests of one page before the next page's turn


def lines() -> Iterator[BenchLine]:
    """What the board and the overview cost: queries, then CPU."""
    clients = {size: _made(size) for size in SIZES}
    yield from _board(clients, reverse("reports:targets"))
    yield from _overview(clients, reverse("reports:department"))


def _board(clients, url):
    for size, client in clients.items():
        yield BenchLine(f"board, {size}: queries", f"{_queries(size, client, url)}", "≤ 9, the same")
    world.use(SMALL)
    constant.keep(clients[SMALL], url, "deadlines")
    works = {size: _visits(size, client, url) for size, client in clients.items()}
    works[FIXED] = _visits(SMALL, clients[SMALL], "/bench-constant/")
    spent = medians(works, times=TIMES)
    yield BenchLine(FIXED, milliseconds(spent[FIXED]), "")
    yield BenchLine(f"board, {SMALL}", milliseconds(spent[SMALL]), "≤ 1.45× constant", spent[SMALL] / spent[FIXED])
    yield BenchLine(f"board, {WIDE}", milliseconds(spent[WIDE]), "≤ 1.5× of 341", spent[WIDE] / spent[SMALL])
    yield BenchLine(f"board, {DEEP}", milliseconds(spent[DEEP]), "≤ 5× of 341", spent[DEEP] / spent[SMALL])


def _overview(clients, url):
    """It counts every branch there is, and there are 293 times as many: it may grow, by far less."""
    for size, client in clients.items():
        yield BenchLine(f"overview, {size}: queries", f"{_queries(size, client, url)}", "≤ 78")
    spent = medians({size: _visits(size, client, url) for size, client in clients.items()}, times=FEW)
    yield BenchLine(f"overview, {SMALL}", milliseconds(spent[SMALL]), "")
    for size in (WIDE, DEEP):
        yield BenchLine(f"overview, {size}", milliseconds(spent[size]), "≤ 60× of 341", spent[size] / spent[SMALL])


def _made(size):
    world.use(size)
    world.build(**SIZES[size])
    return signed_in()


def signed_in() -> Client:
    """A browser in which the one person of the world has signed in."""
    client = Client()
    client.force_login(User.objects.get(), backend=settings.AUTHENTICATION_BACKENDS[-1])
    return client


def _queries(size, client, url):
    world.use(size)
    return queries_of(client, url)


def queries_of(client, url) -> int:
    """How many queries a visit of `url` makes."""
    client.get(url)  # the session's time stamp is written at the first visit
    with CaptureQueriesContext(connection) as queries:
        visit(client, url)
    return sum(not query["sql"].startswith(("BEGIN", "COMMIT")) for query in queries)


def _visits(size, client, url):
    def visits():
        world.use(size)
        for _ in range(PER_TURN):
            visit(client, url)

    return visits


def visit(client, url) -> int:
    """Open `url`, which must answer; returns the bytes of the page."""
    response = client.get(url)
    if response.status_code != 200:
        raise SystemExit(f"{url} answered {response.status_code}")
    return len(response.content)


def milliseconds(seconds) -> str:
    """Of one visit, of PER_TURN that took `seconds`."""
    return f"{1000 * seconds / PER_TURN:.1f} ms"
