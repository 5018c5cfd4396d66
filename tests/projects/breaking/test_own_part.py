"""Who leads a project or handed it in decides nothing of it, by whatever address (N19)."""

from datetime import date

import pytest

from core import history
from core.choices import Role
from core.reporting.choices import ReportedState
from projects.choices import ProjectState as S
from projects.choices import ReportKind, ReportState, RequestKind
from projects.lifecycles.projects import OF_BRANCH_CHECKED, TABLES
from projects.lifecycles.tasks import NO_PART_IN_TASK
from projects.models import ChangeRequest, Panel, Project, ProjectReport, Seat, Task
from projects.parts import NOT_ASKED, NOT_LED, NOT_OWN, NOT_REPORTED
from projects.portfolio.verbs import VERBS
from tests.projects.made import panel, project, task
from tests.projects.notices.test_publishing import publish
from tests.projects.reviews.judged import judge

pytestmark = pytest.mark.django_db
SENT = {
    "reason": "理由",
    "message": "同意",
    "project_class": "general",
    "granted": "1500",
    "own_granted": "500",
    "number": "DJCX-2012-01",
    "starts_on": "2012-09-01",
    "midterm_on": "2013-01-15",
    "final_on": "2013-06-15",
    "ends_on": "2013-08-31",
    "grade": "passed",
    "correct_by": "2012-07-01",
    "opinion": "同意",
    "result": "passed",
    "due_on": "2012-06-30",
    "on": "2012-06-01",
    "amount": "1",
}
DECIDED = {
    (one.name, state)
    for table in (OF_BRANCH_CHECKED, *TABLES.values())
    for one in table.transitions
    for state in one.sources
    if one.role != Role.BRANCH and one.guard and one.name in VERBS
}
STANDS = {S.CONFIRMING: {"offered": 1500, "own_offered": 500}, S.CLOSING: {"grade": "passed"}}


def post(client, made, tail, **more):
    return client.post(f"/projects/{made.pk}/{tail}", {**SENT, **more}, follow=True)


def rows():
    """All that a decision might have changed."""
    models = (Project, Panel, Seat, Task, ProjectReport, ChangeRequest)
    return [list(model.objects.order_by("pk").values()) for model in models]


def let_through(client, made, tails, sentences, **more):
    """Those of the addresses that changed something, or did not say why not."""
    found = []
    for tail in tails:
        before, answer = rows(), post(client, made, tail, **more)
        if rows() != before or not any(str(one) in answer.content.decode() for one in sentences):
            found.append((tail, made.state, answer.status_code))
    return found


@pytest.mark.parametrize("part", ["leader_user", "submitted_by"])
def test_officer_with_an_own_part_is_refused_at_every_verb_of_its_approval(world, client_of, called, part):
    client, found = client_of("department"), []
    for verb, state in sorted(DECIDED):
        guarded = next(one.guard for one in OF_BRANCH_CHECKED.transitions if one.name == verb)
        if (part == "submitted_by" and guarded is NOT_LED) or verb == "support":
            continue
        facts = {part: world.people["department"], **STANDS.get(state, {})}
        made = project(world["0101"], called, state, **facts)
        found += let_through(client, made, [f"{verb}/"], [NOT_LED.sentence, NOT_OWN.sentence])
        Project.objects.filter(pk=made.pk).update(leader_user=None, submitted_by=None)
    assert found == []


def test_secretary_who_leads_is_refused_where_the_unit_would_decide(world, client_of, called, unit_called):
    client, answers = client_of("unit-01"), set()
    for verb, state in sorted(DECIDED):
        made = project(world["0101"], unit_called, state, leader_user=world.people["unit-01"], **STANDS.get(state, {}))
        post(client, made, f"{verb}/")
        answers.add(Project.objects.get(pk=made.pk).state == state)
    assert answers == {True}


def test_officer_who_leads_assigns_closes_and_takes_away_no_experts(world, client_of, called):
    made = project(world["0101"], called, S.REVIEWING, leader_user=world.people["department"])
    one, two = judge(world, "expert"), judge(world)
    seat = panel(made, one).seats.get()
    Seat.objects.update(state="submitted", points=[30, 30, 40])
    tails = ("panel/application/", "panel/application/close/", f"panel/application/seats/{seat.pk}/remove/")
    assert let_through(client_of("department"), made, tails, [NOT_OWN.sentence], experts=[two.pk, one.pk]) == []


def test_officer_who_leads_decides_no_report_change_task_or_payment(world, client_of, called):
    made = project(world["01"], called, S.RUNNING, leader_user=world.people["department"])
    facts = {"project": made, "due_on": date(2013, 1, 15), "state": ReportState.SUBMITTED}
    half, final = (ProjectReport(kind=kind, **facts) for kind in (ReportKind.MIDTERM, ReportKind.FINAL))
    asked = ChangeRequest(
        project=made, kind=RequestKind.TITLE, before={"title": made.title}, after={"title": "新"}, reason="更名"
    )
    asked.asked_on = date(2012, 6, 1)
    for row in (half, final, asked):
        history.save(row, by=None)
    task(made, state=ReportedState.REPORTED)
    changes = (f"changes/{asked.pk}/grant/", f"changes/{asked.pk}/refuse/")
    reports = (f"report/{half.pk}/decide/", f"report/{half.pk}/send_back/", f"report/{final.pk}/send_back/")
    tails = (*reports, *changes, "tasks/1/confirm/", "advance/")
    sentences = [one.sentence for one in (NOT_LED, NOT_REPORTED, NOT_ASKED, NO_PART_IN_TASK)]
    assert let_through(client_of("department"), made, tails, sentences) == []


def test_secretary_who_leads_a_project_of_its_branch_looks_at_nothing_first(world, client_of, called):
    made = project(world["0101"], called, S.RUNNING, leader_user=world.people["unit-01"])
    final = ProjectReport(project=made, kind=ReportKind.FINAL, due_on=date(2013, 6, 15), state=ReportState.SUBMITTED)
    history.save(final, by=None)
    task(made, state=ReportedState.REPORTED)
    before, client = rows(), client_of("unit-01")
    for tail in (f"report/{final.pk}/check/", f"report/{final.pk}/return/", "tasks/1/confirm/", "tasks/1/unconfirm/"):
        assert post(client, made, tail).status_code in (200, 403, 404), tail
    assert rows() == before


def test_leader_answers_no_objection_to_the_own_project(world, client_of, called):
    made = project(world["0101"], called, S.NOTICE, leader_user=world.people["department"])
    notice = publish(world["00"], made, by=world.people["department-2"])
    sent = {"entry": notice.entries.get().pk, "on": "2012-06-01", "text": "重复"}
    answer = client_of("department").post(f"/projects/notices/{notice.pk}/objections/", sent)
    assert str(NOT_LED.sentence) in answer.content.decode()
