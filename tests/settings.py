"""The settings of the site made hostile: what production forgives fails here.

TEST_DATABASE=sqlite (default: a file in a temporary folder) or postgres (the server of DATABASE_URL).
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

if "TEST_FOLDER" not in os.environ:  # the first process makes it, the workers of xdist inherit it
    os.environ["TEST_FOLDER"] = tempfile.mkdtemp(prefix="tests-")
    atexit.register(shutil.rmtree, os.environ["TEST_FOLDER"], ignore_errors=True)
FOLDER = Path(os.environ["TEST_FOLDER"], os.environ.get("PYTEST_XDIST_WORKER", "main"))
MIGRATED = FOLDER / "migrated.sqlite3"  # a copy of the database before the first test
TEST_DATABASE = os.environ.get("TEST_DATABASE", "sqlite")

# Set before the site's settings are read: neither the environment nor `.env` of who runs the tests changes a result.
os.environ |= {"DEBUG": "1", "SECRET_KEY": "tests-only", "DATA_DIR": str(FOLDER)}
os.environ |= {"ALLOWED_HOSTS": "testserver,localhost", "CSRF_TRUSTED_ORIGINS": "", "LANGUAGE_CODE": "zh-hans"}
os.environ |= {"UNIVERSITY_NAME": "校党委", "DEMO_PASSWORD": "demo-2012"}
if TEST_DATABASE == "sqlite":
    os.environ["DATABASE_URL"] = f"sqlite:///{FOLDER / 'db.sqlite3'}"

from config.settings import *
from tests.plugins.hostile import UNKNOWN

if TEST_DATABASE == "sqlite":
    # A file with the site's own options, and rows without an order come in the wrong one.
    DATABASES["default"]["TEST"] = {"NAME": FOLDER / "test.sqlite3"}
    SQLITE_OPTIONS["init_command"] += "PRAGMA reverse_unordered_selects=ON;"

INSTALLED_APPS = [*INSTALLED_APPS, "zeal"]
MIDDLEWARE = ["tests.plugins.hostile.refuse_writes_on_get", "zeal.middleware.zeal_middleware", *MIDDLEWARE]
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = UNKNOWN
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ZEAL_ALLOWLIST = [
    {"model": "sessions.Session", "field": "get()"},  # Django reads a session again to end it
    # Read once for each ledger of the annual workbook, whose queries are counted; with one plan it looks like one each.
    *({"model": "pledges.Plan", "field": name} for name in ("resources", "measures")),
    {"model": "pledges.Measure", "field": "updates"},
]
