"""An ordinary branch chooses its benchmark on a phone and compares itself; the department approves an exception."""

from playwright.sync_api import expect

from tests.browser.checks import PHONE, overflow, picture, violations
from tests.browser.forms import fill
from tests.browser.forms.together.test_benchmarks import choosing
from tests.browser.journeys.test_pledge import Clicks


def choose(branch, code):
    """From the to-do to the items of the benchmark that counts: three clicks, the choice itself among them."""
    branch.goto(f"/branches/{code}/")
    Clicks(branch)("link", "选择标杆")
    branch.locator("[name=followed]").first.check()
    assert (violations(branch), overflow(branch)) == ([], 0)
    Clicks(branch)("button", "确定标杆")


def compare(branch):
    branch.locator("#item-rows [name$=-item]").first.fill("组织生活")
    branch.locator("#item-rows [name$=-own_level]").first.fill("每月一次")
    Clicks(branch)("button", "保存")
    expect(branch.locator("main")).to_contain_text("组织生活")


def ask_for_an_exception(branch, code):
    """Beside the one of the own unit, one of another. Returns the address of its page."""
    branch.goto(f"/benchmarks/new/{code}/")
    branch.locator("[name=other]").select_option(branch.locator("[name=other] option").last.get_attribute("value"))
    fill(branch.locator("main form").last, {"例外事由": "学科相近，可比性强"})
    Clicks(branch)("button", "确定标杆")
    return branch.url.removesuffix("rows/")


def approve(department, address):
    """Opened, and approved with one press."""
    department.goto(address)
    expect(department.locator("main")).to_contain_text("学科相近，可比性强")
    assert violations(department) == []
    Clicks(department)("button", "批准")
    picture(department, "journey-benchmark-approved")


def test_branch_chooses_its_benchmark_and_the_department_approves_an_exception(site, visit):
    code, _unit = choosing(site)
    branch = visit(f"branch-{code}", viewport=PHONE)
    choose(branch, code)
    compare(branch)
    address = ask_for_an_exception(branch, code)
    branch.goto(address)
    expect(branch.locator("main")).to_contain_text("例外申请待组织部审批")
    approve(visit("department"), address)
    branch.goto(address)
    expect(branch.locator("main")).not_to_contain_text("例外申请待组织部审批")
    branch.goto(f"/branches/{code}/")
    assert branch.locator("#benchmarks p", has_text="起对标").count() == 2
    assert (violations(branch), overflow(branch)) == ([], 0)
    picture(branch, "journey-benchmark-branch")
