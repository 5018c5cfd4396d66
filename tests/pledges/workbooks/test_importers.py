"""Units and branches bring by page what they write by page: drafts and reports; the rest stays as it is."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from core.choices import Role
from core.models import Upload
from core.scope import scope_of
from pledges import actions
from pledges.choices import PlanKind, PlanState
from pledges.models import Plan, Update
from ratings.choices import Tier
from tests.pledges.made import TODAY, done, drafted, submitted
from tests.pledges.made import in_force as published
from tests.pledges.plans.test_relapse import relapsed
from tests.pledges.workbooks.written import a_measure, a_move, a_plan, a_report, in_force, taken_out
from tests.workbooks import cells, counts, read_book
from tests.world import rate

ASKED = "已申请验收，验收退回前不再填报进展、修订内容或调整时限（R27b）。"


def test_branch_brings_a_draft(rated, ledger, send):
    rows = a_plan(第一责任人="胡雪莹"), a_plan(kind="活动计划", number="+2")
    plan = send(
        "branch-0101", ledger(*rows, 措施=[a_measure(), a_measure("+2"), a_measure("+2", 2, 目标值=3, 起始值=0)])
    )
    assert counts(plan) == (5, 0, 0)
    kept = Plan.objects.order_by("pk").values_list("kind", "state", "responsible", "published_on")
    assert list(kept) == [
        (PlanKind.PLEDGE, PlanState.DRAFT, "胡雪莹", None), (PlanKind.ACTIVITY, PlanState.DRAFT, "", None)
    ]  # fmt: skip
    entry = Plan.history.order_by("history_id").first()
    assert (entry.history_user.username, entry.history_change_reason) == ("branch-0101", "import: plans.xlsx")


def test_draft_is_submitted_and_published_like_any_other(rated, ledger, send):
    send("branch-0101", ledger(a_plan(), 措施=[a_measure()]))
    plan = Plan.objects.get()
    actions.submit(plan=plan, by=rated.people["branch-0101"])
    actions.adopt(plan=plan, by=rated.people["unit-01"])
    assert plan.state == PlanState.IN_FORCE


@pytest.mark.parametrize("returned", [False, True])
def test_draft_and_what_came_back_are_rewritten(rated, ledger, send, returned):
    plan = drafted(rated["0101"], rated.campaign, by=rated.people["branch-0101"])
    if returned:
        actions.submit(plan=plan, by=None)
        actions.return_(plan=plan, reason="措施不具体", by=None)
    number = str(plan.pk)
    row = a_plan(number=number, 完成时限="2012-11-30", 目标等次="较好")
    assert counts(send("branch-0101", ledger(row, 措施=[a_measure(number, 措施="每周一次")]))) == (0, 2, 0)
    plan.refresh_from_db()
    assert (plan.goal, plan.due_on.isoformat(), plan.measures.get().text) == (3, "2012-11-30", "每周一次")
    assert (plan.versions.count(), plan.moves.count()) == (0, 0)


def test_report_comes_in_for_what_is_in_force(rated, ledger, send):
    number = str(published(rated["0101"], rated.campaign).pk)
    rows = [a_report(number, 日期="2012-06-01"), a_report(number, 日期="2012-06-01")]
    assert counts(send("branch-0101", ledger(进展=rows))) == (2, 0, 0)
    assert counts(send("branch-0101", ledger(进展=[*rows, rows[0]]))) == (1, 0, 2)
    told = Update.objects.values_list("text", "by__username", "reported_as")
    assert list(told) == [("已组织学习", "branch-0101", Role.BRANCH)] * 3


@pytest.mark.parametrize(("name", "role"), [("unit-01", Role.UNIT), ("department", "")])
def test_report_of_a_rectification_keeps_the_role_a_ledger_has_none(rated, ledger, send, name, role):
    """R27b: what the unit's secretary brings in is a report of the unit, which then does not accept."""
    number = str(published(rated["0102"], rated.campaign, PlanKind.RECTIFICATION).pk)
    send(name, ledger(进展=[a_report(number, 日期="2012-06-01")]))
    assert Update.objects.get().reported_as == role


def test_unit_brings_its_own_plan_and_rectifications(rated, ledger, send):
    rows = a_plan("01", "单位计划"), a_plan("0102", "整顿方案", "+2")
    assert counts(send("unit-01", ledger(*rows, 措施=[a_measure(), a_measure("+2")]))) == (4, 0, 0)
    assert sorted(Plan.objects.values_list("kind", "state")) == [("rectification", "draft"), ("unit", "draft")]


@pytest.mark.parametrize("who", ["unit-01", "department"])
def test_rectification_takes_up_the_one_that_did_not_last(rated, ledger, send, who):
    """R27b: as on the page, which aims at what was reached and is asked for by a to-do."""
    former = relapsed(rated)
    rate(rated["0102"], rated.baseline, Tier.ORDINARY)
    found = send(who, ledger(a_plan("0102", "整顿方案"), 措施=[a_measure()]))
    assert (found.errors, found.warnings) == ([], [])
    assert Plan.objects.get(state=PlanState.DRAFT).previous == former


def test_ledger_of_what_was_before_takes_up_nothing(rated, ledger, send):
    former = relapsed(rated)
    ended = {"状态": "已结束", "发布日期": "2012-04-10", "结束日期": "2012-04-20", "结果": "已撤回"}
    send("department", ledger(a_plan("0102", "整顿方案", **ended), 措施=[a_measure()]))
    assert list(Plan.objects.order_by("pk").values_list("previous", flat=True)) == [None, None]
    assert Plan.objects.relapsed_on(TODAY).get() == former


def test_secretary_of_a_direct_branch_writes_its_pledge(rated, ledger, look):
    assert counts(look("unit-03", ledger(a_plan("03"), 措施=[a_measure()]))) == (2, 0, 0)


@pytest.mark.parametrize(
    ("name", "row", "sheets", "places"),
    [
        ("branch-0101", a_plan("0103", "活动计划"), {}, [("计划", "C2")]),
        ("branch-0101", a_plan("01", "单位计划"), {}, [("计划", "C2")]),
        ("unit-01", a_plan("0201"), {}, [("计划", "C2")]),
        ("unit-01", a_plan("0101"), {}, [("计划", "C2")]),
        ("branch-0101", in_force(), {}, [("计划", "N2"), ("计划", "O2")]),
        ("branch-0101", a_plan(结束日期="2012-05-01", 结果="已兑现"), {}, [("计划", "P2"), ("计划", "Q2")]),
        ("branch-0101", a_plan(), {"措施": [a_measure(状态="已完成")]}, [("措施", "H2")]),
        ("branch-0101", a_plan(), {"时限调整": [a_move()]}, [("时限调整", "A2")]),
        ("branch-0101", a_plan(完成时限="2012-05-31"), {}, [("计划", "G2")]),
        ("branch-0101", a_plan(目标等次="一般"), {}, [("计划", "F2")]),
        ("branch-0101", a_plan(突出问题="后进"), {}, [("计划", "J2")]),
        ("branch-0101", a_plan(), {"措施": [a_measure(完成时限="2013-01-31")]}, [("措施", "G2")]),
        ("branch-0101", a_plan(), {"措施": [a_measure(措施="考评得分92分")]}, [("措施", "C2")]),
        ("branch-0101", a_plan(), {"措施": []}, [("计划", "A2")]),
    ],
    ids=[
        "another branch", "the unit", "another unit", "a branch's pledge by the unit", "in force", "an end",
        "done", "a move", "overdue", "goal not public", "words no public page says", "measure after its plan",
        "measure with a score", "no measure",
    ],
)  # fmt: skip
def test_what_the_page_refuses_is_an_error_at_its_cell(rated, ledger, look, name, row, sheets, places):
    found = look(name, ledger(row, **{"措施": [a_measure()], **sheets}))
    assert sorted(cells(found)) == places
    assert found.warnings == []


def test_branch_at_the_lowest_tier_is_told_to_rectify(rated, ledger, look):
    file = ledger(a_plan("0102"), 措施=[a_measure()])
    assert cells(look("unit-01", file)) == [("计划", "C2"), ("计划", "C2")]


def test_text_in_force_is_changed_by_a_version_on_its_page(rated, ledger, look):
    number = str(published(rated["0101"], rated.campaign).pk)
    row = a_plan(number=number, 第一责任人="李明", 完成时限="2012-11-30")
    measures = [a_measure(number, 措施="改"), a_measure(number, 2)]
    found = look("branch-0101", ledger(row, 措施=measures))
    assert sorted(cells(found)) == [("措施", "B3"), ("措施", "C2"), ("计划", "G2"), ("计划", "H2")]
    assert {one.message for one in found.errors} == {"计划已在实施，内容请在计划页面修订。"}


def test_submitted_text_waits_for_its_review(rated, ledger, look):
    number = str(submitted(rated["0101"], rated.campaign).pk)
    assert cells(look("branch-0101", ledger(a_plan(number=number, 第一责任人="李明")))) == [("计划", "H2")]


def test_second_plan_of_a_kind_is_refused(rated, ledger, look):
    published(rated["0101"], rated.campaign)
    assert cells(look("branch-0101", ledger(a_plan(), 措施=[a_measure()]))) == [("计划", "E2")]


@pytest.mark.parametrize(
    ("row", "place"),
    [
        ({"日期": "2012-05-31"}, "C2"),
        ({"日期": "2012-06-02"}, "C2"),
        ({"数值": 3}, "E2"),
        ({"at": 2, "内容": "又组织学习"}, "B2"),
        ({"number": "4711"}, "A2"),
    ],
    ids=["before it began", "ahead", "not counted", "done already", "of another"],
)
def test_report_that_the_page_refuses(rated, ledger, look, row, place):
    plan = published(rated["0101"], rated.campaign, measures=["一", "二"])
    done(plan, 2)
    found = look("branch-0101", ledger(进展=[a_report(**{"number": str(plan.pk), "日期": "2012-06-01", **row})]))
    assert cells(found) == [("进展", place)]


def test_report_on_what_has_ended_is_refused(rated, ledger, look):
    plan = published(rated["0101"], rated.campaign)
    actions.withdraw(plan=plan, reason="调整", by=None)
    report = a_report(str(plan.pk), 日期="2012-06-01")
    assert cells(look("branch-0101", ledger(进展=[report]))) == [("进展", "A2")]


@pytest.mark.parametrize(("name", "places"), [("unit-01", [("计划", "H2"), ("进展", "A2")]), ("department", [])])
def test_only_a_ledger_tells_more_once_acceptance_was_asked_for(rated, ledger, look, name, places):
    """R27b: what units and branches bring is refused as by page, what was the case the department takes over."""
    plan = published(rated["0102"], rated.campaign, PlanKind.RECTIFICATION)
    actions.ask_acceptance(plan=plan, by=None)
    number = str(plan.pk)
    row = a_plan("0102", "整顿方案", number, 第一责任人="李明")
    found = look(name, ledger(row, 进展=[a_report(number, 日期="2012-06-01")]))
    assert sorted(cells(found)) == places
    assert {one.message for one in found.errors} == ({ASKED} if places else set())


def test_plan_of_a_stranger_is_not_there(rated, ledger, look):
    plan = published(rated["0201"], rated.campaign, PlanKind.ACTIVITY)
    number = str(plan.pk)
    own, others = (look("unit-01", ledger(a_plan("0201", "活动计划", one))) for one in (number, "4711"))
    assert cells(own) == cells(others) == [("计划", "A2"), ("计划", "C2")]
    told = [[one.message for one in found.errors] for found in (own, others)]
    assert told[0] == [sentence.replace("为4711", f"为{number}") for sentence in told[1]]


@pytest.mark.parametrize("name", ["department", "unit-01", "branch-0101"])
def test_what_one_takes_out_comes_back_unchanged(rated, tmp_path, look, name):
    drafted(rated["0101"], rated.campaign, PlanKind.ACTIVITY)
    done(published(rated["0101"], rated.campaign))
    submitted(rated["0102"], rated.campaign, PlanKind.RECTIFICATION)
    published(rated["0201"], rated.campaign, PlanKind.ACTIVITY)
    file = taken_out(tmp_path / "out.xlsx", scope_of(rated.people[name]))
    codes = sorted(row[2] for row in read_book(file)["计划"][1:])
    assert codes == {"department": ["0101", "0101", "0102", "0201"], "unit-01": ["0101", "0101", "0102"],
                     "branch-0101": ["0101", "0101"]}[name]  # fmt: skip
    found = look(name, file)
    assert (found.lines, found.errors, found.warnings) == ([], [], [])


def test_department_brings_a_ledger_by_page(rated, ledger, send):
    rows = in_force(), in_force("0102", "整顿方案", "+2"), in_force("0201", "活动计划", "+3")
    measures = [a_measure(row["编号"], at) for row in rows for at in (1, 2)]
    reports = [a_report(row["编号"], at) for row in rows for at in (1, 2)]
    plan = send("department", ledger(*rows, 措施=measures, 进展=reports, 时限调整=[a_move("+3", 1), a_move("+3", 2)]))
    assert counts(plan) == (17, 0, 0)
    number = str(Plan.objects.get(organisation__code="0101").pk)
    row = in_force(number=number, 第一责任人="李明", 完成时限="2012-11-30")
    assert counts(send("department", ledger(row, 措施=[a_measure(number, 3)]))) == (1, 1, 0)
    plan = Plan.objects.get(pk=number)
    assert (plan.responsible, plan.due_on.isoformat(), plan.versions.count()) == ("李明", "2012-11-30", 2)
    assert plan.moves.values_list("decided_by__username", flat=True).get() == "department"


def test_change_since_the_preview_refuses_the_import(rated, ledger, client_of):
    """The pledge was submitted between the preview and the button."""
    plan = drafted(rated["0101"], rated.campaign)
    client, number = client_of("branch-0101"), str(plan.pk)
    file = ledger(a_plan(number=number, 第一责任人="李明"))
    given = {"file": SimpleUploadedFile("plans.xlsx", file.read_bytes())}
    preview = client.post("/workbooks/import/plans/", given)["Location"]
    digest = client.get(preview).context["plan"].digest
    actions.submit(plan=plan, by=None)
    assert client.post(f"{preview}apply/", {"digest": digest}).context["stale"] is True
    plan.refresh_from_db()
    assert (plan.responsible, Upload.objects.get().applied_at) == ("", None)


def test_page_offers_plans_to_who_may_send_them_in(client_of):
    names = ("department", "unit-01", "branch-0101", "viewer")
    pages = {name: client_of(name).get("/workbooks/").content.decode() for name in names}
    assert {name: "/workbooks/import/plans/" in page for name, page in pages.items()} == {
        "department": True, "unit-01": True, "branch-0101": True, "viewer": False,
    }  # fmt: skip
