"""The department hands over the annual workbook: three clicks after sign-in."""

from openpyxl import load_workbook
from playwright.sync_api import expect

from tests.browser.checks import overflow, picture, violations
from tests.browser.forms import follow


def test_department_builds_the_draft_and_sees_that_it_is_being_built(visit):
    page = visit("department")
    follow(page.locator("main").get_by_role("link", name="年度报告"))
    assert (violations(page), overflow(page)) == ([], 0)
    picture(page, "journey-annual")
    page.route("**/annual/draft/**", lambda route: (page.wait_for_timeout(300), route.continue_()))
    with page.expect_download() as download:
        page.get_by_role("link", name="生成草稿").click()
        expect(page.locator("#building")).to_be_visible()
    expect(page.locator("#building")).to_be_hidden()
    assert download.value.suggested_filename.endswith("草稿.xlsx")
    with download.value.path().open("rb") as file:
        assert load_workbook(file).sheetnames[0] == "封面"


def test_department_follows_a_finding_to_its_list(visit):
    page = visit("department", at="/workbooks/annual/")
    row = page.locator("main tbody tr", has_text="逾期未落实的工作")
    count = row.locator(".found > a").inner_text()
    follow(row.locator(".found > a"))
    expect(page.locator("output.filters-total, .filters-total").first).to_contain_text(count)


def test_department_gets_the_draft_without_script(visit, site):
    page = visit("department")
    context = page.context.browser.new_context(java_script_enabled=False, storage_state=page.context.storage_state())
    plain = context.new_page()
    plain.goto(f"{site.address}/workbooks/annual/")
    with plain.expect_download() as download:
        plain.get_by_role("link", name="生成草稿").click()
    assert download.value.suggested_filename.endswith("草稿.xlsx")
    context.close()
