"""From an empty database to the first figure on the board, by pages alone, in both languages."""

import re

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from tests.browser.checks import invalid, overflow, picture, violations
from tests.browser.conftest import sign_in
from tests.browser.forms import suggested, today
from tests.browser.site import EMPTY

PASSWORD = "lotus-river-2031"
SEND = "main form.narrow [type=submit], main form:not(.narrow) .page-actions [type=submit]"
ROSTER = {
    "基层党组织": [("01", "文学院党委", "党委")],
    "党支部": [(f"010{number}", f"文学院教工第{number}党支部", "01", "教工") for number in (1, 2, 3)],
}


@pytest.fixture
def looks(request):
    """A function that keeps a numbered picture of a step and looks whether the page is in order."""
    seen = {}

    def look(page, name):
        seen[name] = page.request.get(page.url).text()
        picture(page, f"{request.node.callspec.id}-{len(seen):02}-{name}")
        assert (violations(page), overflow(page)) == ([], 0)

    yield look
    assert invalid(seen) == []


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_first_figure_is_reached_by_pages_alone(visit, site, tmp_path, looks, language):
    site.put_back(EMPTY)
    front = visit(speaks=language, at="/")
    looks(front, "front")
    officer = arrive(visit(speaks=language), "first", one_time(site, "first", "department"))
    looks(officer, "first-steps")
    bring_in_the_roster(officer, tmp_path, looks)
    open_a_campaign(officer, looks)
    clerk = arrive(visit(speaks=language), "clerk", one_time(site, "clerk", "accounts"))
    password = open_an_account(clerk, looks)
    make_secretary(officer, looks)
    rate_the_branches(arrive(visit(speaks=language), "wang", password), looks)
    approve_all(officer, looks)
    officer.goto("/department/")
    looks(officer, "overview")
    officer.goto("/targets/")
    looks(officer, "board")
    figure = officer.locator("tbody tr.total a[href*='ordinary-1-share']")
    assert re.findall(r"[\d.]+", figure.inner_text()) == ["0", "1", "0.0"]


def one_time(site, username, role):
    """The password that the command for the first people prints."""
    return site.manage("officer", username, role).split()[-1]


def arrive(page, username, password):
    """Signed in for the first time: the password is changed, and the way leads home."""
    sign_in(page, username, password)
    for name, value in (("old_password", password), ("new_password1", PASSWORD), ("new_password2", PASSWORD)):
        page.fill(f"[name={name}]", value)
    page.click("main form [type=submit]")
    page.goto("/")
    return page


def step(page, number):
    """From the overview along one of the first steps."""
    page.goto("/department/")
    page.locator(".steps li").nth(number).get_by_role("link").click()


def bring_in_the_roster(page, folder, looks):
    step(page, 0)
    with page.expect_download() as download:
        page.locator("a[href='/workbooks/templates/roster/']").click()
    path = folder / "roster.xlsx"
    download.value.save_as(path)
    book = load_workbook(path)
    for title, rows in ROSTER.items():
        for row, values in enumerate(rows, start=2):
            for column, value in enumerate(values, start=1):
                book[title].cell(row, column).value = value
    book.save(path)
    page.set_input_files("[type=file]", path)
    page.click("main form [type=submit]")
    looks(page, "roster")
    page.click("main form [type=submit]")


def open_a_campaign(page, looks):
    step(page, 1)
    page.fill("[name=code]", "2031")
    page.fill("[name=name]", "晋位升级")
    looks(page, "campaign")
    page.click(SEND)
    page.click("section.panel .page-actions a[href='/campaigns/2031/edit/']")
    page.fill("[name=name]", "晋位升级活动")
    looks(page, "edit")
    page.click(SEND)
    step(page, 2)
    page.fill("[name=code]", "2031-1")
    page.fill("[name=name]", "基准定级")
    page.fill("[name=reference_date]", today())
    looks(page, "round")
    page.click(SEND)
    looks(page, "round-open")


def open_an_account(page, looks):
    page.goto("/admin/accounts/user/add/")
    page.fill("[name=username]", "wang")
    page.fill("[name=name]", "王芳")
    looks(page, "account")
    page.click("[name=_save]")
    looks(page, "password")
    return page.locator(".one-time-password code").inner_text()


def make_secretary(page, looks):
    page.goto("/admin/branches/appointment/add/")
    suggested(page, page.locator("label[for=id_user]").inner_text().strip(":："), "wang")
    page.select_option("[name=role]", "unit")
    suggested(page, page.locator("label[for=id_organisation]").inner_text().strip(":："), "文学院党委")
    looks(page, "appointment")
    page.click("[name=_save]")


def rate_the_branches(page, looks):
    looks(page, "unit")
    page.locator("main .panel a[href*='/rate/']").first.click()
    scores = page.locator("[name$='-score'].form-control")
    expect(scores).to_have_count(3)
    for score, field in zip(("95", "68", "45"), scores.all(), strict=True):
        field.fill(score)
    looks(page, "grid")
    page.click("[name=check]")
    looks(page, "check")
    page.click("main form [type=submit]")
    looks(page, "submitted")


def approve_all(page, looks):
    page.goto("/rounds/2031-1/review/")
    looks(page, "review")
    page.locator("a[href*='/review/approve/']").first.click()
    looks(page, "approve")
    page.click("main form [type=submit]")
    looks(page, "approved")
