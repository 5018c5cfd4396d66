"""The site as production runs it, on the database of the drill."""

import os
import subprocess
import sys
from contextlib import contextmanager

from tests.servers import HOST, free_port, wait_for

WORKERS = 5


@contextmanager
def served(folder):
    """A server of several processes, behind a proxy that says from where each request comes. Yields its port."""
    environment = os.environ | {"DEBUG": "0", "ALLOWED_HOSTS": HOST, "TRUSTED_PROXIES": HOST}
    collect = [sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity", "0"]
    subprocess.run(collect, env=environment, check=True)
    port = free_port()
    bound = f"{HOST}:{port}"
    command = [sys.executable, "-m", "gunicorn", "config.wsgi", "--bind", bound, "--workers", str(WORKERS)]
    with (folder / "server.log").open("w") as log:
        server = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        try:
            wait_for(port)
            yield port
        finally:
            server.terminate()
            server.wait()
