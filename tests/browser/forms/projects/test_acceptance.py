"""Reports, the mid-term check, changes: each of their forms once."""

from tests.browser.checks import PHONE, overflow, picture, violations
from tests.browser.forms import fill, fills, follow, send
from tests.browser.forms.projects.chosen import chosen

FINAL = {
    "项目意义": "凝聚青年教师。",
    "主要做法": "联合学习。",
    "实施成效": "党员全部参加。",
    "创新与特色": "课题组轮流主讲。",
    "存在问题和建议": "时间难统一。",
    "推广价值": "可在各学院推广。",
    "成果清单": "案例一份。",
    "自评": "完成预期目标。",
}
MIDTERM = {
    "研究进展和阶段成果": "已开三次会。",
    "调整情况": "无",
    "未按计划完成的内容与原因": "无",
    "经费使用情况和下阶段安排": "按计划使用。",
    "存在问题和建议": "无",
}


@fills("projects:report_write", "projects:report_add_file", "projects:report_drop_file", "projects:report_decide")
def test_final_report_is_written_and_handed_in(visit, site, saved):
    """Saved with gaps; what is missing leads to its field; a link is added, taken out and added again."""
    number, writer, unit = chosen(site, "amending")
    page = visit(writer, at=f"/projects/{number}/")
    follow(page.locator("#acceptance").get_by_role("link", name="填写").last)
    fill(page.locator("main form").last, {"项目意义": FINAL["项目意义"]})
    assert (violations(page), overflow(page)) == ([], 0)
    picture(page, "project-report-write-desk")
    send(page, "保存并核对")
    assert (violations(page), overflow(page)) == ([], 0)
    follow(page.locator(".notice-warning a").first)
    fill(page.locator("main form").last, FINAL)
    send(page, "保存并核对")
    for _round in range(2):
        page.get_by_role("link", name="添加附件").click()
        fill(page.locator("main form").last, {"链接": "https://example.org/final"})
        send(page, "添加附件")
        if not _round:
            with page.expect_navigation():
                page.locator("#files").get_by_role("button", name="移除").click()
    page.get_by_role("link", name="提交报告").click()
    send(page, "提交报告")
    picture(page, "project-report-desk")
    [report] = [one for one in saved()["projects_projectreport"] if one]
    assert (report["state"], report["number"]) == ("submitted", 2)
    checking = visit(unit, at=page.url)
    checking.get_by_role("link", name="初审通过").click()
    fill(checking.locator("main form").last, {"单位审核意见": "同意结项"})
    send(checking, "初审通过")
    assert [one["state"] for one in saved()["projects_projectreport"]] == ["checked"]


@fills("projects:midterm_decide")
def test_re_check_is_decided(visit, site, saved):
    number, writer, _unit = chosen(site, "correcting")
    page = visit(writer, viewport=PHONE, at=f"/projects/{number}/reports/midterm/")
    fill(page.locator("main form").last, MIDTERM)
    assert (violations(page), overflow(page)) == ([], 0)
    picture(page, "project-report-write-phone")
    send(page, "保存并核对")
    page.get_by_role("link", name="提交报告").click()
    send(page, "提交报告")
    address = page.url
    officer = visit("department", at=address)
    officer.get_by_role("link", name="作出中期检查结论").click()
    fill(officer.locator("main form").last, {"通过": True})
    assert (violations(officer), overflow(officer)) == ([], 0)
    saved()
    send(officer, "作出中期检查结论")
    assert [one["state"] for one in saved()["projects_project"]] == ["running"]


@fills("projects:change_ask", "projects:change_decide")
def test_budget_is_changed(visit, site, saved):
    number, writer, _unit = chosen(site, "running", changerequest=0)
    page = visit(writer, at=f"/projects/{number}/changes/budget/")
    amounts = page.locator("[name$=-amount][type=number]")
    first, second = (float(amounts.nth(at).input_value()) for at in (0, 1))
    amounts.nth(0).fill(f"{first - 50:.2f}")
    amounts.nth(1).fill(f"{second + 50:.2f}")
    fill(page.locator("main form").last, {"变更事由": "活动增加"})
    assert (violations(page), overflow(page)) == ([], 0)
    picture(page, "project-change-desk")
    send(page, "提交申请")
    assert [one["state"] for one in saved()["projects_changerequest"]] == ["asked"]
    officer = visit("department", at=f"/projects/{number}/")
    follow(officer.locator("#acceptance").get_by_role("link", name="同意变更", exact=True))
    assert (violations(officer), overflow(officer)) == ([], 0)
    send(officer, "同意变更")
    assert len(saved()["projects_budgetline"]) == 2
