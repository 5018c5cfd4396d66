"""What is decided about an application (N19, R36): on the database, and by its pages."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from core.workflow.lifecycle import TooLate
from projects.actions import reviews as actions
from projects.choices import NoticeStage, ProjectClass, ProjectState, Verdict
from projects.models import BudgetLine, Notice, NoticeEntry, Objection, Project
from tests.projects.made import TODAY, call, days, on, panel, project
from tests.projects.reviews.judged import decided_panel, judge, judged

pytestmark = pytest.mark.django_db
S = ProjectState
YESTERDAY = TODAY - days(1)
SUMS = {"granted": Decimal(1500), "own_granted": Decimal(500)}
DAYS = {
    "starts_on": date(2012, 9, 1),
    "midterm_on": date(2013, 1, 15),
    "final_on": date(2013, 6, 15),
    "ends_on": date(2013, 8, 31),
}


def refused(verb):
    with pytest.raises(ValidationError) as found:
        verb()
    return found.value


def at(refusal):
    return set(refusal.error_dict)


@pytest.fixture
def ready(world):
    """A project of the university whose panel is closed."""
    made = judged(world)
    decided_panel(world, made, [30, 30, 40])
    return made


def noticed(project, host, ends_on=YESTERDAY):
    notice = Notice.objects.create(
        host=host, stage=NoticeStage.APPROVAL, title="公示", starts_on=TODAY - days(7), ends_on=ends_on
    )
    return NoticeEntry.objects.create(notice=notice, project=project, title=project.title, unit="x", leader="y")


def test_check_and_send_back(world):
    first, second = (project(world["0101"], call(world["00"]), S.SUPPORTED) for _ in range(2))
    actions.check(project=first, by=world.people["department"])
    actions.send_back(project=second, reason="缺少预算依据", by=world.people["department"])
    assert (first.state, second.state, second.reason) == (S.REVIEWING, S.RETURNED, "缺少预算依据")
    with pytest.raises(TooLate):
        actions.check(project=first, by=world.people["department-2"])


def test_approved_with_its_money(ready, world):
    actions.approve(project=ready, **SUMS, message="同意", by=world.people["department"])
    assert (ready.state, ready.verdict, ready.approved) == (S.NOTICE, Verdict.APPROVED, Decimal(2000))
    assert (ready.decided_on, ready.decided_by, ready.message) == (TODAY, world.people["department"], "同意")


def test_second_officer_is_told(ready, world):
    actions.approve(project=ready, **SUMS, by=world.people["department"])
    stale = Project.objects.get(pk=ready.pk)
    with pytest.raises(TooLate):
        actions.approve(project=stale, **SUMS, by=world.people["department-2"])


def test_lines_sum_to_what_is_approved(ready):
    found = refused(lambda: actions.approve(project=ready, granted=Decimal(1000), own_granted=Decimal(500), by=None))
    assert at(found) == {"granted"}
    assert "500.00" in found.messages[0]
    assert Project.objects.get().granted is None


def test_money_and_places_of_the_call(world):
    called = call(world["00"], general_quota=1, general_money=Decimal(1400))
    first, second = judged(world, call=called), judged(world, "0201", call=called)
    decided_panel(world, first, [30, 30, 40])
    assert at(refused(lambda: actions.approve(project=first, **SUMS, by=None))) == {"granted"}
    actions.approve(project=first, granted=Decimal(1400), own_granted=Decimal(600), by=None)
    panel(second, judge(world, "other"), due_on=TODAY - days(1))
    seat = second.panels.get().seats.get()
    seat.points, seat.state = [1, 1, 1], "submitted"
    seat.save()
    found = refused(lambda: actions.revise(project=second, **SUMS, message="改", by=None))
    assert at(found) == {"project_class"}
    assert "1" in found.messages[0]


def test_key_project_as_general_one(world):
    made = judged(world, project_class=ProjectClass.KEY)
    decided_panel(world, made, [30, 30, 40])
    actions.approve(project=made, project_class=ProjectClass.GENERAL, **SUMS, by=None)
    assert (made.project_class, made.verdict, made.state) == (ProjectClass.GENERAL, Verdict.AS_GENERAL, S.NOTICE)


def test_general_project_is_no_key_one(ready):
    assert at(refused(lambda: actions.approve(project=ready, project_class=ProjectClass.KEY, **SUMS, by=None)))


def test_downgrade_whose_lines_exceed_the_sum_is_revised(world):
    made = judged(world, project_class=ProjectClass.KEY)
    decided_panel(world, made, [30, 30, 40])
    sums = {"granted": Decimal(1000), "own_granted": Decimal(500)}
    actions.revise(project=made, project_class=ProjectClass.GENERAL, **sums, message="压缩预算。", by=None)
    assert (made.state, made.verdict, made.offer) == (S.REVISING, Verdict.AS_GENERAL, Decimal(1500))
    assert made.granted is None
    assert made.message.startswith("压缩预算。")
    assert "500.00" in made.message
    assert made.reason == made.message


def test_changes_are_confirmed_once_the_lines_sum_up(ready):
    sums = {"granted": Decimal(1000), "own_granted": Decimal(500)}
    actions.revise(project=ready, **sums, message="压缩预算", by=None)
    Project.objects.update(state=S.CONFIRMING)
    ready.refresh_from_db()
    assert at(refused(lambda: actions.confirm(project=ready, by=None))) == {"granted"}
    actions.ask_again(project=ready, reason="仍未压缩", by=None)
    assert (ready.state, ready.message, ready.granted) == (S.REVISING, "仍未压缩", None)
    BudgetLine.objects.filter(number=2).update(amount=Decimal(300))
    Project.objects.update(state=S.CONFIRMING)
    ready.refresh_from_db()
    actions.confirm(project=ready, by=None)
    assert (ready.state, ready.granted, ready.own_granted, ready.offered) == (S.NOTICE, 1000, 500, None)


def test_nothing_is_decided_before_the_panel_closed(world):
    made = judged(world)
    verbs = (
        lambda: actions.approve(project=made, **SUMS, by=None),
        lambda: actions.revise(project=made, **SUMS, message="改", by=None),
        lambda: actions.reject(project=made, reason="不好", by=None),
    )
    assert all("指派" in refused(verb).messages[0] for verb in verbs)
    panel(made, judge(world))
    assert all("0" in refused(verb).messages[0] for verb in verbs)
    with on(date(2012, 7, 1)):
        assert all("无人" in refused(verb).messages[0] for verb in verbs)
    assert Project.objects.get().state == S.REVIEWING


def test_unit_decides_its_own_call_without_experts(world):
    made = judged(world, host="01")
    actions.approve(project=made, **SUMS, by=world.people["unit-01"])
    assert made.state == S.NOTICE


def test_unit_waits_for_the_experts_it_asked(world):
    made = judged(world, host="01")
    panel(made, judge(world))
    assert refused(lambda: actions.approve(project=made, **SUMS, by=world.people["unit-01"]))


def test_leader_never_decides(ready, world):
    Project.objects.update(leader_user=world.people["department"])
    ready.refresh_from_db()
    assert refused(lambda: actions.approve(project=ready, **SUMS, by=world.people["department"]))


def test_rejected_in_review_and_during_the_notice(ready, world):
    other = judged(world, "0201", host="02")
    actions.reject(project=ready, reason="可行性不足", by=None)
    assert (ready.state, ready.verdict, ready.ended_on) == (S.REJECTED, Verdict.REJECTED, TODAY)
    actions.approve(project=other, **SUMS, by=None)
    actions.reject(project=other, reason="异议成立", by=None)
    assert (other.state, other.granted, other.message) == (S.REJECTED, None, "异议成立")


def test_start_waits_for_the_notice_and_its_objections(ready, world):
    actions.approve(project=ready, **SUMS, by=None)
    start = {"project": ready, "number": "DJCX-2012-01", **DAYS, "by": world.people["department"]}
    assert refused(lambda: actions.start(**start))
    entry = noticed(ready, world["00"], TODAY)
    assert "尚未结束" in refused(lambda: actions.start(**start)).messages[0]
    Notice.objects.update(ends_on=TODAY - days(1))
    objection = Objection.objects.create(entry=entry, on=TODAY - days(2), text="重复立项")
    assert "异议" in refused(lambda: actions.start(**start)).messages[0]
    objection.answer, objection.answered_on = "不成立", TODAY
    objection.save()
    actions.start(**start)
    assert (ready.state, ready.number, ready.midterm_on) == (S.RUNNING, "DJCX-2012-01", date(2013, 1, 15))


def test_number_is_unique_and_days_in_order(ready, world):
    actions.approve(project=ready, **SUMS, by=None)
    noticed(ready, world["00"])
    project(world["0201"], call(world["00"]), S.RUNNING, number="DJCX-2012-01")
    start = {"project": ready, "number": "DJCX-2012-02", **DAYS, "by": None}
    assert at(refused(lambda: actions.start(**start | {"number": "DJCX-2012-01"}))) == {"number"}
    assert at(refused(lambda: actions.start(**start | {"ends_on": date(2012, 8, 1)}))) == {"ends_on"}
    assert at(refused(lambda: actions.start(**start | {"midterm_on": date(2014, 1, 1)}))) == {"midterm_on"}
    assert at(refused(lambda: actions.start(**start | {"final_on": date(2012, 10, 1)}))) == {"final_on"}


def test_pages_ask_and_decide(ready, client_of):
    client = client_of("department")
    page = client.get(f"/projects/{ready.pk}/approve/")
    assert page.context["decision"].form.initial["granted"] == Decimal(1500)
    assert any("100.00" in one for one in page.context["sentences"])
    short = client.post(f"/projects/{ready.pk}/approve/", {"granted": "1000", "own_granted": "500"})
    assert "500.00" in short.content.decode()
    assert client.post(f"/projects/{ready.pk}/approve/", {"granted": "1500", "own_granted": "500"}).status_code == 302
    again = client.post(f"/projects/{ready.pk}/approve/", {"granted": "1500", "own_granted": "500"})
    assert again.status_code == 200
    assert Project.objects.get().state == S.NOTICE
    assert "公示" in client.get(f"/projects/{ready.pk}/start/").content.decode()


def test_page_of_start_proposes_number_and_days(ready, world, client_of):
    actions.approve(project=ready, **SUMS, by=None)
    noticed(ready, world["00"])
    client = client_of("department")
    form = client.get(f"/projects/{ready.pk}/start/").context["decision"].form
    assert form.initial == {"number": "DJCX-2012-01", **DAYS}
    client.post(f"/projects/{ready.pk}/start/", {**form.initial})
    assert Project.objects.get().number == "DJCX-2012-01"


def test_page_before_the_panel_closed_says_why(world, client_of):
    made = judged(world)
    client = client_of("department")
    assert "尚未组织专家评审" in client.get(f"/projects/{made.pk}/").content.decode()
    assert "尚未组织专家评审" in client.get(f"/projects/{made.pk}/reject/").content.decode()
