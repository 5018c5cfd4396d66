"""The settings of the site as production has them, but on throw-away SQLite files and without HTTPS or collected files.

BENCH_FOLDER: the temporary folder (made by `bench.__main__`, inherited by its children).
"""

import os
from pathlib import Path

FOLDER = Path(os.environ["BENCH_FOLDER"])
os.environ |= {"DEBUG": "1", "SECRET_KEY": "bench-only", "DATA_DIR": str(FOLDER), "LANGUAGE_CODE": "zh-hans"}
os.environ |= {"ALLOWED_HOSTS": "testserver", "DATABASE_URL": f"sqlite:///{FOLDER / 'db.sqlite3'}"}

from config.settings import *

DEBUG = False
ROOT_URLCONF = "bench.urls"
