"""Late projects are reminded of from their list."""

from playwright.sync_api import expect

from tests.browser.checks import overflow, violations
from tests.browser.forms import fills, follow, send


@fills("projects:remind")
def test_late_projects_but_one_are_reminded(visit, saved):
    page = visit("department", at="/projects/")
    follow(page.get_by_role("link", name="督促逾期项目"))
    ticks = page.locator("[name=projects]")
    late = ticks.count()
    ticks.first.uncheck()
    assert (violations(page), overflow(page)) == ([], 0)
    send(page, "提醒")
    expect(page.locator(".notice").first).to_contain_text(f"已提醒{late - 1}个项目")
    assert len(saved()["projects_projectreminder"]) == late - 1 > 0
