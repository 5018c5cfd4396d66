"""What every test stands on."""

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from bin.messages import compile_stale

pytest_plugins = ["tests.plugins.browser"]

VENDORS = {"sqlite": "sqlite", "postgres": "postgresql"}


def pytest_configure(config):
    if not hasattr(config, "workerinput"):
        compile_stale()


def pytest_report_header():
    return f"database: {connection.vendor}"


def pytest_sessionstart():
    """A suite that silently ran on the other database would prove nothing."""
    assert connection.vendor == VENDORS[settings.TEST_DATABASE]


@pytest.fixture
def world(db):
    """The fixed cast in the database (tests.world)."""
    from tests.world import build

    return build()


@pytest.fixture
def client_of(world):
    """A client signed in as somebody of the cast, by user name; None is an anonymous one."""

    def signed_in(username):
        client = Client()
        if username:
            client.force_login(world.people[username])
        return client

    return signed_in
