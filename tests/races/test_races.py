"""Two people, two clicks, two tabs: one is carried out, the other is told in words, with what was typed kept."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.urls import resolve

from tests.access.test_matrix import occupied
from tests.races.kept import kept, put_back, tables
from tests.races.racing import race, sessions_of, tab
from tests.races.table import SENT

pytestmark = [
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time"),
    pytest.mark.xdist_group("races"),
]


@pytest.fixture(scope="module")
def planted(django_db_setup, django_db_blocker):
    """(the cast with something to see everywhere, committed; two sessions of each person), taken back afterwards."""
    with django_db_blocker.unblock(), kept("empty"):
        try:
            cast = occupied()
            sessions = {who: sessions_of(who, cast) for who in {sent.who for sent in SENT.values()}}
            with kept("planted"):
                yield cast, sessions
        finally:
            put_back("empty", tables())


@pytest.fixture
def transactional_db(planted):
    """In place of pytest-django's, which empties all tables: what a test wrote to them, by name, is put back."""
    written = set()
    yield written
    put_back("planted", written)
    cache.clear()


@pytest.fixture
def raced(planted, transactional_db):
    """Sends a form from two tabs at once."""
    cast, sessions = planted
    return lambda sent: race(sent, cast, list(map(tab, sessions[sent.who])), transactional_db)


@pytest.mark.parametrize("name", SENT)
def test_of_two_at_once_one_succeeds_and_the_other_is_told(name, raced):
    sent = SENT[name]
    found = raced(sent)
    assert resolve(found.path.partition("?")[0]).view_name == name.split()[0]
    assert wrong(sent, found) == []


def wrong(sent, found):
    """What is not as promised."""
    answers, winners = found.answers, sum(one.has_won for one in found.answers)
    entries = sent.winners if sent.entries is None else sent.entries
    told = [f"{one.status} {one.told} {one.has_won}" for one in answers]
    lost = [one for one in answers if sent.is_page and not one.has_won and not one.keeps]
    checks = {
        "status": len(answers) == 2 and all(one.status in (200, 302, 404) for one in answers),
        "winners": winners == sent.winners,
        "lost text": not lost,
        "entries": len(found.acts) == entries,
        "verb": all(one.detail.get("verb") for one in found.acts),
    }
    failed = [name for name, is_right in checks.items() if not is_right]
    return failed and [*failed, *told, *(one.detail for one in found.acts)]
