"""Plans: written, reviewed, returned, changed by a version, thrown away."""

from playwright.sync_api import expect

from tests.browser.checks import PHONE, overflow, picture, violations
from tests.browser.forms import fill, fills, send
from tests.browser.plans import LAGGING, ORDINARY, demo_plan, owing

FIRST, SECOND = "每月组织一次政治理论集中学习", "为青年教师结对导师"


def plan_row(found):
    """What was saved of the one plan."""
    [row] = found["pledges_plan"]
    return row


@fills("pledges:plan_new", "pledges:plan_decide")
def test_pledge_is_written_and_submitted_on_a_phone(visit, site, saved):
    code, _unit = owing(site, ORDINARY, "pledge")
    page = visit(f"branch-{code}", viewport=PHONE, at=f"/plans/new/pledge/{code}/")
    page.locator(".measure-row [name$=text]").nth(0).fill(FIRST)
    page.get_by_role("button", name="增加一项措施").click()
    page.locator(".measure-row [name$=text]").last.fill(SECOND)
    page.locator(".measure-row summary").last.click()
    page.locator(".measure-row [name$=start]").last.fill("4")
    page.locator(".measure-row [name$=goal_value]").last.fill("12")
    send(page, "保存并核对")
    found = saved()
    row = plan_row(found)
    assert (row["kind"], row["state"], row["goal"]) == ("pledge", "draft", 4)
    assert [(one["number"], one["text"]) for one in found["pledges_measure"]] == [(1, FIRST), (2, SECOND)]
    send(page, "提交审核")
    assert plan_row(saved())["state"] == "submitted"


@fills("pledges:plan_new")
def test_rectification_is_written_by_the_unit(visit, site, saved):
    code, unit = owing(site, LAGGING, "rectification")
    page = visit(unit, at=f"/plans/new/rectification/{code}/")
    page.get_by_label("制度形同虚设、不开展活动").check()
    fill(page.locator("main form").last, {"突出问题": "组织生活不经常", "责任领导": "王建国"})
    page.locator(".measure-row [name$=text]").nth(0).fill(FIRST)
    page.get_by_role("button", name="增加一项资源").click()
    for place, what in enumerate(("专项经费", "联络员")):
        page.locator("#resource-rows [name$=what]").nth(place).fill(what)
    send(page, "保存并核对")
    found = saved()
    row = plan_row(found)
    assert (row["kind"], row["state"], row["problem_types"]) == ("rectification", "draft", ["idle"])
    assert [one["what"] for one in found["pledges_resource"]] == ["专项经费", "联络员"]
    assert (row["problems"], row["leader"]) == ("组织生活不经常", "王建国")


@fills("pledges:plan_decide")
def test_unit_publishes_with_one_press(visit, site, saved):
    plan = demo_plan(site, kind="pledge", state="submitted")
    page = visit(plan.unit, at=plan.url)
    send(page, "审核通过并公开")
    found = saved()
    assert plan_row(found)["state"] == "in_force"
    assert [one["number"] for one in found["pledges_version"]] == [1]


@fills("pledges:plan_decide")
def test_unit_returns_with_a_reason(visit, site, saved):
    plan = demo_plan(site, kind="pledge", state="submitted")
    page = visit(plan.unit, at=plan.url)
    page.get_by_role("link", name="退回", exact=True).click()
    fill(page.locator("main form").last, {"退回意见": "措施不够具体"})
    send(page, "退回")
    row = plan_row(saved())
    assert (row["state"], row["reason"]) == ("returned", "措施不够具体")


@fills("pledges:plan_edit")
def test_returned_pledge_is_changed(visit, site, saved):
    plan = demo_plan(site, kind="pledge", state="returned")
    page = visit(plan.branch, at=f"{plan.url}edit/")
    page.locator(".measure-row [name$=text]").first.fill(FIRST)
    send(page, "保存并核对")
    assert [one["text"] for one in saved()["pledges_measure"]] == [FIRST]


@fills("pledges:plan_edit", "pledges:version_decide")
def test_pledge_in_force_is_changed_by_a_version(visit, site, saved):
    plan = demo_plan(site, kind="pledge", state="in_force")
    page = visit(plan.branch, at=f"{plan.url}edit/")
    page.locator(".measure-row [name$=text]").first.fill(FIRST)
    send(page, "保存并核对")
    [version] = saved()["pledges_version"]
    assert (version["state"], version["content"]["measures"][0]["text"]) == ("draft", FIRST)
    send(page, "提交审核")
    assert saved()["pledges_version"] == [{"state": "submitted"}]


@fills("pledges:version_decide")
def test_version_is_read_and_adopted_with_two_presses(visit, site, saved):
    """From the plan that says so to the text in force; on a phone the texts stand one below the other."""
    plan = demo_plan(site, kind="pledge", state="in_force")
    branch = visit(plan.branch, viewport=PHONE, at=f"{plan.url}edit/")
    branch.locator(".measure-row [name$=text]").first.fill(FIRST)
    send(branch, "保存并核对")
    assert (violations(branch), overflow(branch)) == ([], 0)
    picture(branch, "version-phone")
    send(branch, "提交审核")
    unit = visit(plan.unit, at=plan.url)
    unit.get_by_role("link", name="修订稿待审核。").click()
    expect(unit.locator(".compared tr", has_text=FIRST)).to_contain_text("修改")
    assert (violations(unit), overflow(unit)) == ([], 0)
    picture(unit, "version-desk")
    saved()
    send(unit, "审核通过并公开")
    assert saved()["pledges_version"][0]["state"] == "adopted"


@fills("pledges:plan_discard")
def test_draft_is_thrown_away(visit, site, saved):
    plan = demo_plan(site, kind="pledge", state="draft")
    page = visit(plan.branch, at=plan.url)
    page.get_by_role("link", name="删除草稿").click()
    send(page, "删除草稿")
    assert saved()["pledges_plan"] == [None]
