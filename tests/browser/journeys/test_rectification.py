"""A lagging branch is put right: plan, filed, progress, accepted, re-rated, settled, looked back at."""

from playwright.sync_api import expect

from tests.browser.checks import picture, violations
from tests.browser.forms import fill, today
from tests.browser.journeys.test_pledge import Clicks
from tests.browser.plans import demo_plan, rated


def write(unit, address):
    unit.goto(f"{address}edit/")
    unit.get_by_label("制度形同虚设、不开展活动").check()
    fill(unit.locator("main form").last, {"突出问题": "组织生活不经常", "责任领导": "王建国"})
    for row in unit.locator(".measure-row").all()[1:]:
        if row.locator("[name$=text]").input_value():
            row.locator("details").evaluate("one => { one.open = true; }")
            row.locator("[name$=DELETE]").check()
    unit.locator(".measure-row [name$=text]").nth(0).fill("每月召开一次支部党员大会")
    unit.evaluate("scrollTo(0, 0)")  # what the top bar half covers is no target
    assert violations(unit) == []
    Clicks(unit)("button", "保存并核对")
    Clicks(unit)("button", "提交审核")


def report(branch, address):
    branch.goto(address)
    Clicks(branch)("link", "填报进展")
    fill(branch.locator("main form").last, {"工作内容": "本月党员大会已召开", "该措施已完成，申请确认": True})
    Clicks(branch)("button", "提交")


def accept(unit, address, day):
    unit.goto(address)
    Clicks(unit)("link", "申请验收")
    Clicks(unit)("button", "申请验收")
    Clicks(unit)("link", "验收通过")
    counts = {"参加人数": "20", "满意": "16", "基本满意": "4", "不满意": "0"}
    fill(unit.locator("main form").last, {"会议日期": day, **counts})
    Clicks(unit)("button", "验收通过")


def look_back(department, address, day):
    department.goto(f"{address}look-back/")
    department.get_by_label("巩固").check()
    fill(department.locator("main form").last, {"回头看日期": day, "回头看情况": "组织生活正常"})
    Clicks(department)("button", "回头看")


def test_rectification_from_the_plan_to_the_look_back(site, visit, tmp_path):
    plan = demo_plan(site, kind="rectification", state="returned", official=True)
    unit, department, branch = visit(plan.unit), visit("department"), visit(plan.branch)
    day = today()
    write(unit, plan.url)
    address = unit.url
    department.goto(address)
    Clicks(department)("button", "备案")
    report(branch, address)
    department.goto(address)
    Clicks(department)("button", "确认完成")
    accept(unit, address, day)
    department.goto(f"{address}settle/")
    expect(department.locator("main")).to_contain_text("尚未审定为一般及以上等次")
    rated(site, tmp_path, plan.branch.removeprefix("branch-"), "一般")
    department.goto(f"{address}settle/")
    Clicks(department)("button", "销号")
    expect(department.locator("main h1")).to_contain_text("已销号")
    look_back(department, address, day)
    expect(department.locator("main")).to_contain_text("巩固")
    assert violations(department) == []
    picture(department, "journey-rectification-settled")
