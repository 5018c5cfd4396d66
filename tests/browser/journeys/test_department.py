"""The department asks who misses the target and where a number comes from; brings in a workbook."""

import re
from io import BytesIO

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from tests.browser.checks import overflow, picture, violations
from tests.browser.forms import follow

ROWS = ".table-figures tbody tr"


def test_department_follows_a_figure_to_its_branches(visit):
    page = visit("department")
    page.get_by_role("link", name="全部单位").click()
    figure = page.locator(f"{ROWS}.total a[href*='moved-up-not-counted']").first
    count = int(figure.inner_text())
    follow(figure)
    assert page.locator("main table").first.locator("tbody tr").count() == count > 0
    assert violations(page) == []
    page.go_back()
    page.get_by_role("link", name="应晋位").first.click()
    expect(page.locator("thead th[aria-sort=descending]")).to_have_count(1)


def test_department_follows_the_cover_to_who_is_missing_and_to_a_plan(visit):
    page = visit("department")
    follow(page.locator(".target a[href*='-cover/']").first)
    lists = page.locator("main h2[id], main details[id]").all()
    assert [one.get_attribute("id") for one in lists] == ["not-covered", "covered"]
    page.locator("#covered > summary").click()
    assert violations(page) == []
    page.locator("main td a[href^='/plans/']").first.click()
    expect(page).to_have_url(re.compile(r"/plans/\d+/$"))


def test_department_sees_the_units_off_track_worst_first_and_takes_them_along(visit):
    page = visit("department", at="/targets/")
    page.select_option("[name=state]", "off_track")
    follow(page.get_by_role("button", name="筛选"))
    units = page.locator(f"{ROWS}:not(.total)")
    assert units.count() > 5
    with page.expect_download() as found:
        page.get_by_role("link", name="导出").click()
    with found.value.path().open("rb") as file:
        rows = list(load_workbook(BytesIO(file.read())).active.iter_rows(min_row=6, values_only=True))
    assert [row[0] for row in rows] == [re.search(r"\d+", row.inner_text())[0] for row in units.all()]


def test_department_looks_at_a_past_day_and_returns(visit):
    page = visit("department", at="/targets/?on=2000-01-01")
    bar = page.locator(".as-of, [class*=as-of]").first
    expect(bar).to_contain_text("2000年1月1日")
    assert violations(page) == []
    picture(page, "journey-past-day")
    bar.get_by_role("link").first.click()
    expect(page).to_have_url(re.compile("/targets/$"))


@pytest.fixture
def workbook(visit, tmp_path):
    """The page that takes a roster, and the roster as the site hands it out."""
    page = visit("department", at="/workbooks/")
    with page.expect_download() as found:
        page.locator("a[href='/workbooks/export/roster/']").click()
    path = tmp_path / "roster.xlsx"
    found.value.save_as(path)
    page.goto("/workbooks/import/roster/")
    return page, path


def send(page, path):
    page.goto("/workbooks/import/roster/")
    page.set_input_files("[type=file]", path)
    follow(page.locator("main form [type=submit]"))


def test_department_corrects_a_roster_and_brings_it_in(workbook, tmp_path):
    page, path = workbook
    book = load_workbook(path)
    sheet = book["党支部"]
    column = {cell.value: cell.column for cell in sheet[1]}
    members, category = sheet.cell(2, column["党员人数"]), sheet.cell(3, column["类别"])
    right = category.value
    members.value, category.value = "很多", "学生会"
    book.save(path)
    send(page, path)
    wrong = page.locator("main table tbody tr").all_inner_texts()
    assert [cell for text in wrong for cell in re.findall(r"[A-Z]+\d+", text)] == [
        members.coordinate,
        category.coordinate,
    ]
    assert page.get_by_role("button", name="全部导入").count() == 0
    assert (violations(page), overflow(page)) == ([], 0)
    picture(page, "journey-roster-errors")
    members.value, category.value = 77, right
    book.save(path)
    send(page, path)
    assert page.locator("dl.facts dd").all_inner_texts()[:2] == ["0", "1"]
    page.get_by_role("button", name="全部导入").click()
    send(page, path)
    assert page.locator("dl.facts dd").all_inner_texts()[:2] == ["0", "0"]
    expect(page.locator(".notice-info")).to_be_visible()


def test_picture_called_a_workbook_is_refused_in_one_sentence(workbook, tmp_path):
    page, _ = workbook
    path = tmp_path / "roster.xlsx"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    send(page, path)
    alert = page.locator("main [role=alert]")
    expect(alert).to_have_count(1)
    assert violations(page) == []
