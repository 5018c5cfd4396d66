"""The site with a second campaign that nobody is rated in yet: everything stays, and one leads to the other."""

import pytest
from playwright.sync_api import expect

from tests.browser.checks import invalid, overflow, picture, violations
from tests.browser.forms import follow

PATHS = ("/department/", "/targets/", "/units/15/", "/branches/139/")


@pytest.fixture
def page(visit):
    """The department's, which has just opened next year's campaign."""
    page = visit("department", at="/campaigns/new/")
    page.fill("[name=code]", "2031")
    page.fill("[name=name]", "新一轮晋位升级")
    follow(page.locator("main form .page-actions [type=submit]"))
    return page


@pytest.mark.parametrize("path", PATHS)
def test_campaign_on_show_keeps_its_figures_and_leads_to_the_other_and_back(page, path):
    seen = {}
    page.goto(path)
    switch = page.locator("nav .nav-pills")
    expect(switch.locator("[aria-current]")).to_have_text("2026年扶弱培强、晋位升级")
    for name in ("新一轮晋位升级", "2026年扶弱培强、晋位升级"):
        follow(switch.get_by_role("link", name=name))
        expect(switch.locator("[aria-current]")).to_have_text(name)
        assert (violations(page), overflow(page)) == ([], 0)
        picture(page, f"two-campaigns-{path.split('/')[1]}-{len(seen)}")
        seen[name] = page.request.get(page.url).text()
    assert invalid(seen) == []


def test_campaign_that_can_be_removed_says_what_goes(page):
    page.goto("/campaigns/2031/remove/")
    assert (violations(page), overflow(page)) == ([], 0)
    picture(page, "two-campaigns-remove")
