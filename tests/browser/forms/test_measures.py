"""Measures are reported with a picture and confirmed, due days moved, plans ended: each form once."""

import io

from PIL import Image

from tests.browser.checks import PHONE
from tests.browser.forms import fill, fills, send, today
from tests.browser.plans import demo_plan

DONE = "组织了集中学习，22名党员参加"


def picture_of(colour):
    stream = io.BytesIO()
    Image.new("RGB", (640, 480), colour).save(stream, "JPEG")
    return {"name": "学习照片.jpg", "mimeType": "image/jpeg", "buffer": stream.getvalue()}


def meeting(satisfied, fairly, dissatisfied):
    """The counts of a meeting of twenty people."""
    counts = {"满意": satisfied, "基本满意": fairly, "不满意": dissatisfied}
    return {"参加人数": "20"} | {label: str(count) for label, count in counts.items()}


def row_of(found, table):
    """What was saved of the one row of a table."""
    [row] = found[f"pledges_{table}"]
    return row


@fills("pledges:measure_report")
def test_measure_is_reported_on_a_phone_with_a_picture(visit, site, saved):
    plan = demo_plan(site, kind="pledge", state="in_force", measure="open")
    page = visit(plan.branch, viewport=PHONE, at=f"{plan.url}measures/{plan.measures[0]}/report/")
    fill(page.locator("main form").last, {"工作内容": DONE, "该措施已完成，申请确认": True})
    page.set_input_files("[name=file]", files=[picture_of("red")])
    send(page, "提交")
    found = saved()
    assert row_of(found, "update")["text"] == DONE
    assert row_of(found, "proof")["name"] == "学习照片.jpg"
    assert row_of(found, "measure")["state"] == "reported"


@fills("pledges:measure_decide")
def test_reported_measure_is_confirmed(visit, site, saved):
    plan = demo_plan(site, kind="pledge", state="in_force", measure="reported")
    page = visit(plan.unit, at=plan.url)
    with page.expect_navigation():
        page.locator(f"#measure-{plan.measures[0]}").get_by_role("button", name="确认完成").click()
    assert row_of(saved(), "measure")["state"] == "done"


@fills("pledges:measure_decide")
def test_reported_measure_goes_back_with_what_is_missing(visit, site, saved):
    plan = demo_plan(site, kind="pledge", state="in_force", measure="reported")
    page = visit(plan.unit, at=f"{plan.url}measures/{plan.measures[0]}/unconfirm/")
    fill(page.locator("main form").last, {"退回意见": "缺签到表"})
    send(page, "尚未完成")
    row = row_of(saved(), "measure")
    assert (row["state"], row["reason"]) == ("open", "缺签到表")


@fills("pledges:plan_move", "pledges:move_decide")
def test_due_day_is_asked_to_be_moved_and_moved(visit, site, saved):
    plan = demo_plan(site, kind="pledge", state="in_force")
    page = visit(plan.branch, at=f"{plan.url}move/")
    fill(page.locator("main form").last, {"新的完成时限": "2099-06-30", "调整事由": "调研延期"})
    send(page, "申请调整时限")
    assert row_of(saved(), "duemove")["reason"] == "调研延期"
    page = visit(plan.unit, at=plan.url)
    with page.expect_navigation():
        page.get_by_role("button", name="同意调整").last.click()
    found = saved()
    assert (row_of(found, "duemove")["state"], row_of(found, "plan")["due_on"]) == ("granted", "2099-06-30")


@fills("pledges:measure_move")
def test_due_day_of_a_measure_is_asked_to_be_moved(visit, site, saved):
    plan = demo_plan(site, kind="pledge", state="in_force", measure="open")
    page = visit(plan.branch, at=f"{plan.url}measures/{plan.measures[0]}/move/")
    day = today()
    fill(page.locator("main form").last, {"新的完成时限": day, "调整事由": "提前完成"})
    send(page, "申请调整时限")
    assert row_of(saved(), "duemove")["new_day"] == day


@fills("pledges:plan_decide")
def test_assessed_pledge_is_decided(visit, site, saved):
    plan = demo_plan(site, kind="pledge", state="assessed")
    page = visit(plan.unit, at=f"{plan.url}decide/")
    page.get_by_label("未兑现").check()
    answers = {"认定理由": "措施多数未完成", "公开说明": "因人员变动，部分措施未完成，向师生致歉。"}
    fill(page.locator("main form").last, answers)
    send(page, "认定结果")
    row = row_of(saved(), "plan")
    assert (row["state"], row["outcome"], row["explanation"]) == ("ended", "not_kept", answers["公开说明"])


@fills("pledges:plan_counts")
def test_counts_of_the_meeting_are_entered(visit, site, saved):
    plan = demo_plan(site, kind="pledge", state="in_force")
    page = visit(plan.unit, at=f"{plan.url}counts/")
    day = today()
    fill(
        page.locator("main form").last,
        {"会议日期": day, "参加人数": "20", "满意": "15", "基本满意": "4", "不满意": "1"},
    )
    send(page, "评诺结果")
    row = row_of(saved(), "satisfaction")
    assert (row["present"], row["satisfied"], row["fairly"], row["dissatisfied"]) == (20, 15, 4, 1)


@fills("pledges:resource_new", "pledges:resource_drop")
def test_resource_is_noted_and_taken_back(visit, site, saved):
    plan = demo_plan(site, kind="rectification", state="in_force")
    page = visit(plan.unit, at=f"{plan.url}resources/")
    fill(page.locator("main form").last, {"事项": "添置会议桌椅", "来源": "校工会", "金额（元）": "3000"})
    send(page, "登记投入资源")
    row = row_of(saved(), "resource")
    assert (row["what"], row["source"], row["amount"]) == ("添置会议桌椅", "校工会", 3000)
    with page.expect_navigation():
        page.locator("#resources li", has_text="添置会议桌椅").get_by_role("button").click()
    assert saved()["pledges_resource"] == [None]


@fills("pledges:plan_decide")
def test_acceptance_is_given_with_the_counts_of_a_meeting(visit, site, saved):
    plan = demo_plan(site, kind="rectification", state="acceptance")
    page = visit(plan.unit, at=f"{plan.url}accept/")
    day = today()
    fill(
        page.locator("main form").last,
        {"会议日期": day, "参加人数": "20", "满意": "18", "基本满意": "2", "不满意": "0"},
    )
    send(page, "验收通过")
    assert row_of(saved(), "plan")["state"] == "accepted"


@fills("pledges:plan_look_back")
def test_settled_rectification_is_looked_back_at(visit, site, saved):
    plan = demo_plan(site, kind="rectification", state="ended", outcome="settled")
    page = visit("department", at=f"{plan.url}look-back/")
    day = today()
    page.get_by_label("巩固").check()
    fill(page.locator("main form").last, {"回头看日期": day, "回头看情况": "组织生活正常，师生满意"})
    send(page, "回头看")
    row = row_of(saved(), "lookback")
    assert (row["result"], row["note"]) == ("lasting", "组织生活正常，师生满意")
