"""A year of a project, as five people and anyone: applied for, judged, approved for less, carried out, excellent."""

from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from tests.browser.checks import PHONE, overflow, picture, violations
from tests.browser.forms import follow, send, today
from tests.browser.forms.projects.test_acceptance import FINAL, MIDTERM
from tests.browser.journeys import projects as way

STRANGER, OF_THE_UNIT = "expert-3", "expert-4"
JUDGES = ("expert-1", "expert-2", "expert-5")


@dataclass
class Journey:
    """Who goes it, each with a page; `project`: its address, once there is one."""

    department: Page
    branch: Page
    phone: Page
    unit: Page
    applicant: way.Applicant
    experts: dict
    project: str = ""

    def state(self, page, word):
        """The project stands at `word`, as its page says."""
        page.goto(self.project)
        expect(page.locator("main h1")).to_contain_text(word)

    def judged(self, *sheets):
        """Each of the three hands in a sheet."""
        for expert, points in zip(JUDGES, sheets, strict=True):
            way.judge(self.experts[expert], *points)


@pytest.fixture
def journey(site, visit):
    chosen = way.applicant(site)
    code = f"branch-{chosen.code}"
    people = [visit("department"), visit(code), visit(code, viewport=PHONE), visit(chosen.unit)]
    return Journey(*people, chosen, {name: visit(name) for name in (*JUDGES, STRANGER)})


def sound(page, name=""):
    """The page is accessible and no wider than its window; with a `name` a picture is kept."""
    assert (violations(page), overflow(page)) == ([], 0)
    if name:
        picture(page, f"journey-project-{name}")


def apply(on):
    way.open_call(on.department)
    way.begin(on.branch, on.department.url, on.applicant.leader)
    on.project = on.branch.url
    way.finish(on.phone, on.project)
    sound(on.phone, "application")
    way.take(on.phone, on.project, "提交申报")


def return_and_support(on):
    way.take(on.unit, on.project, "退回", 退回意见="请写明书籍的测算依据")
    on.branch.goto(on.project)
    expect(on.branch.locator("main")).to_contain_text("请写明书籍的测算依据")
    way.change_lines(on.branch, on.project, {"测算依据": "每人一册"})
    way.take(on.branch, on.project, "提交申报")
    way.take(on.unit, on.project, "同意推荐")


def judge(on, names):
    """One of four is of the own unit and cannot be ticked, another one declares a conflict: three sheets count."""
    way.take(on.department, on.project, "通过形式审查")
    way.belongs_to(on.department, OF_THE_UNIT, on.applicant.unit_name)
    on.department.goto(f"{on.project}panel/application/")
    expect(on.department.get_by_label(names[OF_THE_UNIT])).to_be_disabled()
    expect(on.department.locator("main")).to_contain_text("专家与项目属同一单位")
    sound(on.department)
    way.assign(on.department, on.project, "application", *(names[one] for one in (*JUDGES, STRANGER)))
    way.recuse(on.experts[STRANGER])
    on.judged((18, 27, 26, 18), (17, 26, 25, 17), (19, 20, 20, 15))
    sound(on.experts[JUDGES[0]], "sheet")
    way.close_panel(on.department, on.project, "application")
    expect(on.department.locator("#review")).to_contain_text("已提交3份（共3份），平均分82.67分，最低74分，最高89分")


def approve_for_less(on):
    """As a general project, for half of what its lines sum to: it goes back until they do."""
    sums = {"立项类别": "一般项目", "学校经费（元）": "1800", "配套经费（元）": "200"}
    way.take(on.department, on.project, "修改后立项", **sums, 给申报人的意见="请压缩活动经费")
    on.branch.goto(on.project)
    expect(on.branch.locator(".notice-warning")).to_contain_text("比批准经费2,000.00元多2,000.00元")
    expect(on.branch.get_by_role("link", name="提交修改")).to_have_count(0)
    way.change_lines(on.branch, on.project, {"金额（元）": "700"}, {"金额（元）": "1300"})
    way.take(on.branch, on.project, "提交修改")
    way.take(on.department, on.project, "确认修改")
    expect(on.department.locator("#review")).to_contain_text("按一般项目立项")
    expect(on.department.locator("main")).not_to_contain_text("申请经费")


def notice_and_start(on, site, anyone):
    way.publish(on.department, "approval")
    anyone.goto("/notices/")
    follow(anyone.locator("main a", has_text="拟立项项目公示").first)
    expect(anyone.locator("main")).to_contain_text(way.TITLE)
    sound(anyone, "notice")
    site.later(12)
    way.take(on.department, on.project, "下达立项")
    expect(on.department.locator("main h1")).to_contain_text("在研")


def work(on, site):
    """One task is done and confirmed, the other one late."""
    way.plan_tasks(on.branch, on.project)
    site.later(40)
    way.report_task(on.phone, on.project)
    sound(on.phone, "phone")
    on.unit.goto(on.project)
    send(on.unit, "确认完成")
    site.later(50)
    on.branch.goto(on.project)
    expect(on.branch.locator("#task-1")).to_contain_text("已完成")
    expect(on.branch.locator("#task-2")).to_contain_text("逾期")


def check_half_way(on, site):
    """To be corrected, corrected, passed."""
    way.hand_in(on.branch, on.project, "中期检查报告", MIDTERM)
    way.decide_midterm(on.department, on.branch.url, "限期整改", 事由="进度偏慢")
    on.state(on.branch, "中期整改")
    expect(on.branch.locator("#acceptance tbody tr").first).to_contain_text("已审定")
    site.later(20)
    way.hand_in(on.branch, on.project, "中期检查报告", MIDTERM)
    way.decide_midterm(on.department, on.branch.url, "通过")
    on.state(on.branch, "在研")


def spend_money(on):
    """More than the balance is refused, with what was typed kept; then the right amount is entered."""
    way.take(on.department, on.project, "登记拨款", 日期=today(), **{"金额（元）": "1800"})
    on.phone.goto(on.project)
    follow(on.phone.get_by_role("link", name="登记支出"))
    way.spend(on.phone, "2000.01")
    expect(on.phone.locator(".error-summary")).to_contain_text("结余仅")
    sound(on.phone)
    way.spend(on.phone, "650.55")
    expect(on.phone.locator("#money")).to_contain_text("1,349.45")


def extend(on):
    way.ask_for_a_later_end(on.branch, on.project, 60)
    way.take(on.department, on.project, "同意变更")
    expect(on.department.locator("#acceptance")).to_contain_text("已同意")


def accept(on, site, names):
    """From the final report to the result on a notice, and to the end."""
    site.later(150)
    way.hand_in(on.branch, on.project, "结项报告", FINAL)
    way.take(on.unit, on.branch.url, "初审通过", 单位审核意见="同意结项")
    way.assign(on.department, on.project, "acceptance", *(names[one] for one in JUDGES))
    on.judged(*[(46, 23, 22)] * 3)
    way.close_panel(on.department, on.project, "acceptance")
    way.take(on.department, on.project, "验收通过", 优秀=True)
    way.publish(on.department, "acceptance")
    site.later(12)
    way.take(on.department, on.project, "办结")
    on.state(on.department, "已验收")
    sound(on.department, "closed")


def test_project_from_the_call_to_the_showcase(site, visit, journey):
    on, names = journey, {one["username"]: one["name"] for one in site.rows()["accounts_user"].values()}
    apply(on)
    return_and_support(on)
    judge(on, names)
    approve_for_less(on)
    notice_and_start(on, site, visit(viewport=PHONE))
    work(on, site)
    check_half_way(on, site)
    spend_money(on)
    extend(on)
    accept(on, site, names)
    on.branch.goto(f"/showcase/entries/new/{on.applicant.code}/")
    follow(on.branch.get_by_role("link", name=way.TITLE))
    expect(on.branch.locator("[name=results]")).to_have_value(FINAL["实施成效"])
