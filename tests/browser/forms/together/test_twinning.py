"""Twinnings: proposed, agreed, recorded on a phone, corrected, confirmed, ended: each form once."""

from tests.browser.checks import PHONE, overflow, violations
from tests.browser.forms import fill, fills, send
from tests.browser.forms.test_measures import picture_of, row_of
from tests.browser.twinnings import demo_twinning, unhelped

DONE = "指导召开支部党员大会，现场示范会议记录"


@fills("pledges:twinning_new", "pledges:twinning_decide")
def test_twinning_is_proposed_and_agreed(visit, site, saved):
    code, unit = unhelped(site)
    page = visit(unit, at=f"/twinning/new/{code}/")
    assert violations(page) == []
    choice = page.locator("[name=helper]").first
    helper = site.rows()["branches_organisation"][int(choice.get_attribute("value"))]["code"]
    choice.check()
    send(page, "提出结对")
    row = row_of(saved(), "twinning")
    assert (row["state"], row["helper_kind"], row["proposed_as"]) == ("proposed", "branch", "unit")
    other = visit(f"branch-{helper}", at=page.url)
    send(other, "代表帮扶方同意")
    assert row_of(saved(), "twinning")["state"] == "agreed"


@fills("pledges:help_record_new")
def test_help_is_recorded_on_a_phone_with_a_picture(visit, site, saved):
    twin = demo_twinning(site, state="agreed")
    page = visit(twin.helper, viewport=PHONE, at=f"{twin.url}records/new/")
    fill(page.locator("main form").last, {"地点": "第二会议室", "参加人": "双方支委", "帮扶内容": DONE})
    page.set_input_files("[name=picture]", files=[picture_of("red")])
    assert (violations(page), overflow(page)) == ([], 0)
    send(page, "提交")
    found = saved()
    assert (row_of(found, "helprecord")["text"], row_of(found, "helppicture")["name"]) == (DONE, "学习照片.jpg")


@fills("pledges:help_record_correct")
def test_record_that_came_back_is_corrected(visit, site, saved):
    twin = demo_twinning(site, state="agreed", record="returned")
    page = visit(twin.helper, at=f"{twin.url}records/{twin.record}/")
    fill(page.locator("main form").last, {"参加人": "双方支委6人"})
    send(page, "提交")
    row = row_of(saved(), "helprecord")
    assert (row["state"], row["people"], row["reason"]) == ("reported", "双方支委6人", "")


@fills("pledges:help_record_decide")
def test_record_is_sent_back_with_a_reason(visit, site, saved):
    twin = demo_twinning(site, state="agreed", record="reported")
    page = visit(twin.helped, at=f"{twin.url}records/{twin.record}/return/")
    fill(page.locator("main form").last, {"退回意见": "请写明参加人数"})
    send(page, "退回记录")
    row = row_of(saved(), "helprecord")
    assert (row["state"], row["reason"]) == ("returned", "请写明参加人数")


@fills("pledges:twinning_decide")
def test_twinning_is_ended_with_its_result(visit, site, saved):
    twin = demo_twinning(site, state="agreed")
    page = visit(twin.unit, at=f"{twin.url}end/")
    page.locator("[name=result][value=partly]").check()
    fill(page.locator("main form").last, {"结果说明": "部分问题已解决"})
    send(page, "结束并认定结果")
    row = row_of(saved(), "twinning")
    assert (row["state"], row["result"], row["reason"]) == ("ended", "partly", "部分问题已解决")
