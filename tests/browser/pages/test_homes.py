"""A branch's home on a phone: first what is to be done, then where it stands, then what it is."""

from tests.browser.checks import PHONE, overflow, picture, violations
from tests.browser.plans import demo_plan

PARTS = (".waiting", ".path-drawing", ".facts")


def test_home_of_a_branch_on_a_phone(visit, site):
    page = visit(demo_plan(site, kind="pledge", state="in_force").branch, viewport=PHONE)
    tops = [page.locator(f"main {part}").first.bounding_box()["y"] for part in PARTS]
    assert tops == sorted(tops)
    assert tops[1] < PHONE["height"]
    assert (violations(page), overflow(page)) == ([], 0)
    picture(page, "branch-phone")
