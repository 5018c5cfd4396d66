"""An entry of the showcase from proposal to the public page, on a phone and on a desk: each of its forms once."""

from playwright.sync_api import expect

from tests.browser.checks import PHONE, overflow, picture, violations
from tests.browser.forms import fill, fills, follow, send
from tests.browser.forms.test_measures import picture_of

ADVANCED = 4
TEXTS = {
    "标题": "红色实验室",
    "背景": "青年教师多，集中学习时间少。",
    "做法": "把学习放进实验室，每周一次。",
    "特色": "党员带课题，课题带学生。",
    "成效": "全体党员参加学习。",
    "群众评价": "学生说：“老师就在身边。”",
}


def proposing(site):
    """(code of a branch that stands at advanced and shows nothing, user name of its unit)."""
    rows = site.rows()
    shown = {entry["organisation_id"] for entry in rows["pledges_showcaseentry"].values()}
    organisations, standing = rows["branches_organisation"], site.standing(ADVANCED)
    units = {one["path"]: one["code"] for one in organisations.values() if one["depth"] == 2}
    for key, one in organisations.items():
        if one["kind"] == "branch" and one["closed_on"] is None and key in standing - shown:
            return one["code"], f"unit-{units[one['path'][:8]]}"
    raise LookupError("every branch that stands at advanced shows something")


def add_pictures(page, *colours):
    for colour in colours:
        page.get_by_role("link", name="添加图片").click()
        page.set_input_files("[name=file]", files=[picture_of(colour)])
        fill(page.locator("main form").last, {"图片说明": f"活动现场{colour}"})
        assert (violations(page), overflow(page)) == ([], 0)
        send(page, "添加图片")


def decided(page, address, button):
    page.goto(address)
    send(page, button)


@fills(
    "pledges:showcase_new",
    "pledges:showcase_edit",
    "pledges:showcase_add_picture",
    "pledges:showcase_drop_picture",
    "pledges:showcase_decide",
    "pledges:showcase_discard",
)
def test_showcase_from_proposal_to_the_public_page(visit, site, saved):
    code, unit_name = proposing(site)
    branch, unit, department = visit(f"branch-{code}", viewport=PHONE), visit(unit_name), visit("department")
    branch.goto(f"/showcase/entries/new/{code}/")
    fill(branch.locator("main form").last, {"标题": "红色实验"})
    send(branch, "保存并核对")
    address = branch.url
    follow(branch.get_by_role("link", name="修改"))
    fill(branch.locator("main form").last, TEXTS)
    assert (violations(branch), overflow(branch)) == ([], 0)
    send(branch, "保存并核对")
    add_pictures(branch, "red", "blue", "green")
    branch.locator("#pictures + .figures").get_by_role("button", name="删除").first.click()
    expect(branch.locator(".figures figure")).to_have_count(2)
    picture(branch, "journey-showcase-draft")
    send(branch, "提交审核")
    decided(unit, address, "同意推荐")
    decided(department, address, "确定入选")
    assert violations(department) == []
    [entry] = saved()["pledges_showcaseentry"]
    assert (entry["title"], entry["state"]) == ("红色实验室", "selected")
    anyone = visit(viewport=PHONE, at="/showcase/")
    anyone.get_by_role("link", name="红色实验室").click()
    images = anyone.locator(".figures img")
    expect(images).to_have_count(2)
    for number in range(2):  # each is loaded as one comes to it
        images.nth(number).scroll_into_view_if_needed()
        expect(images.nth(number)).to_have_js_property("naturalWidth", 640)
    assert (violations(anyone), overflow(anyone)) == ([], 0)
    picture(anyone, "journey-showcase-public")
    public = anyone.url
    department.goto(f"{address}take_off/")
    fill(department.locator("main form").last, {"撤下理由": "内容需更新"})
    send(department, "撤下")
    assert anyone.request.get(public).status == 404
    branch.goto(address)
    assert (violations(branch), overflow(branch)) == ([], 0)
    send(branch, "提交审核")
    follow(branch.get_by_role("link", name="撤回"))
    fill(branch.locator("main form").last, {"撤回理由": "不再展示"})
    send(branch, "撤回")
    branch.goto(f"/showcase/entries/new/{code}/")
    fill(branch.locator("main form").last, {"标题": "写错了的"})
    send(branch, "保存并核对")
    follow(branch.get_by_role("link", name="删除草稿"))
    send(branch, "删除草稿")
    [entry] = saved()["pledges_showcaseentry"]
    assert entry["state"] == "withdrawn"


@fills("pledges:showcase", get=True)
def test_public_showcase_is_searched(visit):
    page = visit(at="/showcase/")
    fill(page.locator("main form"), {"标题、党支部或单位": "红烛"})
    send(page, "搜索")
    expect(page.locator(".card-show")).to_have_count(1)
