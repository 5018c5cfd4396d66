"""Migrations are tried on a database that is empty at first: to take the tables of the tests back takes minutes."""

from contextlib import contextmanager

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


@pytest.fixture
def migrated(tmp_path, django_db_setup, django_db_blocker):
    """Brings a database, empty at first, to the migrations that are named, and returns their models."""
    with django_db_blocker.unblock(), EMPTY[connection.vendor](tmp_path):
        yield _migrate


def _migrate(*targets):
    MigrationExecutor(connection).migrate(targets)
    return MigrationExecutor(connection).loader.project_state(list(targets)).apps


@contextmanager
def _file(folder):
    known = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = str(folder / "past.sqlite3")
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = known


@contextmanager
def _schema(_folder):
    with connection.cursor() as cursor:
        cursor.execute("CREATE SCHEMA past; SET search_path TO past")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("RESET search_path; DROP SCHEMA past CASCADE")


EMPTY = {"sqlite": _file, "postgresql": _schema}
