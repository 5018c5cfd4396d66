"""A lagging branch gets a helper: suggested, agreed, recorded on a phone, confirmed by the helped side."""

from playwright.sync_api import expect

from tests.browser.checks import PHONE, overflow, picture, violations
from tests.browser.forms import fill
from tests.browser.forms.test_measures import picture_of
from tests.browser.journeys.test_pledge import Clicks
from tests.browser.twinnings import unhelped

DONE = "指导召开支部党员大会，现场示范会议记录"


def propose(unit, code):
    """From the page of the branch, the first that is suggested. Returns the key of who is to help."""
    unit.goto(f"/branches/{code}/")
    clicks = Clicks(unit)
    clicks("link", "提出结对")
    choice = unit.locator("[name=helper]").first
    key = int(choice.get_attribute("value"))
    choice.check()
    clicks("button", "提出结对")
    assert clicks.count == 2
    expect(unit.locator("main")).to_contain_text("待帮扶方同意")
    return key


def record(helper, address):
    helper.goto(address)
    Clicks(helper)("link", "填写帮扶记录")
    fill(helper.locator("main form").last, {"地点": "第二会议室", "参加人": "双方支委", "帮扶内容": DONE})
    helper.set_input_files("[name=picture]", files=[picture_of("red")])
    assert (violations(helper), overflow(helper)) == ([], 0)
    Clicks(helper)("button", "提交")


def test_twinning_from_the_suggestion_to_the_confirmed_record(site, visit):
    code, unit_name = unhelped(site)
    unit = visit(unit_name)
    helper_key = propose(unit, code)
    address = unit.url
    helper = visit(f"branch-{site.rows()['branches_organisation'][helper_key]['code']}", viewport=PHONE, at=address)
    Clicks(helper)("button", "代表帮扶方同意")
    expect(helper.locator("main h1")).to_contain_text("帮扶中")
    record(helper, address)
    expect(helper.locator("#records")).to_contain_text(DONE)
    assert helper.locator("#records").get_by_role("button", name="确认记录").count() == 0
    branch = visit(f"branch-{code}", at=f"{address}#records")
    Clicks(branch)("button", "确认记录")
    expect(branch.locator("#records")).to_contain_text("已确认")
    assert (violations(branch), overflow(branch)) == ([], 0)
    picture(branch, "journey-twinning-confirmed")
