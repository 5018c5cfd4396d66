"""Processes that are killed while they work."""

import os
import signal
import subprocess
import sys
import threading
import time


def start(*arguments):
    """A Python process in its own group; its standard output is to be read."""
    return subprocess.Popen([sys.executable, *map(str, arguments)], stdout=subprocess.PIPE, start_new_session=True)


def run_and_kill(process, *, after):
    """Let `process` go on for `after` seconds (None: to its end), then `kill -9` its group.

    Returns what it wrote, and whether it had come to a good end before.
    """
    timer = threading.Timer(3600 if after is None else after, os.killpg, [process.pid, signal.SIGKILL])
    timer.start()
    with process.stdout:
        written = process.stdout.read().decode()
    timer.cancel()
    process.wait()
    wait_for_server()
    return written, process.returncode == 0


def wait_for_server():
    """PostgreSQL may still be busy with what the killed process sent last."""
    from django.db import connection

    if connection.vendor != "postgresql":
        return
    others = "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
    with connection.cursor() as cursor:
        while cursor.execute(others) or cursor.fetchone()[0]:
            time.sleep(0.01)
