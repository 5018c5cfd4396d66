"""What a page is looked at for: accessible, no wider than the window; and its picture for people."""

import json
import os
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.urls import Resolver404, resolve

from tests.plugins.browser import find_validator

PICTURES = settings.BASE_DIR / "tests" / "screenshots"
DESKTOP = {"width": 1366, "height": 768}
PHONE = {"width": 390, "height": 844}
# Whether somebody who points at the middle of an element hits it.
UNCOVERED = """one => {
  const { x, y, width, height } = one.getBoundingClientRect();
  return one.contains(document.elementFromPoint(x + width / 2, y + height / 2));
}"""
SETTLE_TRIES, SETTLE_MILLISECONDS = 10, 50
# `target-size`: what is pressed is large enough or stands apart; axe looks at it only when told to.
AXE = {"resultTypes": ["violations"], "preload": False, "rules": {"target-size": {"enabled": True}}}


def name_of(link):
    """The URL name of a link within the site, None for all others."""
    address = urlsplit(link)
    if address.netloc or not address.path.startswith("/"):
        return None
    try:
        return resolve(address.path).view_name
    except Resolver404:
        return None


def violations(page):
    """What axe-core finds wrong on the page once all of it is there: (rule, the elements' selectors).

    Seen from its top: what a link into the page has scrolled half below the bar at the top is not too small to be hit.
    """
    page.wait_for_load_state()
    page.evaluate("scrollTo({ top: 0, behavior: 'instant' })")
    found = Axe().run(page, options=AXE).response["violations"]
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
    """Keep a picture of the whole page; pictures are for people, so never committed, nor made where nobody looks."""
    if "CI" in os.environ:
        return
    PICTURES.mkdir(exist_ok=True)
    page.screenshot(path=PICTURES / f"{name}.png", full_page=True)


def invalid(pages):
    """What the Nu checker objects to in `pages` ({name: HTML}): (name, message, place); nothing without a checker."""
    checker = find_validator()
    if checker is None:
        return []
    with TemporaryDirectory() as folder:
        for number, html in enumerate(pages.values()):
            Path(folder, f"{number}.html").write_text(html, encoding="utf-8")
        command = [*checker, "--format", "json", "--stdout", "--errors-only", "--exit-zero-always", folder]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    names = list(pages)
    told = json.loads(done.stdout)["messages"]
    return [(names[int(Path(one["url"]).stem)], one["message"], one.get("extract", "")) for one in told]
