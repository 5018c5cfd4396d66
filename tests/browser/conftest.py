"""People who visit the one running site with a watched browser; everything is as it was before each test."""

import os
from pathlib import Path

import pytest
from django.conf import settings

from tests.browser.checks import DESKTOP, name_of
from tests.browser.site import Site, changes

HERE = Path(__file__).parent
PATIENCE = 8000  # milliseconds until what should be on a page is missed


@pytest.hookimpl(tryfirst=True)  # before xdist looks for its groups
def pytest_collection_modifyitems(items):
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)
            forms = HERE / "forms" in item.path.parents
            item.add_marker(pytest.mark.xdist_group("forms" if forms else "browser"))  # each on a site of its own


@pytest.fixture(scope="session")
def running(tmp_path_factory, django_db_setup):
    """The running Site; its settings are those of the tests, its database is its own."""
    with Site(tmp_path_factory.mktemp("site")).running() as site:
        yield site


@pytest.fixture
def site(running):
    """The Site with the demo university as it was made."""
    running.put_back()
    return running


@pytest.fixture
def saved(site):
    """A function that tells what was saved since the test began, or since it was last asked (`site.changes`)."""
    known = [site.rows()]

    def since():
        known.append(site.rows())
        return changes(*known[-2:])

    return since


class Watch:
    """What must not happen on a page: requests to elsewhere, errors of the server, of scripts, of the CSP."""

    def __init__(self, page, site):
        self.page, self.site, self.seen, self.sent = page, site, [], set()
        page.on("request", self._request)
        page.on("response", self._response)
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.seen.append(f"script of {page.url}: {error}"))

    def _request(self, request):
        if not request.url.startswith((self.site, "data:", "blob:")):
            self.seen.append(f"leaves the machine: {request.url}")
        elif request.method == "POST" or "?" in request.url:
            self.sent.add((request.method.lower(), name_of(request.url.removeprefix(self.site))))

    def _response(self, response):
        if response.status >= 500:
            self.seen.append(f"{response.status}: {response.url}")

    def _console(self, message):
        if message.type in {"error", "warning"}:
            self.seen.append(f"console of {self.page.url}: {message.text}")


@pytest.fixture
def visit(chromium, site, request):
    """A function that opens a browser for somebody (a demo user name; None: anonymous) and returns its page.

    The page stands `at` an address, or at the home of who is signed in.

    Who was signed in once is so from then on; the language is the browser's, unless the person chose one (`speaks`).
    """
    contexts, watches = [], []

    def opened(username=None, *, at=None, viewport=DESKTOP, speaks=None, **options):
        state = _signed_in(chromium, site, username) if username else None
        context = chromium.new_context(
            base_url=site.address, viewport=viewport, locale="zh-CN", storage_state=state, **options
        )
        if speaks:
            context.add_cookies([{"name": settings.LANGUAGE_COOKIE_NAME, "value": speaks, "url": site.address}])
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        watches.append(Watch(page, site.address))
        if at or username:
            page.goto(at or "/")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert [seen for watch in watches for seen in watch.seen] == []
    promised = {form for mark in request.node.iter_markers("fills") for form in mark.args}
    assert promised - set().union(*(watch.sent for watch in watches)) == set()


def _signed_in(chromium, site, username):
    if username not in site.signed_in:
        context = chromium.new_context(base_url=site.address)
        sign_in(context.new_page(), username)
        site.keep_session(username, context.storage_state())
        context.close()
    return site.signed_in[username]


def sign_in(page, username, password=os.environ["DEMO_PASSWORD"]):
    page.goto("/login/")
    page.fill("[name=username]", username)
    page.fill("[name=password]", password)
    page.click("main [type=submit]")
    page.wait_for_url(lambda url: "/login/" not in url)
