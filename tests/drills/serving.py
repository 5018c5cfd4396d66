"""The site as production runs it, on the database of the drill."""

import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager

WORKERS = 5
START_SECONDS = 30
PROXY = "127.0.0.1"


@contextmanager
def served(folder):
    """A server of several processes, behind a proxy that says from where each request comes. Yields its port."""
    environment = os.environ | {"DEBUG": "0", "ALLOWED_HOSTS": PROXY, "TRUSTED_PROXIES": PROXY}
    collect = [sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity", "0"]
    subprocess.run(collect, env=environment, check=True)
    port = free_port()
    bound = f"{PROXY}:{port}"
    command = [sys.executable, "-m", "gunicorn", "config.wsgi", "--bind", bound, "--workers", str(WORKERS)]
    with (folder / "server.log").open("w") as log:
        server = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        try:
            wait_for(port)
            yield port
        finally:
            server.terminate()
            server.wait()


def free_port():
    with socket.socket() as probe:
        probe.bind((PROXY, 0))
        return probe.getsockname()[1]


def wait_for(port):
    """Raises: TimeoutError when nobody listens in time."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        try:
            socket.create_connection((PROXY, port)).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(port)
