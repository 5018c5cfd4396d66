"""The inbox from any page: its count comes by itself, one tap opens it, one button lands on the field to fill."""

import re

from playwright.sync_api import expect

from tests.browser.checks import PHONE, overflow, picture, violations

LINK = ".topbar-todo"


def test_inbox_is_one_tap_away_on_a_phone_and_leads_to_the_field(visit):
    page = visit("unit-15", viewport=PHONE, at="/targets/")
    expect(page.locator(LINK)).to_have_accessible_name(re.compile(r"^待办事项 ?（\d+项待您处理）$"))
    picture(page, "inbox-phone")
    page.locator(LINK).click()
    expect(page.locator(".topbar-count")).to_be_visible()
    assert (violations(page), overflow(page)) == ([], 0)
    page.locator("main .waiting .btn[href*='/rate/']").first.click()
    expect(page.locator(f"[id='{page.url.split('#')[1]}']")).to_be_focused()


def test_inbox_is_a_link_without_scripts(visit):
    page = visit("unit-15", java_script_enabled=False)
    page.locator(LINK).press("Enter")
    expect(page).to_have_url(re.compile("/todo/$"))
