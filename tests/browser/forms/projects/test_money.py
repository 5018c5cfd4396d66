"""Money of a project: advanced, spent on a phone with a receipt, made void; its lists and ledgers."""

from tests.browser.checks import PHONE, overflow, violations
from tests.browser.forms import fill, fills, follow, send, today
from tests.browser.forms.projects.chosen import chosen
from tests.browser.forms.test_measures import picture_of


@fills("projects:spend", "projects:money_void")
def test_expenditure_is_refused_then_entered_on_a_phone_and_made_void(visit, site, saved):
    number, writer, _unit = chosen(site, "running", changerequest=0)
    page = visit(writer, viewport=PHONE, at=f"/projects/{number}/spend/")
    form = page.locator("main form").last
    form.locator("[name=line]").select_option(index=1)
    fill(form, {"金额（元）": "99999999", "日期": today(), "用途": "购买学习书籍"})
    page.set_input_files("[name=receipt]", files=[picture_of("red")])
    assert (violations(page), overflow(page)) == ([], 0)
    send(page, "登记支出")
    assert "结余仅" in page.locator(".error-summary").inner_text()
    assert page.locator("[name=use]").input_value() == "购买学习书籍"
    fill(page.locator("main form").last, {"金额（元）": "0.10"})
    page.set_input_files("[name=receipt]", files=[picture_of("red")])
    send(page, "登记支出")
    [entry] = saved()["projects_expenditure"]
    assert (entry["amount"], entry["use"]) == (10, "购买学习书籍")
    assert (violations(page), overflow(page)) == ([], 0)
    follow(page.locator("#money a[href*='/void/']", has_text=" 0.10"))
    fill(page.locator("main form").last, {"作废原因": "重复录入"})
    send(page, "作废")
    assert page.locator("#money del").count() == 1


@fills("projects:receipt")
def test_receipt_is_added_to_an_expenditure_that_came_without_one(visit, site, saved):
    number, writer, _unit = chosen(site, "running", expenditure=1, projectfile=0)
    page = visit(writer, at=f"/projects/{number}/")
    follow(page.locator("#money a[href*='/receipt/']").first)
    page.set_input_files("[name=receipt]", files=[picture_of("red")])
    assert violations(page) == []
    send(page, "补交票据")
    assert len(saved()["projects_projectfile"]) == 1


@fills("projects:advance")
def test_department_enters_an_advance(visit, site, saved):
    number, _writer, _unit = chosen(site, "running", changerequest=0)
    page = visit("department", at=f"/projects/{number}/advance/")
    fill(page.locator("main form").last, {"日期": today(), "金额（元）": "0.01", "备注": "补拨"})
    assert violations(page) == []
    send(page, "登记拨款")
    assert [one["amount"] for one in saved()["projects_advance"]] == [1]


@fills("projects:money", "projects:ledger", get=True)
def test_money_is_filtered_and_ledgers_are_asked_of_a_day(visit):
    page = visit("department", at="/projects/money/")
    fill(page.locator("form.filters"), {"级别": "校级"})
    send(page, "筛选")
    assert (violations(page), overflow(page)) == ([], 0)
    page.goto("/projects/ledgers/approved/")
    fill(page.locator("form.filters"), {"截至": today()})
    send(page, "筛选")
    assert (violations(page), overflow(page)) == ([], 0)
