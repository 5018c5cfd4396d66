"""The back button shows what stands now where a form was sent, never old ticks at other rows; else what was typed."""

from tests.browser.forms import fill, follow, send
from tests.browser.forms.test_ratings import REVIEW
from tests.browser.plans import ORDINARY, demo_plan, owing
from tests.browser.twinnings import unhelped


def test_proposal_that_was_made_is_not_ticked_again(visit, site):
    code, unit = unhelped(site)
    page = visit(unit, at=f"/twinning/new/{code}/")
    page.locator("[name=helper]").first.check()
    fill(page.locator("main form").last, {"帮扶目标": "健全组织生活制度"})
    send(page, "提出结对")
    page.go_back()
    assert page.locator("[name=helper]:checked").input_value() == ""
    assert page.get_by_label("帮扶目标").input_value() == ""


def test_rows_that_were_removed_take_none_with_them(visit, site, saved):
    plan = demo_plan(site, kind="pledge", state="draft")
    page = visit(plan.branch, at=f"{plan.url}edit/")
    texts = page.locator(".measure-row [name$=text]")
    kept = texts.nth(1).input_value()
    page.locator(".measure-row [name$=DELETE]").first.check()
    texts.nth(1).fill(f"{kept}（每月一次）")
    send(page, "保存并核对")
    page.go_back()
    assert page.locator(".measure-row [name$=DELETE]:checked").count() == 0
    assert texts.first.input_value() == f"{kept}（每月一次）"


def test_what_was_not_sent_is_there_again(visit, site):
    code, _unit = owing(site, ORDINARY, "pledge")
    page = visit(f"branch-{code}", at=f"/plans/new/pledge/{code}/")
    page.locator(".measure-row [name$=text]").first.fill("每月组织一次政治理论集中学习")
    follow(page.locator("header a").first)
    page.go_back()
    assert page.locator(".measure-row [name$=text]").first.input_value() == "每月组织一次政治理论集中学习"


def test_ratings_approved_leave_no_tick_at_others(visit, site):
    page = visit("department-2", at=REVIEW)
    page.locator("main [name=row]").first.check()
    send(page, "批量审定")
    send(page, "审定")
    page.go_back()
    page.go_back()
    assert page.url.endswith(REVIEW)
    assert page.locator("main [name=row]:checked").count() == 0
