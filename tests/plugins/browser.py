"""Tests marked `browser` drive an installed Chromium. Without one they are left out; with CI=true that fails.

So it is with the Nu HTML checker (`make validator`, Java), which looks at the pages that they visit.
"""

import os
import shutil

import pytest
from playwright.sync_api import sync_playwright

from bin.validator import JAR

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = [
    "--no-sandbox",  # Chromium does not start as root with it
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
]


def find_chromium():
    """Path of an installed Chromium, or None."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def find_validator():
    """The command that checks a folder of pages, or None where it is not installed."""
    return ["java", "-jar", str(JAR)] if JAR.exists() and shutil.which("java") else None


def pytest_collection_modifyitems(config, items):
    missing = [name for name, found in (("Chromium", find_chromium()), ("HTML checker", find_validator())) if not found]
    if missing and os.environ.get("CI") == "true" and any(item.get_closest_marker("browser") for item in items):
        raise pytest.UsageError(f"CI=true and no {', no '.join(missing)}: the browser tests cannot run.")
    if "Chromium" not in missing:
        return
    left_out = [item for item in items if item.get_closest_marker("browser")]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in left_out]


def pytest_report_header():
    return [
        f"browser: {find_chromium() or 'no Chromium found, browser tests are left out'}",
        f"HTML checker: {JAR.name if find_validator() else 'not installed (make validator), pages are not validated'}",
    ]


@pytest.fixture(scope="session")
def chromium():
    """A running Chromium (Playwright's Browser)."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright's event loop runs in the thread of the test
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=ARGUMENTS)
        yield browser
        browser.close()
