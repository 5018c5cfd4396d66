"""Review meetings: recorded, written, closed, followed up, thrown away."""

from playwright.sync_api import expect

from tests.browser.checks import PHONE, overflow, picture, violations
from tests.browser.forms import fill, fills, follow, send


def at_unit(site, state):
    """(number of a meeting of that state, code of its unit)."""
    rows = site.rows()
    found = next(one for one in rows["pledges_meeting"].values() if one["state"] == state)
    return found["id"], rows["branches_organisation"][found["unit_id"]]["code"]


@fills("pledges:meeting_new", "pledges:meeting_edit")
def test_meeting_is_recorded_and_written_on_a_phone(visit, site, saved):
    _number, code = at_unit(site, "closed")
    page = visit(f"unit-{code}", viewport=PHONE, at=f"/meetings/new/{code}/")
    fill(page.locator("main form").last, {"地点": "学院会议室", "应到人数": "12", "实到人数": "11"})
    send(page, "保存并填写点评意见")
    [meeting] = saved()["pledges_meeting"]
    assert (meeting["place"], meeting["present"], meeting["state"]) == ("学院会议室", 11, "open")
    section = page.locator("section[id^=comment-]").first
    fill(section, {"主要成绩": "制度健全", "努力方向": "丰富活动形式"})
    section.get_by_role("button", name="增加一项议定事项").click()
    section.locator("[name$=-text][type=text]").last.fill("每月集中学习一次")
    page.evaluate("scrollTo(0, 0)")
    assert (violations(page), overflow(page)) == ([], 0)
    picture(page, "meeting-edit-phone")
    send(page, "保存")
    found = saved()
    assert [one["strengths"] for one in found["pledges_comment"]] == ["制度健全"]
    assert [one["text"] for one in found["pledges_agreedaction"]] == ["每月集中学习一次"]


@fills("pledges:meeting_discard")
def test_open_meeting_is_thrown_away(visit, site, saved):
    number, code = at_unit(site, "open")
    page = visit(f"unit-{code}", at=f"/meetings/{number}/")
    page.locator("main").get_by_role("link", name="删除会议记录").click()
    send(page, "删除会议记录")
    assert saved()["pledges_meeting"] == [None]


@fills("pledges:meeting_follow_up")
def test_follow_up_is_noted(visit, site, saved):
    number, code = at_unit(site, "closed")
    page = visit(f"unit-{code}", at=f"/meetings/{number}/")
    page.get_by_role("link", name="填写整改落实情况").last.click()
    fill(page.locator("main form").last, {"整改落实情况": "已集中学习两次"})
    send(page, "保存")
    assert [one["follow_up"] for one in saved()["pledges_comment"]] == ["已集中学习两次"]


@fills("pledges:meeting_edit", "pledges:meeting_close")
def test_meeting_from_opening_to_minutes(visit, site, saved):
    """What is missing is named, filled in where its link leads, the meeting closed, the minutes loaded."""
    number, code = at_unit(site, "open")
    page = visit(f"unit-{code}", at=f"/meetings/{number}/")
    picture(page, "meeting-open-desk")
    missing = page.locator(".notice-warning a")
    assert missing.count() > 0
    follow(missing.first)
    for section in page.locator("section[id^=comment-]").all():
        fill(section, {"主要成绩": "制度健全", "突出问题": "学习不够经常"})
    picture(page, "meeting-edit-desk")
    assert (violations(page), overflow(page)) == ([], 0)
    send(page, "保存")
    page.get_by_role("link", name="办结会议").click()
    send(page, "办结会议")
    assert [one["state"] for one in saved()["pledges_meeting"]] == ["closed"]
    expect(page.locator("main h1")).to_contain_text("已办结")
    with page.expect_download() as loaded:
        page.get_by_role("link", name="会议纪要").click()
    assert loaded.value.suggested_filename.startswith(f"点评互评会纪要 {code} ")
    picture(page, "meeting-closed-desk")
    for viewport, name in ((None, "desk"), (PHONE, "phone")):
        shown = visit("department", **({"viewport": viewport} if viewport else {}), at="/meetings/")
        assert (violations(shown), overflow(shown)) == ([], 0)
        picture(shown, f"meetings-{name}")
