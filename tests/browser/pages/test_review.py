"""An officer decides: a unit's rows alone, ticks that are kept, what a decision does, and who is missing."""

import re

from playwright.sync_api import expect

from tests.browser.checks import PHONE, overflow, picture, violations
from tests.browser.forms import follow, send
from tests.browser.journeys.test_pledge import Clicks

UNIT, NAME = "18", "地理学院党委"  # of the demo, with nine ratings that wait
REVIEW = f"/rounds/2026-2/review/?unit={UNIT}"


def sound(page, name):
    assert (violations(page), overflow(page)) == ([], 0)
    picture(page, f"journey-review-{name}")


def test_officer_ticks_looks_cancels_and_approves(visit):
    page = visit("department", at=REVIEW)
    boxes, counts = page.locator("[name=row]"), page.locator("[data-tick-count]")
    assert page.locator("main h2").all_inner_texts() == [NAME]
    page.locator("[data-tick-all] input").check()
    assert {count.inner_text() for count in counts.all()} == {f"({boxes.count()})"}
    expect(page.locator(".page-actions.stays")).to_be_in_viewport()
    boxes.first.uncheck()
    sound(page, "ticked")
    send(page, re.compile("^批量审定"))
    expect(page.locator("main")).to_contain_text("对目标的影响")
    sound(page, "effect")
    follow(page.get_by_role("link", name="取消"))
    assert page.locator("[name=row]:checked").count() == boxes.count() - 1
    send(page, re.compile("^批量审定"))
    send(page, "审定")
    told = page.locator(".notice").first
    expect(told).to_contain_text(f"已审定：{NAME}8个。")
    expect(told).to_contain_text("尚差")
    assert boxes.count() == 1
    follow(page.get_by_role("link", name="全部单位"))
    assert page.locator("main h2").count() > 1


def test_officer_returns_one_with_three_clicks(visit):
    page = visit("department", at="/todo/", viewport=PHONE)
    clicks = Clicks(page)
    clicks("link", "审核", page.locator(".waiting li", has_text="个已提交的评定等待审定"))
    clicks("button", "退回", page.locator("tr", has_text="马克思主义学院教工第一党支部"))
    page.fill("[name=reason]", "得分依据不足")
    clicks("button", "退回", page.locator("main form"))
    expect(page.locator(".notice").first).to_contain_text("已退回：马克思主义学院党委1个。")
    assert clicks.count == 3
    sound(page, "phone")


def test_who_misses_a_target_is_named_one_click_from_the_overview(visit):
    page = visit("department", at="/department/")
    follow(page.locator("main a[href*='/numbers/ordinary-1-gap/']").first)
    expect(page.locator("main h2").first).to_contain_text("未晋位党支部")
    expect(page.locator("main tbody tr").first).to_be_in_viewport()
    sound(page, "missing")
