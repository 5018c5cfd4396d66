"""From the formal check to the answer of an objection: each form of experts, panels, desk and notices once."""

from playwright.sync_api import expect

from tests.browser.checks import PHONE, overflow, picture, violations
from tests.browser.forms import fill, fills, follow, send, today

# Two projects of a branch that wait for the formal check; three experts from outside.
MADE = """
from accounts.models import User
from branches.models import Organisation
from projects.choices import ProjectState
from projects.models import Expert
from tests.projects.made import call, project
top, branch = Organisation.objects.top().get(), Organisation.objects.branches().filter(closed_on=None).first()
called = call(top)
made = [project(branch, called, ProjectState.SUPPORTED, title=title) for title in ("红砖讲堂", "红砖实验室")]
users = User.objects.filter(username__in=["expert-1", "expert-2", "expert-3"]).order_by("username")
experts = [Expert.objects.update_or_create(user=one, defaults={"unit": None})[0] for one in users]
print(called.pk, *(one.pk for one in made + experts))
"""
LAST = "2099-06-30"
SHEET = {"选题意义（0至30分）": "28", "创新性（0至30分）": "27", "可行性（0至40分）": "35"}


def clean(page):
    assert (violations(page), overflow(page)) == ([], 0)


def decide(page, number, verb, button, **typed):
    page.goto(f"/projects/{number}/{verb}/")
    clean(page)
    fill(page.locator("main form").last, typed)
    send(page, button)


def tick(page, *labels):
    for label in labels:
        page.locator("main").get_by_label(label).first.check()


def judges(page, *experts):
    for key in experts:
        page.locator(f"[name=experts][value='{key}']").check()


def score(visit, username, **more):
    """An expert hands in the sheet of the first project on the desk, on a phone."""
    page = visit(username, viewport=PHONE, at="/projects/desk/")
    clean(page)
    follow(page.get_by_role("link", name="红砖讲堂"))
    fill(page.locator("main form").last, {"选题意义（0至30分）": "28"})
    send(page, "保存草稿")
    fill(page.locator("main form").last, {**SHEET, "评审意见": "选题好，步骤清楚。"})
    send(page, "提交")
    clean(page)
    picture(page, f"journey-sheet-{username}")
    return page


@fills(
    "projects:expert",
    "projects:assign",
    "projects:panel",
    "projects:panel_close",
    "projects:unseat",
    "projects:sheet",
    "projects:conflict",
    "projects:decide",
    "projects:notice_new",
    "projects:objections",
    "projects:objection_answer",
)
def test_from_formal_check_to_the_notice(visit, site, saved):
    called, first, second, *experts = site.manage("shell", "--no-imports", "-c", MADE).split()
    department = visit("department", at="/projects/experts/")
    clean(department)
    department.locator("tbody tr", has_text="expert-1").get_by_role("link").click()
    fill(department.locator("main form").last, {"所在单位": "校外专家", "专业领域": "教育学"})
    send(department, "保存")
    for number in (first, second):
        decide(department, number, "check", "通过形式审查")
    department.goto(f"/projects/calls/{called}/ranking/")
    tick(department, "红砖讲堂", "红砖实验室")
    clean(department)
    follow(department.get_by_role("button", name="为勾选项目指派专家"))
    judges(department, *experts[:2])
    fill(department.locator("main form").last, {"评审截止日期": LAST})
    clean(department)
    send(department, "指派")
    department.goto(f"/projects/{first}/panel/application/")
    judges(department, experts[2])
    send(department, "指派")
    clean(department)
    score(visit, "expert-1")
    away = visit("expert-3", at="/projects/desk/")
    follow(away.get_by_role("link", name="红砖讲堂"))
    follow(away.get_by_role("link", name="申请回避"))
    fill(away.locator("main form").last, {"回避理由": "合作者"})
    send(away, "申请回避")
    department.goto(f"/projects/{first}/panel/application/")
    department.locator("tbody tr", has_text="未提交").get_by_role("button").click()
    expect(department.locator("tbody tr")).to_have_count(2)
    follow(department.get_by_role("link", name="结束评审"))
    send(department, "结束评审")
    clean(department)
    decide(department, first, "approve", "同意立项", **{"学校经费（元）": "1500", "配套经费（元）": "500"})
    clean(department)
    department.goto("/projects/notices/new/?stage=approval")
    clean(department)
    fill(department.locator("main form").last, {"标题": "2026年拟立项项目公示"})
    send(department, "发布")
    follow(department.get_by_role("link", name="登记异议"))
    answers = {"项目": "红砖讲堂", "收到日期": today(), "异议": "与往年重复"}
    fill(department.locator("main form").last, answers)
    send(department, "登记异议")
    follow(department.get_by_role("link", name="答复"))
    fill(department.locator("main form").last, {"答复": "内容不同。"})
    send(department, "答复")
    clean(department)
    anyone = visit(viewport=PHONE, at="/notices/")
    follow(anyone.get_by_role("link", name="2026年拟立项项目公示"))
    clean(anyone)
    picture(anyone, "journey-notice")
    states = {row["title"]: row["state"] for row in saved()["projects_project"]}
    assert states == {"红砖讲堂": "notice", "红砖实验室": "reviewing"}
