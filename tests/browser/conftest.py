"""A site with the demo university on a database of its own, and people who visit it with a watched browser."""

import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings

PICTURES = settings.BASE_DIR / "tests" / "screenshots"
DESKTOP = {"width": 1366, "height": 768}
PHONE = {"width": 390, "height": 844}
START_SECONDS = 30
SETTLE_TRIES, SETTLE_MILLISECONDS = 10, 50


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """Address of the running site; its settings are those of the tests, its database is its own."""
    folder = tmp_path_factory.mktemp("site")
    environment = os.environ | {"TEST_FOLDER": str(folder), "TEST_DATABASE": "sqlite", "PYTEST_XDIST_WORKER": "site"}
    environment["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    for command in ("migrate", "demo"):
        manage(command, environment)
    port = free_port()
    command = [sys.executable, "manage.py", "runserver", "--noreload", f"localhost:{port}"]
    with (folder / "server.log").open("w") as log:
        server = subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment, stdout=log, stderr=log)
        try:
            wait_for(port)
            yield f"http://localhost:{port}"
        finally:
            server.terminate()
            server.wait()


def manage(command, environment):
    done = subprocess.run(
        [sys.executable, "manage.py", command],
        cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(port):
    """Raises: TimeoutError when nobody listens in time."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        try:
            socket.create_connection(("localhost", port)).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(port)


class Watch:
    """What must not happen on a page: requests to elsewhere, errors of the server, of scripts, of the CSP."""

    def __init__(self, page, site):
        self.page, self.site, self.seen = page, site, []
        page.on("request", self._request)
        page.on("response", self._response)
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.seen.append(f"script of {page.url}: {error}"))

    def _request(self, request):
        if not request.url.startswith((self.site, "data:", "blob:")):
            self.seen.append(f"leaves the machine: {request.url}")

    def _response(self, response):
        if response.status >= 500:
            self.seen.append(f"{response.status}: {response.url}")

    def _console(self, message):
        if message.type in {"error", "warning"}:
            self.seen.append(f"console of {self.page.url}: {message.text}")


@pytest.fixture
def visit(chromium, site):
    """A function that opens a browser for somebody (a demo user name; None: anonymous) and returns its page."""
    contexts, watches = [], []

    def opened(username=None, *, viewport=DESKTOP, language="zh-CN", **options):
        context = chromium.new_context(base_url=site, viewport=viewport, locale=language, **options)
        contexts.append(context)
        page = context.new_page()
        watches.append(Watch(page, site))
        if username:
            sign_in(page, username)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert [seen for watch in watches for seen in watch.seen] == []


def sign_in(page, username):
    page.goto("/login/")
    page.fill("[name=username]", username)
    page.fill("[name=password]", settings.DEMO_PASSWORD)
    page.click("main [type=submit]")
    page.wait_for_url(lambda url: "/login/" not in url)


def violations(page):
    """What axe-core finds wrong on the page: (rule, the elements' selectors)."""
    found = Axe().run(page, options={"resultTypes": ["violations"], "preload": False}).response["violations"]
    return [(rule["id"], [node["target"] for node in rule["nodes"]]) for rule in found]


def overflow(page):
    """By how many pixels the page is wider than the window, once charts have taken their new size."""
    for _ in range(SETTLE_TRIES):
        pixels = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if pixels == 0:
            break
        page.wait_for_timeout(SETTLE_MILLISECONDS)
    return pixels


def picture(page, name):
    """Keep a picture of the whole page; pictures are for people and never committed."""
    PICTURES.mkdir(exist_ok=True)
    page.screenshot(path=PICTURES / f"{name}.png", full_page=True)
