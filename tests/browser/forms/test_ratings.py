"""Ratings: typed, submitted, approved, returned, reopened, admitted; units that are behind are reminded."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.checks import PHONE, overflow, picture, violations
from tests.browser.forms import fill, fills, send

UNIT, BRANCH = "/units/15/rate/2026-2/", "139"  # a unit that is still typing
REVIEW = "/rounds/2026-2/review/"
PROGRESS = "/rounds/2026-2/progress/"
REASON = "得分请再核对一次"
# Unit 33 closes its branches and is merged into 32, unit 36 is dissolved; a rating of each comes back.
CLOSED = """
from django.utils import timezone
from accounts.models import User
from branches import actions as roster
from branches.models import Organisation
from ratings import actions
from ratings.models import Rating
how = {"on": timezone.localdate(), "document": "9", "by": User.objects.get(username="department")}
for code, into in (("33", "32"), ("36", None)):
    unit = Organisation.objects.get(code=code)
    branches = list(Organisation.objects.under(unit).filter(closed_on=None).order_by("code"))
    for branch in branches:
        roster.dissolve(branch, **how)
    if into:
        roster.merge(unit, into=Organisation.objects.get(code=into), **how)
    else:
        roster.dissolve(unit, **how)
    rows = Rating.objects.filter(round__code="2026-1", organisation=branches[0])
    actions.reopen(rows=rows, reason="9", by=how["by"])
    print(branches[0].code)
"""

# Unit 15 has that many branches more than stand on one page.
MANY = """
from branches.models import Organisation
unit = Organisation.objects.get(code="15")
for number in range(50):
    unit.add_child(kind="branch", code=f"9{number:03}", name=f"第{number}党支部")
    unit.refresh_from_db()
"""


def typed(found):
    """What a Site's changes say of ratings, for one row."""
    assert set(found) == {"ratings_rating"}
    [row] = found["ratings_rating"]
    return row


@fills("ratings:row")
def test_row_is_saved_as_it_is_typed(visit, saved):
    page = visit("unit-15", at=UNIT)
    page.fill(f"[name='{BRANCH}-score']", "91.5")
    page.keyboard.press("Tab")
    expect(page.locator(f"tr:has([name='{BRANCH}-score']) .grid-state").first).to_contain_text("已保存")
    row = typed(saved())
    assert (row["score"], row["tier"]) == (91.5, 4)


@fills("ratings:row", "ratings:grid")
def test_second_page_of_the_grid_is_typed_and_saved(site, visit, saved):
    site.manage("shell", "--no-imports", "-c", MANY)
    saved()
    page = visit("unit-15", at=UNIT)
    assert (violations(page), overflow(page)) == ([], 0)
    page.get_by_role("link", name="下一页").click()
    page.wait_for_url("**page=2**")
    assert (violations(page), overflow(page)) == ([], 0)
    page.fill("[name='9048-score']", "91.5")
    page.keyboard.press("Enter")
    expect(page.locator("#row-9048 .grid-state")).to_contain_text("已保存")
    assert typed(saved())["score"] == 91.5
    page.keyboard.type("70")
    send(page, "保存")
    assert page.url.endswith(f"{UNIT}?page=2")
    assert typed(saved())["score"] == 70
    assert page.locator("[name='9049-score']").input_value() == "70"


@fills("ratings:grid", "ratings:check")
def test_grid_is_filled_in_checked_and_submitted_without_scripts(visit, saved):
    page = visit("unit-15", java_script_enabled=False, at=UNIT)
    empty = [one for one in page.locator("[name$='-score'].form-control").all() if not one.input_value()]
    for field in empty:
        field.fill("88")
    send(page, "保存")
    rows = saved()["ratings_rating"]
    assert [(row["score"], row["tier"]) for row in rows] == [(88, 3)] * len(empty)
    send(page, "检查并提交")
    send(page, re.compile("^提交"))
    assert {row["state"] for row in saved()["ratings_rating"]} == {"submitted"}


def tick(page, count):
    boxes = page.locator("main [name=row]")
    codes = [boxes.nth(number).get_attribute("value") for number in range(count)]
    for number in range(count):
        boxes.nth(number).check()
    return codes


@fills("ratings:approve")
@fills("ratings:approve", get=True)
def test_ticked_ratings_are_approved_and_no_others(visit, saved):
    page = visit("department-2", at=REVIEW)
    tick(page, 3)
    send(page, "批量审定")
    send(page, "审定")
    assert [row["state"] for row in saved()["ratings_rating"]] == ["approved"] * 3


@fills("ratings:return")
def test_ticked_ratings_are_returned_with_a_reason(visit, saved):
    page = visit("department-2", at=REVIEW)
    tick(page, 2)
    send(page, "批量退回")
    fill(page.locator("main form"), {"退回意见": REASON})
    send(page, "退回")
    assert saved() == {"ratings_rating": [{"state": "returned", "reason": REASON}] * 2}


@fills("ratings:reopen")
def test_official_rating_is_reopened_with_a_reason(visit, saved):
    page = visit("department", at="/rounds/2026-2/reopen/001/")
    fill(page.locator("main form"), {"撤销审定的理由": REASON})
    send(page, "撤销审定、重新评定")
    row = typed(saved())
    assert (row["state"], row["reason"]) == ("returned", REASON)


@fills("ratings:admit")
def test_branch_in_its_first_year_is_admitted_with_a_reason(visit, saved):
    page = visit("department", at="/restructures/found/")
    new = {"隶属": "15", "类型": "党支部", "编码": "900", "名称": "新成立的党支部", "类别": "教工"}
    fill(page.locator("main form"), {**new, "成立日期": "2026-10-01", "调整事由": "新设"})
    send(page, "预览")
    send(page, re.compile("^确认"))
    saved()
    page.goto("/rounds/2026-2/progress/")
    page.get_by_role("row", name="新成立的党支部").get_by_role("link", name="批准参评").click()
    fill(page.locator("main form"), {"批准参评的理由": "成立时已满员"})
    send(page, "批准参评")
    assert typed(saved())["state"] == "draft"


@pytest.fixture
def returned(visit):
    """The university's rating of 08, which the other officer sent back."""
    page = visit("department-2", at="/rounds/2026-2/review/return/?row=08")
    fill(page.locator("main form"), {"退回意见": REASON})
    send(page, "退回")


@fills("ratings:base_row")
def test_university_corrects_a_row_as_it_is_typed(returned, visit, saved):
    page = visit("department", at="/rounds/2026-2/rate/")
    page.fill("[name='08-score']", "84")
    page.keyboard.press("Tab")
    expect(page.locator("tr:has([name='08-score']) .grid-state").first).to_contain_text("已保存")
    assert typed(saved())["score"] == 84


@fills("ratings:base_grid", "ratings:base_check")
def test_university_corrects_and_submits_without_scripts(returned, visit, saved):
    page = visit("department", java_script_enabled=False, at="/rounds/2026-2/rate/")
    page.fill("[name='08-score']", "84")
    send(page, "保存")
    assert typed(saved())["score"] == 84
    send(page, "检查并提交")
    send(page, re.compile("^提交"))
    assert typed(saved())["state"] == "submitted"


@pytest.mark.parametrize(("unit", "who"), [("32", "unit-32"), ("36", "department")])
@fills("ratings:row", "ratings:grid", "ratings:check")
def test_what_came_back_of_a_closed_unit_is_corrected(site, visit, saved, unit, who):
    """By its successor; by the department where there is none."""
    of_merged, of_dissolved = site.manage("shell", "--no-imports", "-c", CLOSED).split()
    saved()
    page = visit(who, at=f"/units/{unit}/rate/2026-1/")
    assert (violations(page), overflow(page)) == ([], 0)
    code = of_merged if unit == "32" else of_dissolved
    page.fill(f"[name='{code}-score']", "77")
    page.keyboard.press("Tab")
    expect(page.locator(f"#row-{code} .grid-state")).to_contain_text("已保存")
    assert typed(saved())["score"] == 77
    send(page, "检查并提交")
    send(page, re.compile("^提交"))
    assert typed(saved())["state"] == "submitted"


def reminded(site):
    return [row["reminded_as"] for row in site.rows()["ratings_roundreminder"].values()]


@fills("ratings:remind", get=True)
@fills("ratings:remind")
def test_ticked_units_are_reminded(visit, site):
    page = visit("department", viewport=PHONE, at=PROGRESS)
    before = len(reminded(site))
    for box in page.locator("#list input[name=row]").all()[:2]:
        box.check()
    expect(page.locator("[data-tick-count]")).to_contain_text("2")
    assert (violations(page), overflow(page)) == ([], 0)
    picture(page, "progress-phone")
    with page.expect_navigation():
        page.get_by_role("button", name="批量提醒").click()
    assert page.locator("[name=units]:checked").count() == 2 < page.locator("[name=units]").count()
    assert (violations(page), overflow(page)) == ([], 0)
    send(page, "提醒")
    expect(page.locator(".notice").first).to_contain_text("已提醒2个基层党组织。")
    assert reminded(site)[before:] == ["department"] * 2
    expect(page.locator("#list")).to_contain_text("党委组织部（")


@fills("ratings:remind", get=True)
def test_all_that_are_behind_are_ticked_at_a_press(visit):
    page = visit("department", at=f"{PROGRESS}?state=drafted")
    with page.expect_navigation():
        page.get_by_role("button", name="提醒全部未完成的").click()
    assert 0 < page.locator("[name=units]:checked").count() < page.locator("[name=units]").count()
