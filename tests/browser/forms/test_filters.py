"""Filters and the search: what was chosen stands in the address and narrows the rows."""

import pytest

from tests.browser.forms import fill, fills, send

# name of the address: who, where, what is filled in, what the address then holds
CASES = {
    "reports:targets": ("department", "/targets/", {"状态": "进度滞后"}, "state=off_track"),
    "ratings:round": ("department", "/rounds/2026-2/", {"单位": "15 化学学院党委", "等次": "先进"}, "unit=15"),
    "ratings:round_progress": ("department", "/rounds/2026-2/progress/", {"状态": "录入中"}, "state=drafted"),
    "reports:restructuring": ("department", "/restructures/", {"类型": "更名"}, "kind=renamed"),
    "pledges:plans": ("department", "/plans/", {"类型": "整顿方案"}, "kind=rectification"),
    "pledges:measures": ("department", "/plans/measures/", {"组织、人员或内容": "001"}, "q=001"),
    "pledges:duties": ("department", "/duties/?kind=activity", {"状态": "逾期"}, "state=late"),
    "pledges:ledger": ("department", "/plans/ledgers/pledges/", {"单位": "15 化学学院党委"}, "unit=15"),
    "pledges:benchmarks": ("department", "/benchmarks/", {"状态": "计入"}, "state=counts"),
    "pledges:twinnings": ("department", "/twinning/", {"状态": "待同意"}, "state=proposed"),
    "pledges:meetings": ("department", "/meetings/", {"状态": "记录中"}, "state=open"),
    "pledges:showcase_entries": ("department", "/showcase/entries/", {"状态": "草稿"}, "state=draft"),
    "projects:projects": ("department", "/projects/", {"级别": "院级", "类别": "一般项目"}, "level=unit"),
    "projects:calls": ("department", "/projects/calls/", {"状态": "已截止"}, "stage=closed"),
    "projects:tasks": ("department", "/projects/tasks/", {"状态": "已报告"}, "state=reported"),
    "projects:money": ("department", "/projects/money/", {"状态": "已验收"}, "state=accepted"),
    "reports:log": ("audit", "/history/", {"姓名或用户名": "nobody"}, "person=nobody"),
    "reports:log_own": ("department", "/history/own/", {"类型": "登录锁定"}, "kind=locked"),
}


@pytest.mark.parametrize("name", [pytest.param(name, marks=fills(name, get=True)) for name in CASES])
def test_filter_narrows_and_is_kept(visit, name):
    username, path, answers, query = CASES[name]
    page = visit(username, at=path)
    rows = page.locator("main table").last.locator("tbody tr")
    before = rows.count()
    fill(page.locator("main form.filters"), answers)
    send(page, "筛选")
    assert query in page.url
    assert rows.count() < before
    for label, answer in answers.items():
        field = page.locator("main form.filters").get_by_label(label)
        assert answer in (field.input_value(), field.evaluate("one => one.selectedOptions?.[0].label"))


@fills("reports:department", get=True)
def test_overview_of_another_day(visit):
    page = visit("department", at="/department/")
    page.fill("[name=on]", "2026-06-01")
    send(page, "查看该日")
    assert "on=2026-06-01" in page.url
    assert page.locator(".as-of").count() == 1


@fills("reports:search", get=True)
def test_search_finds(visit):
    page = visit("department")
    page.fill("#search", "化学学院党委")
    page.press("#search", "Enter")
    page.wait_for_url("**/search/**")
    assert page.locator("main table a", has_text="化学学院党委").count() == 1
