"""What every test stands on."""

from copy import deepcopy
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.messages import get_messages
from django.contrib.sessions.backends.db import SessionStore
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.test import Client
from django.utils import translation

from bin.messages import compile_stale
from tests.plugins import sqlite_files

pytest_plugins = ["tests.plugins.browser", "tests.plugins.migrating"]

BACKEND = "django.contrib.auth.backends.ModelBackend"
PAGES = {"client", "client_of"}  # fixtures
VENDORS = {"sqlite": "sqlite", "postgres": "postgresql"}


def pytest_configure(config):
    if not hasattr(config, "workerinput"):
        compile_stale()


def pytest_collection_modifyitems(items):
    """Marks what asks the database, as only that can come out differently on another one, and what asks for pages."""
    for item in items:
        if not PAGES.isdisjoint(item.fixturenames):
            item.add_marker(pytest.mark.page)
        if item.get_closest_marker("django_db") or "django_db_setup" in item.fixturenames:
            item.add_marker(pytest.mark.database)


def pytest_make_parametrize_id(val):
    """A file's content is no name of a test: archives hold the moment at which each worker made its own."""
    return f"{len(val)} bytes" if isinstance(val, bytes) else None


def pytest_report_header():
    return f"database: {connection.vendor}"


def pytest_sessionstart():
    """A suite that silently ran on the other database would prove nothing."""
    assert connection.vendor == VENDORS[settings.TEST_DATABASE]


@pytest.fixture(autouse=True)
def language():
    """Every test begins in the site's own language, whatever a page of the one before was asked for in."""
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture(autouse=True)
def forgotten():
    """Nothing is remembered of the rows of another test."""
    cache.clear()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup):
    """The database as it is migrated; where it is a file a copy is kept for a site: to migrate takes long."""
    database = Path(connection.settings_dict["NAME"])
    if database.exists():
        sqlite_files.copy(database, settings.MIGRATED)


@pytest.fixture(scope="session")
def cast(django_db_setup, django_db_blocker):
    """The fixed cast (tests.world), built once and taken back: (the World, its rows)."""
    from tests.snapshot import take
    from tests.world import build

    with django_db_blocker.unblock(), transaction.atomic():
        built = build(), take()
        transaction.set_rollback(True)
    return built


@pytest.fixture
def world(cast, db):
    """The fixed cast in the database: a World of this test's own."""
    from tests.snapshot import put_back

    built, rows = cast
    put_back(rows)
    return deepcopy(built)


@pytest.fixture
def client_of(world):
    """A client for whom somebody of the cast signed in a while ago, by user name; None is an anonymous one."""

    def signed_in(username):
        client = Client()
        if username:
            client.cookies[settings.SESSION_COOKIE_NAME] = _session_of(world.people[username])
        return client

    return signed_in


def _session_of(user):
    """The key of a new session: what signing in leaves, without the work of signing in."""
    session = SessionStore()
    session.update(
        {SESSION_KEY: str(user.pk), BACKEND_SESSION_KEY: BACKEND, HASH_SESSION_KEY: user.get_session_auth_hash()}
    )
    session.save()
    return session.session_key


@pytest.fixture
def refused():
    """What a verb refuses, as {field: sentences}; __all__ for what is about no field."""

    def told(verb, **arguments):
        with pytest.raises(ValidationError) as caught:
            verb(**arguments)
        errors = getattr(caught.value, "error_dict", {"__all__": [caught.value]})
        return {field: [str(one) for error in found for one in error.messages] for field, found in errors.items()}

    return told


@pytest.fixture
def told():
    """What the messages of a response say."""
    return lambda response: " ".join(str(one) for one in get_messages(response.wsgi_request))
