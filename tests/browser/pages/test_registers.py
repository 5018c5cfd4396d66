"""The registers of the admin: within the site, many rows on a screen, to be searched on a phone."""

import pytest
from playwright.sync_api import expect

from tests.browser.checks import DESKTOP, PHONE, UNCOVERED, overflow, picture, violations
from tests.browser.forms import follow

ROSTER, APPOINTMENTS, USERS = "/admin/branches/organisation/", "/admin/branches/appointment/", "/admin/accounts/user/"
ROWS = "#result_list tbody tr"
SCALED = {"width": 1093, "height": 614}  # what 125 % leaves of a desk
SEEN = "rows => rows.filter((row) => row.getBoundingClientRect().bottom <= innerHeight).length"
FINGER = 40  # pixels


@pytest.mark.parametrize(("who", "at"), [("department", ROSTER), ("department", APPOINTMENTS), ("accounts", USERS)])
@pytest.mark.parametrize(("size", "least"), [(DESKTOP, 12), (SCALED, 6)], ids=["desktop", "125 %"])
def test_screen_holds_many_rows_beside_the_menu_of_the_site(visit, who, at, size, least):
    page = visit(who, at=at, viewport=size)
    assert page.eval_on_selector_all(ROWS, SEEN) >= least
    expect(page.locator("#menu [aria-current=page]")).to_be_visible()
    assert page.locator(f"nav a[href='{at}']").count() == 1
    assert page.locator(".results").evaluate("one => one.scrollWidth - one.clientWidth") <= 0
    assert (violations(page), overflow(page)) == ([], 0)
    picture(page, f"register-{who}")


def test_roster_is_searched_on_a_phone_by_the_name_of_a_secretary(visit):
    page = visit("department", at=ROSTER, viewport=PHONE)
    row = page.locator(ROWS).nth(2)
    branch, secretary = row.locator("th a").inner_text(), row.locator(".field-secretary").inner_text()
    field, button = page.locator("#searchbar"), page.locator("#changelist-search [type=submit]")
    assert (field.evaluate(UNCOVERED), button.evaluate(UNCOVERED)) == (True, True)
    assert field.bounding_box()["width"] >= PHONE["width"] / 3
    assert min(one.bounding_box()["height"] for one in (field, button)) >= FINGER
    assert button.bounding_box()["height"] < button.bounding_box()["width"]
    field.fill(secretary)
    follow(button)
    assert branch in page.locator(f"{ROWS} th a").all_inner_texts()
    assert (violations(page), overflow(page)) == ([], 0)


def test_filter_opens_above_the_rows_and_says_what_is_chosen(visit):
    page = visit("department", at=ROSTER)
    page.get_by_text("类别", exact=True).first.click()
    follow(page.get_by_role("link", name="离退休", exact=True))
    expect(page.locator(".register-filters summary strong")).to_have_text(["离退休"])
    assert set(page.locator(f"{ROWS} .field-category").all_inner_texts()) == {"离退休"}
    follow(page.locator(".register-filters > a"))
    expect(page.locator(".register-filters summary strong")).to_have_count(0)
