"""A branch pledges on a phone, its unit returns once and publishes, measures are reported and confirmed, it is kept."""

import pytest
from playwright.sync_api import expect

from tests.browser.checks import PHONE, overflow, picture, violations
from tests.browser.forms import fill
from tests.browser.forms.test_measures import picture_of
from tests.browser.plans import ORDINARY, owing, rated


@pytest.fixture
def people(site, visit):
    """(pages of the branch's secretary on a phone and of the unit's secretary, code of the branch)."""
    code, unit = owing(site, ORDINARY, "pledge", official=True)
    return visit(f"branch-{code}", viewport=PHONE), visit(unit), code


class Clicks:
    """Presses on one page, counted."""

    def __init__(self, page):
        self.page, self.count = page, 0

    def __call__(self, role, name, place=None):
        self.count += 1
        target = (place or self.page.locator("main")).get_by_role(role, name=name).first
        with self.page.expect_navigation():
            target.click()


def write_pledge(branch, code):
    """From the to-do to the submitted pledge: four clicks beside typing."""
    branch.goto(f"/branches/{code}/")
    click = Clicks(branch)
    click("link", "填写公开承诺")
    branch.locator(".measure-row [name$=text]").nth(0).fill("每月组织一次政治理论集中学习")
    assert (violations(branch), overflow(branch)) == ([], 0)
    picture(branch, "journey-pledge-form")
    click("button", "保存并核对")
    click("button", "提交审核")
    assert click.count <= 4


def return_pledge(unit, address):
    unit.goto(address)
    Clicks(unit)("link", "退回")
    fill(unit.locator("main form").last, {"退回意见": "请写明每次学习的参加人数"})
    Clicks(unit)("button", "退回")


def publish(unit, address):
    """Opened, and approved with one press: two clicks."""
    unit.goto(address)
    Clicks(unit)("button", "审核通过并公开")
    assert violations(unit) == []
    picture(unit, "journey-pledge-published")


def report(branch, address):
    branch.goto(address)
    Clicks(branch)("link", "填报进展")
    fill(branch.locator("main form").last, {"工作内容": "已组织学习，22名党员参加"})
    branch.set_input_files("[name=file]", files=[picture_of("blue")])
    assert (violations(branch), overflow(branch)) == ([], 0)
    Clicks(branch)("button", "提交")
    expect(branch.locator("#measure-1")).to_contain_text("已报告")


def test_pledge_from_the_first_word_to_kept(site, people, visit, tmp_path):
    branch, unit, code = people
    write_pledge(branch, code)
    address = branch.url
    return_pledge(unit, address)
    branch.goto(f"/branches/{code}/")
    expect(branch.locator("main")).to_contain_text("请写明每次学习的参加人数")
    branch.goto(f"{address}edit/")
    branch.locator(".measure-row [name$=text]").nth(0).fill("每月组织一次政治理论集中学习，全体党员参加")
    Clicks(branch)("button", "保存并核对")
    Clicks(branch)("button", "提交审核")
    publish(unit, address)
    expect(visit().request.get(address.replace("/plans/", "/pledges/"))).to_be_ok()
    report(branch, address)
    unit.goto(address)
    Clicks(unit)("button", "确认完成")
    rated(site, tmp_path, code, "先进")
    branch.goto(f"{address}assess/")
    fill(branch.locator("main form").last, {"践诺自评": "措施全部完成，等次升为先进"})
    Clicks(branch)("button", "填报自评")
    unit.goto(f"{address}decide/")
    assert unit.get_by_label("已兑现").is_checked()
    Clicks(unit)("button", "认定结果")
    expect(unit.locator("main h1")).to_contain_text("已兑现")
    picture(unit, "journey-pledge-kept")
