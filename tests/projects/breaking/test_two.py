"""Two clients at once, back and double press: the second is told, keeps what was typed, and changes nothing."""

from datetime import date
from decimal import Decimal

import pytest

from core import history
from core.models import Event
from projects.choices import NoticeStage, ReportKind, ReportState
from projects.choices import ProjectState as S
from projects.models import (
    ChangeRequest,
    Notice,
    NoticeEntry,
    Objection,
    Project,
    ProjectReport,
    Seat,
    Step,
    TaskReport,
)
from tests.projects.made import TODAY, call, days, panel, project, task
from tests.projects.reviews.judged import decided_panel, judge, judged, said, seat_of

pytestmark = pytest.mark.django_db
SUMS = {"granted": "1500", "own_granted": "500"}
DAYS = {"starts_on": "2012-09-01", "midterm_on": "2013-01-15", "final_on": "2013-06-15", "ends_on": "2013-08-31"}


def told_over(made):
    """A notice on `made` that is over."""
    facts = {"starts_on": TODAY - days(7), "ends_on": TODAY - days(1), "title": "公示"}
    notice = Notice.objects.create(host=made.call.host, stage=NoticeStage.APPROVAL, **facts)
    NoticeEntry.objects.create(notice=notice, project=made, title=made.title, unit="x", leader="y")


# verb: (state before, what is sent, state afterwards)
DECIDED = {
    "check": (S.SUPPORTED, {}, S.REVIEWING),
    "send_back": (S.SUPPORTED, {"reason": "缺预算依据"}, S.RETURNED),
    "approve": (S.REVIEWING, SUMS | {"message": "同意立项"}, S.NOTICE),
    "revise": (S.REVIEWING, SUMS | {"message": "压缩预算"}, S.REVISING),
    "reject": (S.REVIEWING, {"reason": "可行性不足"}, S.REJECTED),
    "confirm": (S.CONFIRMING, {}, S.NOTICE),
    "ask_again": (S.CONFIRMING, {"reason": "仍未压缩"}, S.REVISING),
    "start": (S.NOTICE, DAYS | {"number": "DJCX-2012-09"}, S.RUNNING),
    "stop": (S.RUNNING, {"reason": "无法继续"}, S.STOPPED),
}


def standing(world, state):
    """A project of the university of which everything is ready for whoever decides it."""
    if state == S.REVIEWING:
        made = judged(world)
        decided_panel(world, made, [30, 30, 40])
        return made
    offered = {"offered": Decimal(1500), "own_offered": Decimal(500)} if state == S.CONFIRMING else {}
    approved = {"granted": Decimal(1500), "own_granted": Decimal(500)} if state == S.NOTICE else {}
    made = project(world["0101"], call(world["00"]), state, **offered, **approved)
    if state == S.NOTICE:
        told_over(made)
    return made


@pytest.mark.parametrize("verb", DECIDED)
def test_second_officer_is_told_who_was_faster_and_keeps_what_was_typed(world, client_of, verb):
    before, sent, after = DECIDED[verb]
    made, first, second = standing(world, before), client_of("department"), client_of("department-2")
    address = f"/projects/{made.pk}/{verb}/"
    assert [one.get(address).status_code for one in (first, second)] == [200, 200]
    logged = Event.objects.count()
    assert first.post(address, sent).status_code == 302
    made.refresh_from_db()
    assert (made.state, Event.objects.count() - logged, made.history.count()) == (after, 1, 2)
    entry = Event.objects.order_by("-pk").first()
    named = {"confirm": "confirm_changes"}.get(verb, verb)
    assert (entry.detail["verb"], entry.detail["project"], entry.by) == (named, made.pk, world.people["department"])
    for client in (second, first):  # another one, and the own second press
        answer = client.post(address, sent, follow=True)
        text = answer.content.decode()
        assert "department" in text
        assert all(value in text for name, value in sent.items() if name in ("reason", "message", "number"))
    assert (made.history.count(), Event.objects.count() - logged) == (2, 1)


def test_stale_hand_in_support_and_withdrawal_change_nothing(world, called, client_of):
    made = project(world["0101"], called, submitted_by=None)
    history.save(Step(project=made, number=1, text="编制", ends_on=date(2012, 10, 31)), by=None)
    verbs = (("branch-0101", "submit", {}), ("unit-01", "support", {}), ("branch-0101", "withdraw", {"reason": "并入"}))
    for name, verb, sent in verbs:
        client, address, logged = client_of(name), f"/projects/{made.pk}/{verb}/", Event.objects.count()
        client.post(address, sent)
        made.refresh_from_db()
        state, written = made.state, made.history.count()
        answer = client.post(address, sent, follow=True)
        made.refresh_from_db()
        assert (made.state, made.history.count(), Event.objects.count() - logged) == (state, written, 1), verb
        assert "已" in "".join(said(answer)) or sent.get("reason", "?") in answer.content.decode(), verb
    assert made.state == S.WITHDRAWN


def test_second_press_of_every_form_adds_nothing(world, called, client_of):
    """Sheets, conflicts, reports of tasks, requests, objections, experts: the same sent again."""
    made = project(world["0101"], called, S.RUNNING, starts_on=date(2012, 5, 1))
    task(made)
    half = ProjectReport(project=made, kind=ReportKind.MIDTERM, due_on=TODAY, state=ReportState.SUBMITTED)
    history.save(half, by=None)
    noticed = project(world["0102"], called, S.NOTICE)
    notice = Notice.objects.create(
        host=world["00"], stage=NoticeStage.APPROVAL, title="公示", starts_on=TODAY, ends_on=TODAY
    )
    entry = NoticeEntry.objects.create(notice=notice, project=noticed, title="甲", unit="x", leader="y")
    reviewed, one, two = judged(world, "0201"), judge(world, "expert"), judge(world)
    panel(reviewed, one)
    seat = seat_of(reviewed, one)
    points = {"points_0": "1", "points_1": "2", "points_2": "3", "remark": "好", "hand_in": "1"}
    forms = (
        ("branch-0101", f"/projects/{made.pk}/tasks/1/report/", {"text": "完成", "on": str(TODAY)}),
        ("branch-0101", f"/projects/{made.pk}/changes/title/", {"title": "新", "reason": "更名"}),
        ("department", f"/projects/{made.pk}/report/{half.pk}/decide/", {"result": "passed"}),
        ("department", f"/projects/{made.pk}/advance/", {"on": str(TODAY), "amount": "5", "note": "首期"}),
        ("department", f"/projects/notices/{notice.pk}/objections/", {"entry": entry.pk, "on": TODAY, "text": "重"}),
        ("department", f"/projects/{reviewed.pk}/panel/application/", {"experts": [two.pk], "due_on": "2012-06-30"}),
        ("expert", f"/projects/desk/{seat.pk}/", points),
        (
            "department",
            "/projects/notices/new/",
            {"title": "又一", "starts_on": TODAY, "ends_on": TODAY, "projects": []},
        ),
    )
    models = (Project, ProjectReport, ChangeRequest, Objection, Seat, TaskReport, Notice)

    def rows():
        told = [list(model.objects.order_by("pk").values()) for model in models]
        return told, Event.objects.count(), [model.history.count() for model in models]

    for name, address, sent in forms:
        client = client_of(name)
        client.post(address, sent)
        before = rows()
        answer = client.post(address, sent, follow=True)
        assert rows() == before, address
        assert answer.status_code == 200
