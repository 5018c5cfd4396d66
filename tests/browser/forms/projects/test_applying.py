"""From a call to an application that is handed in and supported, on a desk and on a phone: each form once."""

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import expect

from projects.choices import UNFINISHED
from tests.browser.checks import PHONE, overflow, picture, violations
from tests.browser.forms import fill, fills, follow, send
from tests.browser.forms.test_measures import picture_of

TEXTS = {
    "背景": "教工党员分散在各课题组。",
    "目标与主要内容": "每月一次联合学习。",
    "创新点": "课题组轮流主讲。",
    "方法": "调研、试点、推广。",
    "预期成果与推广价值": "形成可推广的做法。",
    "基础与条件": "已有学习室。",
    "配套经费（元）": "500",
}


def day(count):
    return (timezone.localdate() + timedelta(days=count)).isoformat()


def terms():
    """What the form of a call asks besides what it begins with."""
    return {
        "标题": "党建创新立项",
        "申报主体": "党支部和基层党组织",
        "一般项目限额（项）": "5",
        "一般项目每项经费上限（元）": "2000",
        "申报开始日期": day(0),
        "申报截止时间": f"{day(14)}T18:00",
        "单位审核截止日期": day(20),
        "专家评审截止日期": day(30),
        "项目开始日期": day(60),
        "中期报告截止日期": day(200),
        "结项报告截止日期": day(330),
        "项目结束日期": day(400),
    }


def applicant(site):
    """(code of a branch without an unfinished project, user name of its unit)."""
    rows = site.rows()
    busy = {one["organisation_id"] for one in rows["projects_project"].values() if one["state"] in UNFINISHED}
    organisations = rows["branches_organisation"]
    units = {one["path"]: one["code"] for one in organisations.values() if one["depth"] == 2}
    for key, one in organisations.items():
        if one["kind"] == "branch" and one["closed_on"] is None and key not in busy:
            return one["code"], f"unit-{units[one['path'][:8]]}"
    raise LookupError("every branch has an unfinished project")


def send_from(page, place, button):
    with page.expect_navigation():
        page.locator(place).get_by_role("button", name=button).click()


def is_fine(page):
    assert (violations(page), overflow(page)) == ([], 0)


@fills(
    "projects:call_new",
    "projects:call_edit",
    "projects:call_add_file",
    "projects:call_drop_file",
    "projects:call_publish",
    "projects:call_discard",
    "projects:apply",
    "projects:edit",
    "projects:discard",
    "projects:add_proof",
    "projects:drop_proof",
)
def test_from_a_call_to_an_application_that_is_supported(visit, site, saved):
    code, unit_name = applicant(site)
    department, unit = visit("department"), visit(unit_name)
    branch = visit(f"branch-{code}", viewport=PHONE)
    department.goto("/projects/calls/new/")
    form = department.locator("main form").last
    fill(form, terms() | {"申报截止时间": f"{day(-1)}T18:00"})
    send(department, "保存并核对")
    expect(department.locator("main")).to_contain_text("截止时间早于开始日期")
    is_fine(department)
    fill(department.locator("main form").last, {"申报截止时间": f"{day(14)}T18:00"})
    send(department, "保存并核对")
    call = department.url
    follow(department.get_by_role("link", name="添加附件"))
    department.set_input_files("[name=file]", files=[picture_of("red")])
    send(department, "添加")
    send_from(department, "#files + ul", "删除")
    follow(department.get_by_role("link", name="修改"))
    department.get_by_role("button", name="增加一项").first.click()
    is_fine(department)
    fill(department.locator("main form").last, {"申报内容": "围绕教学科研立项。"})
    send(department, "保存并核对")
    follow(department.get_by_role("link", name="发布", exact=True))
    is_fine(department)
    send(department, "发布")
    picture(department, "journey-call")

    branch.goto(call)
    is_fine(branch)
    follow(branch.locator("a[href*='/apply/']"))
    fill(branch.locator("main form").last, {"标题": "写错了的"})
    send(branch, "开始填写")
    branch.goto(branch.url.replace("edit/", "discard/"))
    send(branch, "删除草稿")
    branch.goto(call)
    follow(branch.locator("a[href*='/apply/']"))
    fill(branch.locator("main form").last, {"标题": "课题组学习日"})
    send(branch, "开始填写")
    send(branch, "保存并核对")
    project = branch.url
    is_fine(branch)
    follow(branch.get_by_role("link", name="请至少填写一个预算科目"))
    expect(branch.locator("#id_line-0-use")).to_be_in_viewport()
    fill(branch.locator("main form").last, TEXTS | {"负责人姓名": "李敏", "第一责任人": "王建国"})
    fill(branch.locator("#step-rows"), {"步骤": "编制计划"})
    fill(branch.locator("#line-rows"), {"用途": "书籍", "金额（元）": "1200.00"})
    branch.locator("[data-add-row=line]").click()
    fill(branch.locator("#line-rows fieldset").last, {"用途": "活动", "金额（元）": "800.00"})
    is_fine(branch)
    send(branch, "保存并核对")
    follow(branch.get_by_role("link", name="添加佐证材料"))
    fill(branch.locator("main form").last, {"链接": "https://example.edu.cn/plan"})
    send(branch, "添加")
    send_from(branch, "#proofs + ul", "删除")
    picture(branch, "journey-application")
    follow(branch.get_by_role("link", name="提交申报"))
    is_fine(branch)
    send(branch, "提交申报")

    unit.goto(project)
    is_fine(unit)
    follow(unit.get_by_role("link", name="同意推荐"))
    send(unit, "同意推荐")
    found = [one for one in saved()["projects_project"] if one["title"] == "课题组学习日"]
    assert [(one["state"], one["leader"]) for one in found] == [("supported", "李敏")]

    department.goto("/projects/calls/new/")
    fill(department.locator("main form").last, terms())
    send(department, "保存并核对")
    follow(department.get_by_role("link", name="删除草稿"))
    send(department, "删除草稿")
