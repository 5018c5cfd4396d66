"""Every kind of page each role can reach by links: accessible, no wider than the window, no unexplained percentage,
set as Chinese is.

What people typed (`.typed`) is no figure of ours.
"""

from urllib.parse import urlsplit

import pytest

from tests.browser.checks import DESKTOP, PHONE, invalid, name_of, overflow, picture, violations
from tests.browser.forms import filled
from tests.wording.misprints import misprints

REFUSED = ("/nowhere/", "/history/", "/department/")  # pages too, for those who may not see them
# A viewer's pages are those of the department with less on them. Of two who stand together the second one, a base
# organisation that is itself a branch, begins at its home and passes over the kinds of pages that the first one saw.
ROLES = (["department"], ["unit-01", "unit-41"], ["branch-001"], ["expert-1"], ["accounts"], ["audit"], [None])
DOWNLOADS = (
    *("_sheet", "_export", "export", "template", ":letter", ":proof", "_minutes", "_picture", "_agreement"),
    *(":file", ":call_file", ":application_form", ":report_form", ":approval_form"),
    *(":annual_draft", ":annual_edition_file", ":annual_written", ":open_data"),
)
PERCENTAGES_OUTSIDE = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [], explained = "a[href^='/numbers/'], script, .typed, .money-share";
  for (let node; (node = walker.nextNode()); )
    if (/\\d\\s*[%％]/.test(node.data) && !node.parentElement.closest(explained))
      found.push(node.data.trim());
  return found;
}"""


ALIKE = (
    12  # rows of a table that stand for all of them: axe takes seconds for hundreds that differ in nothing but names
)
THIN_OUT = """(alike) => {
  for (const body of document.querySelectorAll("tbody, ul, ol, select"))
    for (const one of [...body.children].slice(alike)) one.remove();
}"""


FORMS = """() => [...document.forms].filter((form) => form.querySelector("button, [type=submit]"))
  .map((form) => [form.method, new URL(form.getAttribute("action") ?? "", location.href).pathname])"""


VISIBLE_BOXES = """() => [...document.querySelectorAll("[type=checkbox], [type=radio]")]
  .filter((box) => box.checkVisibility({visibilityProperty: true})).length"""


def strange_forms(page):
    """Forms of the page that no test fills in: (method, name of the URL)."""
    shown = {(method, name_of(action)) for method, action in page.evaluate(FORMS)}
    return [f"not filled in: {form}" for form in shown - filled()]


def kinds(page, start, pages):
    """(name of the address, path) of one page of each kind that links lead to from `start`; `pages`: {name: HTML} of
    what was looked at, which grows."""
    waiting, known = [start], set(pages) - {name_of(start)}
    while waiting:
        path = waiting.pop(0)
        name = name_of(path)
        if name is None or name in known or name.endswith(DOWNLOADS):
            continue
        known.add(name)
        pages[name] = page.goto(path).text()
        waiting += page.eval_on_selector_all("a[href]", "all => all.map(one => one.getAttribute('href'))")
        yield name, path


def boxes_on_paper(page):
    """How many boxes to tick are printed."""
    page.emulate_media(media="print")
    count = page.evaluate(VISIBLE_BOXES)
    page.emulate_media(media="screen")
    return count


def complaints(page):
    """What is wrong with the page that is open."""
    found = strange_forms(page)
    if not urlsplit(page.url).path.startswith(("/numbers/", "/open/")):  # these say themselves how they are counted
        found += [f"unexplained: {text}" for text in page.evaluate(PERCENTAGES_OUTSIDE)]
    if boxes := boxes_on_paper(page):
        found.append(f"printed: {boxes} boxes to tick")
    for name, size in (("phone", PHONE), ("desktop", DESKTOP)):
        page.set_viewport_size(size)
        if pixels := overflow(page):
            found.append(f"{name}: {pixels} px too wide")
    page.evaluate(THIN_OUT, ALIKE)
    page.evaluate("scrollTo(0, 0)")  # nothing is hidden below a bar that stays
    return found + [f"axe: {violation}" for violation in violations(page)]


@pytest.mark.parametrize("usernames", ROLES, ids=lambda usernames: " ".join(map(str, usernames)))
def test_every_kind_of_page_is_in_order(visit, usernames):
    wrong, pages = {}, {}
    for username in usernames:
        page = visit(username)
        pages |= {path: page.request.get(path).text() for path in REFUSED}
        for name, path in kinds(page, "/", pages):
            picture(page, f"{username or 'anonymous'}-{name.replace(':', '-')}")
            if found := complaints(page):
                wrong[f"{name} {path}"] = found
    misprinted = {name: found for name, html in pages.items() if (found := misprints(html))}
    assert (wrong, misprinted, invalid(pages)) == ({}, {}, [])
