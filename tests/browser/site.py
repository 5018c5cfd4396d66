"""The one running site of the browser tests: its server, and what stands in its database."""

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing, contextmanager

from django.conf import settings

from tests.plugins.sqlite_files import copy, opened
from tests.servers import free_port, wait_for

EMPTY, DEMO = "empty", "demo"
# What is no answer to "what did this form save": sessions, failed sign-ins, the log, and what is derived.
APART = ("django_", "sqlite_", "axes_", "auth_", "core_event", "ratings_standing", "ratings_tally", "pledges_cover")
# Columns that are kept about a change and not typed.
KEPT = {
    *("id", "at", "by_id", "version", "password", "last_login", "date_joined", "path", "depth", "numchild", "initials"),
    *("score_by_id", "tier_by_id", "remark_by_id", "entered_by_id", "entered_at"),
    *("submitted_by_id", "submitted_at", "approved_by_id", "approved_at"),
}
DAYS_OF_PROJECTS = """
SELECT t.name, c.name, c.type FROM sqlite_master t JOIN pragma_table_info(t.name) c
WHERE t.type = 'table' AND t.name LIKE 'projects_%' AND c.type IN ('date', 'datetime')
"""
MOVED = {"date": 'date("{column}", ?)', "datetime": "strftime('%Y-%m-%d %H:%M:%f', \"{column}\", ?)"}


class Site:
    """A server on a database of its own, which is put back before each test: `demo`, or `empty` right after migrate."""

    def __init__(self, folder):
        self.folder = folder
        self.environment = os.environ | {
            "TEST_FOLDER": str(folder),
            "TEST_DATABASE": "sqlite",
            "PYTEST_XDIST_WORKER": "site",
            "DJANGO_SETTINGS_MODULE": "tests.settings",
        }
        self.database = folder / "site" / "db.sqlite3"
        self.port = free_port()
        self.address = f"http://localhost:{self.port}"
        self.signed_in = {}

    @contextmanager
    def running(self):
        """The site with its two states taken, and a server that answers."""
        if settings.MIGRATED.exists():
            copy(settings.MIGRATED, self.database)
        else:  # no test before needed one
            self.manage("migrate")
        copy(self.database, self._state(EMPTY))
        self.manage("demo")
        copy(self.database, self._state(DEMO))
        command = [sys.executable, "manage.py", "runserver", "--noreload", self.address.removeprefix("http://")]
        with (self.folder / "server.log").open("w") as log:
            server = subprocess.Popen(command, cwd=settings.BASE_DIR, env=self.environment, stdout=log, stderr=log)
            try:
                wait_for(self.port)
                yield self
            finally:
                server.terminate()
                server.wait()

    def manage(self, *command):
        """What a command prints, run on the site's database."""
        done = subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=settings.BASE_DIR, env=self.environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    def put_back(self, state=DEMO):
        """Everything as it was when `state` was taken."""
        copy(self._state(state), self.database)

    def keep_session(self, username, cookies):
        """Somebody's sign-in outlives the tests: `cookies` as Playwright's storage state has them."""
        self.signed_in[username] = cookies
        key = next(one["value"] for one in cookies["cookies"] if one["name"] == settings.SESSION_COOKIE_NAME)
        with closing(opened(self.database)) as live, closing(opened(self._state(DEMO))) as kept, kept:
            row = live.execute("SELECT * FROM django_session WHERE session_key = ?", [key]).fetchone()
            kept.execute("INSERT INTO django_session VALUES (?, ?, ?)", tuple(row))

    def rows(self):
        """{table: {key: {column: value}}} of all that forms save."""
        with closing(opened(self.database)) as live:
            live.row_factory = sqlite3.Row
            tables = [name for (name,) in live.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            return {
                table: {row["id"]: dict(row) for row in live.execute(f'SELECT * FROM "{table}"')}
                for table in tables
                if not table.startswith(APART) and "historical" not in table
            }

    def standing(self, tier):
        """Keys of the organisations that stand at `tier` today."""
        with closing(opened(self.database)) as live:
            rows = live.execute("SELECT organisation_id FROM ratings_standing WHERE tier = ? AND until IS NULL", [tier])
            return {key for (key,) in rows}

    def later(self, days):
        """So many days pass for the projects: every day and moment that they keep, in histories too, moves back."""
        with closing(opened(self.database)) as live, live:
            for table, column, kind in live.execute(DAYS_OF_PROJECTS).fetchall():
                moved = MOVED[kind].format(column=column)
                live.execute(f'UPDATE {table} SET "{column}" = {moved} WHERE "{column}" IS NOT NULL', [f"-{days} days"])

    def _state(self, name):
        return self.folder / f"{name}.sqlite3"


def changes(before, after):
    """What lies between two answers of `Site.rows`: {table: [what a row gained or how it changed]}.

    Of a new row all that is filled in, of a changed one the new values; None for a row that is gone.
    """
    found = {}
    for table, rows in after.items():
        known = before[table]
        told = [_gained(known.get(key, {}), row) for key, row in rows.items() if row != known.get(key)]
        told += [None for key in known if key not in rows]
        if told := [one for one in told if one != {}]:
            found[table] = told
    return found


def _gained(known, row):
    empty = {None, "", "[]"} if not known else set()
    return {
        name: _plain(value)
        for name, value in row.items()
        if name not in KEPT and value != known.get(name) and value not in empty
    }


def _plain(value):
    """Stored JSON as what it says."""
    return json.loads(value) if isinstance(value, str) and value.startswith(("[", "{")) else value
