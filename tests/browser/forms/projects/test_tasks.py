"""Tasks of a project: written, reported on a phone, confirmed; found in their list."""

from tests.browser.checks import PHONE, overflow, picture, violations
from tests.browser.forms import fill, fills, send, today
from tests.browser.forms.projects.chosen import chosen


@fills("projects:tasks_edit")
def test_tasks_are_written(visit, site, saved):
    number, writer, _unit = chosen(site, "running", changerequest=0)
    page = visit(writer, at=f"/projects/{number}/")
    page.get_by_role("link", name="制定任务").click()
    page.get_by_role("button", name="增加一项任务").click()
    row = page.locator("fieldset.measure-row").last
    due = page.locator("[name$=-due_on]").first.input_value()
    fill(row, {"任务（定事项）": "总结推广", "责任人": "张强", "目标（定目标）": "总结一份", "责任（定责任）": "执笔"})
    row.locator("[name$=-due_on]").fill(due)
    assert (violations(page), overflow(page)) == ([], 0)
    picture(page, "project-tasks-desk")
    send(page, "保存")
    assert [one["text"] for one in saved()["projects_task"]] == ["总结推广"]


@fills("projects:task_report", "projects:task_decide")
@fills("projects:tasks", get=True)
def test_task_is_reported_on_a_phone_and_confirmed(visit, site, saved):
    number, writer, unit = chosen(site, "running", changerequest=0)
    page = visit(writer, viewport=PHONE, at=f"/projects/{number}/")
    assert (violations(page), overflow(page)) == ([], 0)
    picture(page, "project-phone")
    page.locator("#tasks").get_by_role("link", name="填报进展").last.click()
    fill(page.locator("main form").last, {"工作内容": "已召开座谈会", "日期": today(), "链接": "https://example.org/1"})
    assert (violations(page), overflow(page)) == ([], 0)
    send(page, "提交")
    [report] = saved()["projects_taskreport"]
    assert report["text"] == "已召开座谈会"
    shown = visit(unit, at="/projects/tasks/")
    fill(shown.locator("form.filters"), {"只看待确认的": True})
    send(shown, "筛选")
    assert (violations(shown), overflow(shown)) == ([], 0)
    picture(shown, "project-tasks-list-desk")
    shown.goto(f"/projects/{number}/")
    with shown.expect_navigation():
        shown.get_by_role("button", name="确认完成").last.click()
    assert "done" in [one["state"] for one in saved()["projects_task"] if one]
