"""Databases of SQLite as files, while a site may be using them."""

import sqlite3
from contextlib import closing
from pathlib import Path

BUSY_SECONDS = 20


def opened(path) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=BUSY_SECONDS)


def copy(source, target) -> None:
    """What stands in `target`, a file that need not exist, is what stands in `source`."""
    Path(target).parent.mkdir(parents=True, exist_ok=True)
    with closing(opened(source)) as read, closing(opened(target)) as written:
        read.backup(written)
