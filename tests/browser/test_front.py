"""The way in: front page, sign-in, language, phone."""

import pytest
from playwright.sync_api import expect

from tests.browser.checks import PHONE, UNCOVERED, overflow, picture, violations
from tests.browser.conftest import sign_in
from tests.browser.forms import follow


@pytest.mark.parametrize("path", ["/", "/login/", "/pledges/", "/pledges/method/"])
@pytest.mark.parametrize("viewport", [None, PHONE], ids=["desktop", "phone"])
def test_public_page_is_accessible(visit, path, viewport):
    page = visit(**({"viewport": viewport} if viewport else {}), at=path)
    assert (violations(page), overflow(page)) == ([], 0)
    picture(page, f"{path.strip('/').replace('/', '-') or 'front'}{'-phone' if viewport else ''}")


def test_sign_in_leads_home_and_sign_out_back(visit):
    page = visit()
    sign_in(page, "department")
    assert page.url.endswith("/department/")
    page.click("[popovertarget=account]")
    follow(page.locator("#account [type=submit]"))
    assert page.url.endswith("/login/")
    page.goto("/department/")
    assert page.url.endswith("/login/?next=/department/")


def test_wrong_password_is_told_and_focused(visit):
    page = visit(at="/login/")
    page.fill("[name=username]", "department")
    page.fill("[name=password]", "a wrong one")
    page.click("main [type=submit]")
    expect(page.locator("main [role=alert]")).to_be_focused()
    assert violations(page) == []


@pytest.mark.parametrize(("who", "at"), [("department", "/"), ("unit-01", "/"), ("department", "/admin/")])
def test_open_menu_leaves_the_search_of_a_phone_in_sight(visit, who, at):
    page = visit(who, at=at, viewport=PHONE)
    page.click(".topbar-menu")
    expect(page.locator("#menu a").first).to_be_in_viewport()
    for part in ("#search", ".topbar-search [type=submit]"):
        assert page.locator(part).evaluate(UNCOVERED), part


def test_language_switches_and_stays(visit):
    page = visit("unit-01")
    words = page.locator(".menu").inner_text()
    follow(page.locator(".topbar-language [type=submit]"))
    assert page.evaluate("document.documentElement.lang") == "en"
    page.goto("/targets/")
    assert page.locator(".menu [aria-current]").inner_text() == "Targets"
    follow(page.locator(".topbar-language [type=submit]"))
    page.goto("/units/01/")
    assert page.evaluate("document.documentElement.lang") == "zh-hans"
    assert page.locator(".menu").inner_text() == words


def test_search_finds_by_pinyin_initials(visit):
    page = visit("department")
    page.fill("#search", "wxy")
    page.press("#search", "Enter")
    expect(page.locator("main table a", has_text="文学院党委")).to_have_count(1)


def test_person_without_place_is_told_whom_to_ask(visit):
    page = visit()
    sign_in(page, "expert-1")
    assert violations(page) == []
