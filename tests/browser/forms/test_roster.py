"""The roster in the admin: founding, correcting, who leads, who holds which role."""

import pytest

from tests.browser.checks import picture, violations
from tests.browser.forms import fill, fills, open_first, send, suggested, today


def organisation(page, code):
    open_first(page, "branches/organisation", code)


def begin_founding(page):
    page.goto("/admin/branches/organisation/add/")
    suggested(page, "隶属", "化学学院党委")
    fill(page, {"类型": "党支部", "编码": "900", "名称": "新成立的党支部", "类别": "教工"})


@fills("admin:branches_organisation_add")
def test_branch_is_founded_without_a_secretary(visit, saved):
    page = visit("department")
    begin_founding(page)
    send(page, "保存")
    found = saved()
    [founded] = found.pop("branches_organisation")
    wanted = {"code": "900", "name": "新成立的党支部", "kind": "branch", "category": "staff"}
    assert founded.items() >= wanted.items()
    assert found == {}


@fills("admin:branches_organisation_add")
def test_branch_is_founded_with_its_secretary(visit, saved):
    page = visit("department")
    begin_founding(page)
    page.locator("#secretaries-group .add-row a").click()
    fill(page.locator("#secretaries-0"), {"姓名": "王芳", "任期起": "2026-10-01"})
    send(page, "保存")
    [secretary] = saved()["branches_secretary"]
    assert (secretary["name"], secretary["term_from"]) == ("王芳", "2026-10-01")


@fills("admin:branches_organisation_change")
@pytest.mark.parametrize(
    ("code", "answers", "wanted"),
    [
        ("139", {"党员人数": "88"}, {"branches_organisation": [{"members": 88}]}),
        ("15", {"党员人数": "888"}, {"branches_organisation": [{"members": 888}]}),
    ],
)
def test_fact_is_corrected_and_nothing_else(visit, saved, code, answers, wanted):
    page = visit("department")
    organisation(page, code)
    fill(page, answers)
    send(page, "保存")
    assert saved() == wanted


@fills("admin:branches_organisation_change")
def test_page_that_nobody_touched_saves_nothing(visit, saved):
    page = visit("department")
    for code in ("139", "15", "41", "00"):
        organisation(page, code)
        send(page, "保存")
        assert page.locator(".errornote").count() == 0
    assert saved() == {}


@fills("admin:branches_organisation_change")
def test_rows_that_were_added_and_left_alone_do_not_count(visit, saved):
    page = visit("department")
    organisation(page, "139")
    for group in ("secretaries", "appointments-2"):
        page.locator(f"#{group}-group .add-row a").click()
    send(page, "保存")
    assert page.locator(".errornote").count() == 0
    assert saved() == {}


@fills("admin:branches_organisation_change")
def test_row_that_was_added_is_taken_back(visit, saved):
    page = visit("department")
    organisation(page, "139")
    page.locator("#appointments-2-group .add-row a").click()
    suggested(page, "用户", "branch-300")
    page.locator("#appointments-2-0 .inline-deletelink").click()
    send(page, "保存")
    assert saved() == {}


@fills("admin:branches_organisation_change")
def test_role_is_given_and_ended_on_the_page_of_a_branch(visit, saved):
    page = visit("department")
    organisation(page, "139")
    page.locator("#appointments-2-group .add-row a").click()
    suggested(page, "用户", "branch-300")
    fill(page.locator("#appointments-2-0"), {"角色": "支部书记"})
    send(page, "保存")
    found = saved()
    assert [one["role"] for one in found.pop("branches_appointment")] == ["branch"]
    assert found == {}
    organisation(page, "139")
    fill(page.locator("#appointments-0"), {"终止日期": "2031-12-31"})
    send(page, "保存")
    assert saved() == {"branches_appointment": [{"ends_on": "2031-12-31"}]}


@fills("admin:branches_appointment_add", "admin:branches_appointment_change")
def test_role_is_given_and_ended_by_itself(visit, saved):
    page = visit("department", at="/admin/branches/appointment/add/")
    suggested(page, "用户", "branch-300")
    suggested(page, "组织", "化学学院党委")
    fill(page, {"角色": "基层党组织书记"})
    send(page, "保存并继续修改")
    assert [one["role"] for one in saved()["branches_appointment"]] == ["unit"]
    fill(page, {"终止日期": "2031-12-31"})
    send(page, "保存")
    assert saved() == {"branches_appointment": [{"ends_on": "2031-12-31"}]}


@pytest.mark.parametrize(
    ("register", "text"),
    [
        pytest.param("organisation", "hxxy", marks=fills("admin:branches_organisation_changelist", get=True)),
        pytest.param("appointment", "branch-300", marks=fills("admin:branches_appointment_changelist", get=True)),
    ],
)
def test_register_is_searched(visit, register, text):
    page = visit("department", at=f"/admin/branches/{register}/")
    page.fill("#searchbar", text)
    send(page, "筛选")
    assert page.locator("#result_list tbody tr").count() > 0


@fills("admin:branches_organisation_change", "admin:branches_organisation_leaving")
def test_office_that_ends_leads_to_its_appointments(visit, saved):
    page = visit("department")
    organisation(page, "139")
    page.locator("#secretaries-0 [name$=left_on]").fill(today())
    send(page, "保存")
    assert page.url.endswith("/leaving/")
    assert violations(page) == []
    picture(page, "leaving")
    page.get_by_role("checkbox").first.check()
    send(page, "终止所勾选的授权")
    [appointment] = saved()["branches_appointment"]
    assert appointment["ends_on"] == today()
