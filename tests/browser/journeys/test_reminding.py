"""The department reminds a branch of what it owes with one press; the branch reads it on a phone and sees to it."""

import re

from playwright.sync_api import expect

from tests.browser.checks import PHONE, overflow, picture, violations
from tests.browser.forms import follow
from tests.browser.forms.together.test_benchmarks import choosing
from tests.browser.journeys.test_pledge import Clicks

KIND = "对标"


def sound(page, name):
    """The page is accessible and no wider than its window; a picture is kept."""
    assert (violations(page), overflow(page)) == ([], 0)
    picture(page, f"journey-reminding-{name}")


def duty(page, code, name):
    """The line of what the branch owes, among the duties of its unit."""
    lines = page.locator("#list tbody tr").filter(has=page.locator(f'a[href="/branches/{code}/"]', has_text=name))
    return lines.filter(has_text=KIND)


def press(line):
    Clicks(line.page)("button", "提醒", line)


def told(page, sentence):
    expect(page.locator(".notice").first).to_contain_text(sentence)


def opened_again(page):
    """The same page in another tab, before anything was pressed."""
    other = page.context.new_page()
    other.goto(page.url)
    return other


def todo(page):
    return page.locator("main .waiting li", has_text=KIND)


def open_duties(department, unit):
    """From the menu to the names of a unit."""
    group = department.locator("#menu details", has_text="责任落实情况")
    group.locator("summary").click()
    follow(group.get_by_role("link", name="责任落实情况"))
    follow(department.locator("#list tbody").get_by_role("link", name=unit, exact=True))


def see_to_it(branch):
    """From the inbox to a benchmark that counts: the choice itself and two presses."""
    Clicks(branch)("link", "选择标杆", todo(branch))
    branch.locator("[name=followed]").first.check()
    Clicks(branch)("button", "确定标杆")


def test_branch_is_reminded_with_one_press_and_sees_to_it(site, visit, saved):
    code, unit = choosing(site)
    names = {one["code"]: one["name"] for one in site.rows()["branches_organisation"].values()}
    department, branch = visit("department"), visit(f"branch-{code}", viewport=PHONE)
    branch.goto("/todo/")
    expect(todo(branch)).not_to_contain_text("提醒")
    open_duties(department, names[unit])
    department.goto(f"{department.url}&kind=benchmark")
    sound(department, "duties")
    old, older = opened_again(department), opened_again(department)
    press(duty(department, code, names[code]))
    told(department, "已提醒1项。")
    [row] = saved()["pledges_reminder"]
    assert (row["kind"], row["reminded_as"]) == ("benchmark", "department")
    expect(duty(department, code, names[code]).get_by_role("button", name="提醒")).to_have_count(0)
    press(duty(old, code, names[code]))
    told(old, "1项今日已提醒过，不再重复。")
    assert saved() == {}
    branch.reload()
    expect(todo(branch)).to_contain_text(re.compile(r"（党委组织部（.+）于.+提醒）"))
    sound(branch, "inbox")
    see_to_it(branch)
    branch.goto("/todo/")
    expect(todo(branch)).to_have_count(0)
    sound(branch, "done")
    assert list(saved()) == ["pledges_benchmark"]
    press(duty(older, code, names[code]))
    told(older, "1项已落实或组织已撤销，未提醒。")
    assert saved() == {}
