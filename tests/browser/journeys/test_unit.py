"""A unit's secretary rates, submits and hears back: by keyboard, on a phone, and without scripts."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.checks import PHONE, overflow, picture, violations
from tests.browser.forms import follow

BY_KEYBOARD, WITHOUT_SCRIPT = "15", "36"  # units of the demo that are still typing
SCORE = "input.form-control[name$='-score']"
REASON = "第一党支部的得分请再核对"


@pytest.fixture
def grid_of(visit):
    """Opens the grid that the unit's own page leads to."""

    def opened(unit, **options):
        page = visit(f"unit-{unit}", **options, at=f"/units/{unit}/")
        follow(page.locator("main .panel a.btn[href*='/rate/']").first)
        return page

    return opened


def empty_scores(page):
    return [field for field in page.locator(SCORE).all() if not field.input_value()]


def test_unit_rates_by_keyboard_submits_and_hears_back(grid_of, visit):
    page = grid_of(BY_KEYBOARD)
    assert violations(page) == []
    grid = page.url.split("#")[0]
    missing = len(empty_scores(page))
    assert missing > 1
    type_down_the_column(page, missing)
    page.goto(grid)
    assert empty_scores(page) == []
    with page.expect_navigation():
        page.get_by_role("button", name="检查并提交").press("Enter")
    assert [tile.inner_text().split()[0] for tile in page.locator(".tile").all()] == [
        "上升",
        "持平",
        "下降",
        "首次评定",
    ]
    assert (violations(page), overflow(page)) == ([], 0)
    picture(page, "journey-unit-check")
    page.get_by_role("button", name=re.compile("^提交")).press("Enter")
    expect(page.locator("main")).to_contain_text("下一步")
    assert page.locator(SCORE).count() == 0
    department_returns(visit("department"), grid)
    page.goto(grid)
    expect(page.locator("main")).to_contain_text(REASON)
    assert page.locator(SCORE).count() > 0
    picture(page, "journey-unit-returned")


def type_down_the_column(page, missing):
    """Enter goes to the next row and saves the one that was left."""
    empty_scores(page)[0].focus()
    for number in range(missing):
        row = page.locator("tr", has=page.locator("input:focus"))
        code = row.get_attribute("id")
        page.keyboard.type(f"{70 + number}.5")
        page.keyboard.press("Enter" if number < missing - 1 else "Tab")
        expect(page.locator(f"#{code} .grid-state")).to_contain_text("已保存")


def department_returns(page, grid):
    """From the review, all of the unit's ratings, with a reason that must not be empty."""
    unit, round_ = re.search("/units/(.+)/rate/(.+)/", grid).groups()
    page.goto(f"/rounds/{round_}/review/")
    follow(page.locator(f"#unit-{unit}").get_by_role("button", name=re.compile("退回")).first)
    assert violations(page) == []
    page.fill("[name=reason]", REASON)
    follow(page.locator("main form [type=submit]"))
    assert page.locator(f"#unit-{unit}").count() == 0


def test_unit_rates_and_submits_without_scripts(grid_of):
    page = grid_of(WITHOUT_SCRIPT, java_script_enabled=False)
    for field in empty_scores(page):
        field.fill("88")
    page.get_by_role("button", name="检查并提交").click()
    page.get_by_role("button", name=re.compile("^提交")).click()
    expect(page.locator("main")).to_contain_text("下一步")
    assert page.locator(SCORE).count() == 0


def test_score_that_is_none_is_told_beside_it_on_a_phone(grid_of):
    page = grid_of("07", viewport=PHONE)  # sent back in the demo
    assert (violations(page), overflow(page)) == ([], 0)
    score = page.locator(SCORE).first
    was = score.input_value()
    code = page.locator("tr", has=score).first.get_attribute("id")
    score.fill("101")
    score.press("Tab")
    expect(page.locator(f"#{code} .grid-state .text-danger")).to_be_visible()
    page.reload()
    assert page.locator(SCORE).first.input_value() == was
    picture(page, "journey-unit-phone")


def test_corrected_row_loses_its_red_frame_and_its_line_in_the_summary(grid_of):
    page = grid_of(BY_KEYBOARD)
    for field in empty_scores(page)[:2]:
        field.fill("101")
    page.get_by_role("button", name="检查并提交").click()
    wrong, lines = page.locator(".form-control.is-invalid"), page.locator(".error-summary li")
    expect(lines).to_have_count(2)
    for left in (1, 0):
        wrong.first.fill("88")
        page.keyboard.press("Tab")
        expect(wrong).to_have_count(left)
        expect(lines).to_have_count(left)
    expect(page.locator(".error-summary")).to_have_count(0)
