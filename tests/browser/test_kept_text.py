"""A session that ended while somebody filled in a form gives back what was typed."""

import os

from django.conf import settings
from playwright.sync_api import expect

from tests.browser.checks import PHONE, overflow, violations
from tests.browser.forms import fill, send


def lose_session(page):
    """As after a night: the browser's session goes on, ours is over."""
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)


def sign_in_here(page, username):
    fill(page.locator("main form"), {"用户名": username, "密码": os.environ["DEMO_PASSWORD"]})
    page.click("main [type=submit]")


def test_campaign_typed_while_the_session_ended_is_saved_after_sign_in(visit, saved):
    page = visit("department", viewport=PHONE, at="/campaigns/new/")
    fill(page.locator("main form"), {"编码": "2031", "名称": "新一轮晋位升级", "开始日期": "2031-03-01"})
    lose_session(page)
    send(page, "保存")
    expect(page.get_by_role("status")).to_contain_text("已为您保留")
    sign_in_here(page, "department")
    expect(page.locator("main [role=alert]")).to_be_focused()
    assert page.locator("main li").all_inner_texts() == ["新一轮晋位升级"]
    assert (page.url.endswith("/campaigns/new/"), violations(page), overflow(page), saved()) == (True, [], 0, {})
    send(page, "重新提交")
    [campaign] = saved()["ratings_campaign"]
    assert (page.url.endswith("/campaigns/"), campaign["code"], campaign["name"]) == (True, "2031", "新一轮晋位升级")


def test_what_is_discarded_is_not_saved(visit, saved):
    page = visit("department", at="/campaigns/new/")
    fill(page.locator("main form"), {"编码": "2031", "名称": "新一轮晋位升级", "开始日期": "2031-03-01"})
    lose_session(page)
    send(page, "保存")
    sign_in_here(page, "department")
    send(page, "放弃")
    page.goto("/campaigns/new/")
    assert (page.get_by_label("编码").first.input_value(), saved()) == ("", {})


def test_grid_typed_while_the_session_ended_is_saved_after_sign_in(visit, saved):
    """The row says that it was not saved; the page sent as a whole comes back after signing in."""
    page = visit("unit-15", at="/units/15/rate/2026-2/")
    lose_session(page)
    page.fill("[name='139-score']", "91.5")
    page.keyboard.press("Tab")
    expect(page.locator("#lost")).to_be_visible()
    send(page, "保存")
    sign_in_here(page, "unit-15")
    assert saved() == {}
    send(page, "重新提交")
    [rating] = saved()["ratings_rating"]
    assert (rating["score"], rating["tier"]) == (91.5, 4)
