"""Tests marked `browser` drive an installed Chromium. Without one they are left out; with CI=true that fails."""

import os
import shutil

import pytest
from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = [
    "--no-sandbox",  # Chromium does not start as root with it
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
]


def find_chromium():
    """Path of an installed Chromium, or None."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def pytest_collection_modifyitems(config, items):
    if find_chromium():
        return
    left_out = [item for item in items if item.get_closest_marker("browser")]
    if left_out and os.environ.get("CI") == "true":
        raise pytest.UsageError("CI=true and no Chromium: the browser tests cannot run.")
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in left_out]


def pytest_report_header():
    return f"browser: {find_chromium() or 'no Chromium found, browser tests are left out'}"


@pytest.fixture(scope="session")
def chromium():
    """A running Chromium (Playwright's Browser)."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright's event loop runs in the thread of the test
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=ARGUMENTS)
        yield browser
        browser.close()
