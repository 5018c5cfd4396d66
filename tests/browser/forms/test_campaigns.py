"""Campaigns and rounds: opened, changed and removed by pages."""

from tests.browser.forms import fill, fills, send

NEW = {"编码": "2031", "名称": "新一轮晋位升级", "开始日期": "2031-03-01"}
RHYTHM = {
    "plan_days": 30,
    "unit_plan_by": "03-31",
    "report_months": 3,
    "look_back_months": 6,
    "meeting_days": 90,
    "silent_days": 60,
}
SAVED = {"code": "2031", "name": "新一轮晋位升级", "starts_on": "2031-03-01", "counts_direct": 0, **RHYTHM}
DEADLINES = {
    "ordinary-1": "2031-12-31",
    "lagging-1": "2031-12-31",
    "ordinary-2": "2032-12-31",
    "lagging-2": "2032-12-31",
}


def new_campaign(page):
    page.goto("/campaigns/new/")
    fill(page.locator("main form"), NEW)


@fills("ratings:campaign_new")
def test_campaign_is_opened_with_the_notice_s_targets_left_alone(visit, saved):
    page = visit("department")
    new_campaign(page)
    send(page, "保存")
    assert page.url.endswith("/campaigns/")
    found = saved()
    assert found.pop("ratings_campaign") == [SAVED]
    assert {one["code"]: one["deadline"] for one in found.pop("ratings_target")} == DEADLINES
    assert found == {}


@fills("ratings:campaign_new")
def test_deadline_that_was_typed_does_not_follow_the_start(visit, saved):
    page = visit("department", at="/campaigns/new/")
    fill(page.locator("main form tbody tr").first, {"截止日期": "2032-06-30"})
    fill(page.locator("main form"), NEW)
    send(page, "保存")
    deadlines = {one["code"]: one["deadline"] for one in saved()["ratings_target"]}
    assert deadlines == DEADLINES | {"ordinary-1": "2032-06-30"}


@fills("ratings:campaign_new")
def test_further_target_is_typed_into_the_last_row(visit, saved):
    page = visit("department")
    new_campaign(page)
    last = page.locator("main form tbody tr").last
    fill(last, {"编码": "good-1", "较好": True, "达到等次": "先进", "比例（%）": "10", "截止日期": "2031-12-31"})
    send(page, "保存")
    [added] = [one for one in saved()["ratings_target"] if one["code"] == "good-1"]
    assert (added["from_tiers"], added["to_tier"], added["percent"]) == ([3], 4, 10)


@fills("ratings:campaign_edit")
def test_campaign_is_renamed_and_nothing_else(visit, saved):
    page = visit("department", at="/campaigns/2026/edit/")
    fill(page.locator("main form"), {"名称": "改过的名称"})
    send(page, "保存")
    assert saved() == {"ratings_campaign": [{"name": "改过的名称"}]}


@fills("ratings:campaign_edit", "ratings:campaign_remove", "ratings:round_new", "ratings:round_edit")
def test_campaign_that_was_just_opened_is_changed_and_removed(visit, saved):
    page = visit("department")
    new_campaign(page)
    send(page, "保存")
    saved()
    panel = page.locator("section.panel", has_text="2031").first
    panel.get_by_role("link", name="修改").first.click()
    fill(page.locator("main form tbody tr").first, {"比例（%）": "35"})
    page.locator("main form tbody tr").nth(3).get_by_label("删除").check()
    send(page, "保存")
    assert saved() == {"ratings_target": [{"percent": 35}, None]}
    panel.get_by_role("link", name="新建轮次").click()
    fill(page.locator("main form"), {"编码": "2031-1", "名称": "摸底定级", "基准日": "2031-04-01"})
    send(page, "保存")
    [added] = saved()["ratings_round"]
    assert (added["code"], added["reference_date"], added["is_baseline"]) == ("2031-1", "2031-04-01", 1)
    page.get_by_role("link", name="修改", exact=True).click()
    fill(page.locator("main form"), {"截止录入": "2031-05-31"})
    send(page, "保存")
    assert saved() == {"ratings_round": [{"closes_on": "2031-05-31"}]}
    page.goto("/campaigns/")
    panel.get_by_role("link", name="删除").click()
    send(page, "删除")
    assert saved() == {"ratings_campaign": [None], "ratings_round": [None], "ratings_target": [None] * 3}


def test_campaign_with_ratings_offers_no_removal(visit):
    page = visit("department", at="/campaigns/2026/remove/")
    assert page.locator("main [role=alert]").count() == 1
    assert page.locator("main button").count() == 0
