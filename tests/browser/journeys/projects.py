"""The way of a project from its call to its end, as people go it: a step a function, on the page of who takes it.

After a step the page of the project is open again, or that of what was handed in."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from tests.browser.forms import fill, follow, send, today
from tests.browser.forms.test_measures import picture_of

ADVANCED = 4
TITLE = "课题组学习日"
TEXTS = {
    "背景": "教工党员分散在各课题组。",
    "目标与主要内容": "每月一次联合学习。",
    "创新点": "课题组轮流主讲。",
    "方法": "调研、试点、推广。",
}
MORE = {"预期成果与推广价值": "形成可推广的做法。", "基础与条件": "已有学习室。", "配套经费（元）": "500"}
STEPS = (("编制计划", 60, "计划一份"), ("组织学习", 90, "学习十次"))


@dataclass(frozen=True)
class Applicant:
    """A branch by its code, with what its secretary is called among who may lead, the user name of its unit's secretary
    and the name of its unit."""

    code: str
    leader: str
    unit: str
    unit_name: str


def applicant(site):
    """The Applicant: an open branch that stands at advanced, of a unit without projects, told nowhere in the
    showcase."""
    rows = site.rows()
    organisations = rows["branches_organisation"]
    units = {one["path"]: one for one in organisations.values() if one["depth"] == 2}
    busy = {organisations[one["organisation_id"]]["path"][:8] for one in rows["projects_project"].values()}
    named = {one["username"]: f"{one['name']}（{one['username']}）" for one in rows["accounts_user"].values()}
    shown = {one["organisation_id"] for one in rows["pledges_showcaseentry"].values()}
    for key in sorted(site.standing(ADVANCED) - shown):
        one = organisations[key]
        if one["kind"] == "branch" and one["closed_on"] is None and one["path"][:8] not in busy:
            unit = units[one["path"][:8]]
            return Applicant(one["code"], named[f"branch-{one['code']}"], f"unit-{unit['code']}", unit["name"])
    raise LookupError("every advanced branch has a project in its unit, or is shown")


def day(count):
    """The day in `count` days, as a field of days wants it."""
    return (timezone.localdate() + timedelta(days=count)).isoformat()


def open_call(department):
    """A call is written and published; its page is open."""
    department.goto("/projects/calls/new/")
    facts = {
        "标题": "党建创新立项",
        "申报内容": "围绕教学科研立项。",
        "重点项目限额（项）": "1",
        "重点项目每项经费上限（元）": "5000",
        "一般项目限额（项）": "5",
        "一般项目每项经费上限（元）": "2000",
        "申报开始日期": day(0),
        "申报截止时间": f"{day(7)}T18:00",
        "单位审核截止日期": day(10),
        "专家评审截止日期": day(20),
        "项目开始日期": day(30),
        "中期报告截止日期": day(130),
        "结项报告截止日期": day(300),
        "项目结束日期": day(330),
    }
    fill(department.locator("main form").last, facts)
    send(department, "保存并核对")
    follow(department.get_by_role("link", name="发布", exact=True))
    send(department, "发布")


def take(page, address, link, button=None, **typed):
    """From the page at `address` by the link so called to what is `typed` there, and to its button (None: called as the
    link is)."""
    page.goto(address)
    follow(page.locator("main").get_by_role("link", name=link, exact=True).first)
    fill(page.locator("main form").last, typed)
    send(page, button or link)


def write(page, kind, *answers):
    """Fill in one row of the `kind` after another."""
    for place, answer in enumerate(answers):
        if place:
            page.locator(f"[data-add-row={kind}]").click()
        fill(page.locator(f"#{kind}-rows fieldset").nth(place), answer)


def unfold(page):
    """The parts of a form that are complete are opened."""
    folded = page.locator("main form details:not([open]) > summary")
    while folded.count():
        folded.first.click()


def begin(branch, call, leader):
    """An application is begun and saved with gaps."""
    branch.goto(call)
    follow(branch.locator("a[href*='/apply/']"))
    fill(branch.locator("main form").last, {"标题": TITLE})
    send(branch, "开始填写")
    unfold(branch)
    branch.locator("[name=leader_user]").select_option(label=leader)
    fill(branch.locator("main form").last, {"类别": "重点项目", "负责人职务": "支部书记", **TEXTS})
    send(branch, "保存并核对")


def finish(phone, project):
    """What is missing is written, from the list of what is missing."""
    phone.goto(project)
    follow(phone.locator(".notice-warning a").first)
    unfold(phone)
    fill(phone.locator("main form").last, MORE)
    write(phone, "member", {"姓名": "李敏", "分工": "组织学习"})
    write(phone, "step", *({"步骤": text, "至": day(due), "阶段成果": result} for text, due, result in STEPS))
    write(phone, "line", {"用途": "书籍", "金额（元）": "1500"}, {"用途": "活动", "金额（元）": "2500"})
    send(phone, "保存并核对")


def change_lines(branch, project, *lines):
    """The budget lines are written anew."""
    branch.goto(project)
    follow(branch.get_by_role("link", name="修改", exact=True).first)
    unfold(branch)
    for place, line in enumerate(lines):
        fill(branch.locator("#line-rows fieldset").nth(place), line)
    send(branch, "保存并核对")


def belongs_to(department, expert, unit):
    """The department says which unit an expert (user name) is of."""
    department.goto("/projects/experts/")
    follow(department.locator("tbody tr", has_text=expert).get_by_role("link"))
    fill(department.locator("main form").last, {"所在单位": unit})
    send(department, "保存")


def assign(department, project, stage, *experts):
    """Experts by name are assigned to the project."""
    department.goto(f"{project}panel/{stage}/")
    for one in experts:
        department.get_by_label(one).first.check()
    send(department, "指派")


def judge(page, *points):
    """An expert finds the project on the desk and hands in a sheet."""
    page.goto("/projects/desk/")
    follow(page.get_by_role("link", name=TITLE).first)
    for place, one in enumerate(points):
        page.locator("main form input[type=number]").nth(place).fill(str(one))
    fill(page.locator("main form").last, {"评审意见": "选题好，步骤清楚。"})
    send(page, "提交")


def recuse(page):
    """An expert finds the project on the desk and declares a conflict."""
    page.goto("/projects/desk/")
    follow(page.get_by_role("link", name=TITLE).first)
    follow(page.get_by_role("link", name="申请回避"))
    fill(page.locator("main form").last, {"回避理由": "与负责人合著"})
    send(page, "申请回避")


def close_panel(department, project, stage):
    """The panel is closed before its day."""
    department.goto(f"{project}panel/{stage}/")
    follow(department.get_by_role("link", name="结束评审"))
    send(department, "结束评审")


def publish(department, stage):
    """A notice that names this project only."""
    department.goto("/projects/notices/")
    follow(department.locator(f"main a[href$='/new/?stage={stage}']"))
    for one in department.locator("[name=projects]").all():
        one.uncheck()
    department.get_by_label(TITLE).check()
    send(department, "发布")


def plan_tasks(branch, project):
    """The tasks are what the application called steps, with the fields that it did not ask."""
    branch.goto(project)
    follow(branch.get_by_role("link", name="制定任务"))
    for row in branch.locator("fieldset.measure-row").all()[:2]:
        fill(row, {"责任人": "何敏", "责任（定责任）": "牵头落实"})
    send(branch, "保存")


def report_task(phone, project):
    """The first task is reported as done, with a picture."""
    phone.goto(project)
    follow(phone.locator("#tasks").get_by_role("link", name="填报进展").first)
    fill(phone.locator("main form").last, {"工作内容": "计划已印发", "日期": today()})
    phone.set_input_files("[name=file]", files=[picture_of("green")])
    send(phone, "提交")


def hand_in(branch, project, report, texts):
    """A report is written and handed in; its page is open."""
    branch.goto(project)
    follow(branch.get_by_role("link", name=f"填写 {report}"))
    fill(branch.locator("main form").last, texts)
    send(branch, "保存并核对")
    follow(branch.get_by_role("link", name="提交报告"))
    send(branch, "提交报告")


def decide_midterm(department, report, result, **typed):
    """What is found half-way."""
    department.goto(report)
    follow(department.get_by_role("link", name="作出中期检查结论"))
    department.get_by_label(result, exact=True).check()
    fill(department.locator("main form").last, typed)
    send(department, "作出中期检查结论")


def spend(page, amount):
    """What the open form of an expenditure says, with a receipt."""
    page.locator("[name=line]").select_option(index=1)
    fill(page.locator("main form").last, {"金额（元）": amount, "日期": today(), "用途": "学习书籍"})
    page.set_input_files("[name=receipt]", files=[picture_of("red")])
    send(page, "登记支出")


def ask_for_a_later_end(branch, project, days):
    """So many days after the one that is set."""
    branch.goto(project)
    branch.locator("#acceptance summary", has_text="申请变更").click()
    follow(branch.locator("#acceptance a[href$='/changes/period/']"))
    end = date.fromisoformat(branch.locator("[name=ends_on]").input_value()) + timedelta(days=days)
    fill(branch.locator("main form").last, {"新的结束日期": end.isoformat(), "变更事由": "学期安排调整"})
    send(branch, "提交申请")
