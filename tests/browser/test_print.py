"""Pages of plans on A4 paper: nothing is cut off, nothing folded away, no button is printed."""

import pytest

from tests.browser.checks import overflow, picture
from tests.browser.forms import send
from tests.browser.plans import demo_plan

A4 = {"width": 1031, "height": 710}  # what @page leaves of the paper, in CSS pixels
PRESSED = "button, .btn, [type=submit], select"
CUT = """() => [...document.querySelectorAll("main *")].filter((one) => {
    const box = one.getBoundingClientRect();
    return box.width > 1 && (box.right > innerWidth + 1 || box.left < -1);
}).map((one) => one.outerHTML.slice(0, 80))"""


@pytest.fixture
def printed(visit):
    """A function that gives an address as it is printed for somebody: (pixels too wide, what is cut, buttons)."""

    def looked_at(username, address, name):
        page = visit(username, viewport=A4)
        page.goto(address)
        page.emulate_media(media="print")
        picture(page, f"print-{name}")
        buttons = [one.inner_text() for one in page.locator(PRESSED).all() if one.is_visible()]
        return overflow(page), page.evaluate(CUT), buttons

    return looked_at


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/plans/measures/", "measures"),
        ("/plans/", "plans"),
        ("/plans/ledgers/pledges/", "pledges"),
        ("/plans/ledgers/rectifications/", "rectifications"),
        ("/plans/ledgers/raising/", "raising"),
        ("/plans/ledgers/twinnings/", "twinnings"),
        ("/plans/ledgers/benchmarks/", "benchmarks"),
        ("/plans/ledgers/meetings/", "meetings"),
    ],
)
def test_lists_fit_the_paper(printed, address, name):
    assert printed("department", address, name) == (0, [], [])


def test_plan_is_printed_with_its_reports(printed, site, visit):
    plan = demo_plan(site, kind="rectification", state="in_force", measure="done")
    assert printed("department", plan.url, "plan") == (0, [], [])
    page = visit("department", viewport=A4)
    page.goto(plan.url)
    folded = page.locator("details:not([open]) .updates li").first
    assert not folded.is_visible()
    page.emulate_media(media="print")
    assert folded.is_visible()


def test_version_is_printed_side_by_side(printed, site, visit):
    plan = demo_plan(site, kind="pledge", state="in_force")
    page = visit(plan.branch)
    page.goto(f"{plan.url}edit/")
    page.locator(".measure-row [name$=text]").first.fill("每月组织一次政治理论集中学习")
    send(page, "保存并核对")
    assert printed(plan.unit, page.url, "version") == (0, [], [])
