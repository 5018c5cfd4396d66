"""Reminding of duties: one at a press, several after being asked once; in the inbox of who is reminded."""

from playwright.sync_api import expect

from tests.browser.checks import PHONE, overflow, picture, violations
from tests.browser.forms import fills, send

LATE = "/duties/?state=late"


def reminded(site):
    return [(row["kind"], row["reminded_as"]) for row in site.rows()["pledges_reminder"].values()]


@fills("pledges:remind")
def test_one_is_reminded_at_a_press(visit, site):
    page = visit("department", at=LATE)
    before = reminded(site)
    assert (violations(page), overflow(page)) == ([], 0)
    name = page.locator("#list tbody tr th a").first.inner_text()
    old = page.context.new_page()
    old.goto(LATE)
    for one, said in ((page, "已提醒1项。"), (old, "1项今日已提醒过，不再重复。")):
        with one.expect_navigation():
            one.locator("#list tbody tr").first.get_by_role("button", name="提醒").click()
        expect(one.locator(".notice").first).to_contain_text(said)
        assert len(reminded(site)) == len(before) + 1
    assert name in page.locator("#list tbody").inner_text()


@fills("pledges:remind", get=True)
def test_several_are_asked_about_once_then_reminded(visit, site):
    page = visit("department", viewport=PHONE, at=LATE)
    for box in page.locator("#list input[name=row]").all()[:3]:
        box.check()
    expect(page.locator("[data-tick-count]")).to_contain_text("3")
    with page.expect_navigation():
        page.get_by_role("button", name="批量提醒").click()
    assert (violations(page), overflow(page)) == ([], 0)
    picture(page, "remind-phone")
    before = reminded(site)
    send(page, "提醒")
    expect(page.locator(".notice").first).to_contain_text("已提醒3项。")
    assert len(reminded(site)) == len(before) + 3
