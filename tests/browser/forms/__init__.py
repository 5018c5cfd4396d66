"""Every form of the site and of the admin, filled in and sent once as a person does it; what was saved is looked at.

A person fills in what the task needs and leaves alone the rest: empty last rows, untouched choices, folded parts.
"""

import re
from importlib import import_module
from pkgutil import walk_packages
from urllib.parse import urlsplit

import pytest
from django.utils import timezone

FILLED = set()  # (method, name of the URL) of each form that a test fills in
ANSWERS = {}  # the pages that answered what was sent: {"POST /campaigns/new/": HTML}


def fills(*names, get=False):
    """Mark of a test: it fills in and sends the forms that the URLs called `names` take, which `visit` looks at."""
    forms = [("get" if get else "post", name) for name in names]
    FILLED.update(forms)
    return pytest.mark.fills(*forms)


def filled():
    """All that the tests of this folder and those in it fill in: {(method, name of the URL)}."""
    for module in walk_packages(__path__, f"{__name__}."):
        import_module(module.name)
    return FILLED


def today():
    """The day it is for the site, as a field of days wants it: a browser elsewhere, or in UTC, has another one."""
    return timezone.localdate().isoformat()


def fill(place, answers):
    """Type or choose `answers` ({label: text, choice, or True for a tick}) in the fields of `place` so labelled."""
    for label, answer in answers.items():
        field = place.get_by_label(re.compile(rf"^\s*{re.escape(label)}\s*\*?\s*[:：]?\s*$")).first
        if answer is True:
            field.check()
        elif field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(label=answer)
        else:
            field.fill(answer)


def send(page, button):
    """Press the button that says `button`, wait for the answer and keep it."""
    with page.expect_navigation() as sent:
        page.get_by_role("button", name=button, exact=True).click()
    answer = sent.value
    ANSWERS[f"{answer.request.method} {urlsplit(answer.url).path}"] = answer.text()


def follow(link):
    """Press a link or a button and wait for what it leads to: what reads at once must not read the page before."""
    with link.page.expect_navigation():
        link.click()


def open_first(page, register, text):
    """The page of the first row that the search of a `register` of the admin ("accounts/user") finds for `text`."""
    page.goto(f"/admin/{register}/?q={text}")
    page.locator("#result_list tbody th a").first.click()


def suggested(page, label, text):
    """Choose in a field of suggestions (select2) what it offers for `text`."""
    page.get_by_role("combobox", name=label).last.click()
    page.locator(".select2-search__field").last.fill(text)
    page.locator(".select2-results__option--highlighted", has_text=text).click()
