"""Takes the pictures of the READMEs in Chromium, from the demo that `make run` shows at PORT.

Look at each before you commit it.
"""

import io
import os
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import sync_playwright

from tests.plugins.browser import ARGUMENTS, find_chromium

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "screenshots"
SITE = f"http://127.0.0.1:{os.environ.get('PORT', '8000')}"
PASSWORD = os.environ.get("DEMO_PASSWORD", "demo-2012")
DESKTOP, PHONE = {"width": 1366, "height": 768}, {"width": 390, "height": 844}
LANGUAGES = {"en": "en", "zh": "zh-hans"}
PAGES = {  # picture: who looks (None: anyone), where, in which window
    "department": ("department", "/department/", DESKTOP),
    "targets": ("department", "/targets/", DESKTOP),
    "grid": ("unit-15", "/units/15/rate/2026-2/", PHONE),
    "inbox": ("department", "/todo/", DESKTOP),
    "duties": ("department", "/duties/", DESKTOP),
    "meeting": ("unit-15", "/meetings/", DESKTOP),
    "twinning": ("branch-034", "/twinning/", PHONE),
    "wall": (None, "/pledges/", DESKTOP),
    "pledge": (None, "/pledges/?tab=running", PHONE),
    "showcase": (None, "/showcase/", DESKTOP),
    "projects": ("department", "/projects/", DESKTOP),
    "project": ("branch-083", "/projects/", PHONE),
    "desk": ("expert-1", "/projects/desk/", DESKTOP),
}
FIRST = {
    "meeting": "#list tbody a",
    "twinning": "#list tbody a",
    "project": "#list tbody a",
    "pledge": ".card-pledge a",
    "desk": "main tbody a",
}  # of these the first one
PART = {"twinning": "#records"}  # what is looked at of a long page
COLOURS = 128
PRINTED, NOTES = "晋位升级目标完成情况表", 2  # a title, and the page that names all of them


def main() -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=ARGUMENTS)
        for suffix, language in LANGUAGES.items():
            for name, (who, address, window) in PAGES.items():
                context = browser.new_context(base_url=SITE, viewport=window)
                context.add_cookies([{"name": "django_language", "value": language, "url": SITE}])
                page = context.new_page()
                walk(page, name, who, address)
                keep(page.screenshot(), f"{name}-{suffix}")
                context.close()
        keep_workbook(browser)


def keep_workbook(browser):
    """A printed page of the annual workbook, as LibreOffice shows it."""
    page = browser.new_context(base_url=SITE).new_page()
    walk(page, "", "department", "/workbooks/annual/")
    with page.expect_download() as download, TemporaryDirectory() as folder:
        page.click("main [href*='annual/draft/']")
        path = Path(folder, "annual.xlsx")
        download.value.save_as(path)
        _run("soffice", "--headless", "--convert-to", "pdf", "--outdir", folder, path)
        texts = _run("pdftotext", path.with_suffix(".pdf"), "-").split("\f")
        number = next(at for at, text in enumerate(texts, 1) if PRINTED in text and "合计" in text and at > NOTES)
        _run(
            "pdftoppm",
            "-png",
            "-singlefile",
            "-r",
            "110",
            "-f",
            str(number),
            path.with_suffix(".pdf"),
            path.with_suffix(""),
        )
        keep(path.with_suffix(".png").read_bytes(), "workbook")


def _run(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def walk(page, name, who, address):
    """Go where the picture is taken."""
    if who:
        page.goto("/login/")
        page.fill("[name=username]", who)
        page.fill("[name=password]", PASSWORD)
        page.click("main [type=submit]")
        page.wait_for_url(lambda url: "/login/" not in url)
    page.goto(address)
    if name in FIRST:
        page.locator(FIRST[name]).first.click()
    page.wait_for_load_state("networkidle")
    if name in PART:
        page.locator(PART[name]).evaluate("part => scrollTo({top: part.offsetTop, behavior: 'instant'})")


def keep(picture, name):
    """With few colours: a third of the size, and nobody sees it."""
    colours = Image.open(io.BytesIO(picture)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    colours.save(FOLDER / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
