"""What is sent back to be corrected is judged by a new panel: the former one stays readable and decides nothing."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from core import history
from core.choices import Role
from core.scope import scope_of
from projects.actions import accepting as actions
from projects.actions import reports as reporting
from projects.actions import reviews
from projects.choices import Grade, PanelStage, ProjectState, ProjectWaits, ReportKind, SheetState
from projects.models import Panel, Project, Seat
from projects.queries.ledgers import judged_lines
from projects.queries.reviews import results_of
from projects.queries.waiting import next_role, waiting_at
from tests.projects import made
from tests.projects.acceptance.conftest import NOW
from tests.projects.reviews.judged import judge

W, STAGE = ProjectWaits, PanelStage.ACCEPTANCE
BOTH = (Role.UNIT, Role.DEPARTMENT)


def fresh(project):
    return Project.objects.select_related("organisation", "call__host").get(pk=project.pk)


def assign(project, *experts, due_on=NOW + timedelta(days=10)):
    reviews.assign(stage=STAGE, experts={fresh(project): experts}, due_on=due_on, by=None)


def seat(project, expert, *, former=False):
    rows = Seat.objects.select_related("panel__project__call", "panel__project__organisation")
    return rows.get(panel__project=project, expert=expert, panel__former_since__isnull=not former)


def hand_in(project, expert, points=(50, 25, 25), remark="整改到位"):
    reviews.hand_in(seat=seat(project, expert), points=list(points), remark=remark, by=expert.user)


def send_back(project, by):
    correct_by = NOW + timedelta(days=60)
    actions.amend(project=fresh(project), correct_by=correct_by, reason="补充数据", by=by)


@pytest.fixture
def corrected(accepting, world, handed_in):
    """A project that was sent back and handed in its second final report; its first panel gave 85 points."""
    project = accepting()
    sheet = Seat.objects.get()
    sheet.remark = "第一次的意见"
    history.save(sheet, by=None)
    send_back(project, world.people["department"])
    handed_in(fresh(project), ReportKind.FINAL, number=2)
    return fresh(project)


def test_sending_back_ends_the_panel_with_history(accepting, world):
    project = accepting()
    send_back(project, world.people["department"])
    panel = Panel.objects.get()
    assert panel.former_since is not None
    assert panel.history.first().former_since == panel.former_since
    assert panel.history.first().history_user == world.people["department"]


def test_old_panel_decides_nothing(corrected, world, refused):
    assert waiting_at(corrected, BOTH) == [W.ACCEPTANCE_PANEL]
    assert next_role(corrected) == Role.DEPARTMENT
    assert results_of([corrected], STAGE) == {}
    told = refused(actions.grade, project=corrected, grade=Grade.PASSED, by=world.people["department"])
    assert "尚未组织专家验收" in str(told)


def test_new_panel_judges_the_correction(corrected, world, refused):
    one = judge(world)
    assign(corrected, one)
    assert (waiting_at(corrected, BOTH), next_role(corrected)) == ([], Role.EXPERT)
    hand_in(corrected, one)
    assert waiting_at(corrected, BOTH) == [W.SHEETS]
    reviews.close(panel=seat(corrected, one).panel, by=None)
    assert waiting_at(corrected, BOTH) == [W.GRADE]
    result = results_of([corrected], STAGE)[corrected.pk]
    assert (result.count, result.of, result.value) == (1, 1, 100)
    actions.grade(project=corrected, grade=Grade.PASSED, by=world.people["department"])
    assert corrected.state == ProjectState.CLOSING


def test_whoever_judged_before_may_judge_again_and_reads_the_own_former_sheet(corrected, world, client_of):
    old, new = world.people["expert"].expert, judge(world)
    assign(corrected, old, new)
    page = client_of("expert").get(f"/projects/desk/{seat(corrected, old).pk}/")
    assert "第一次的意见" in page.content.decode()
    assert [one.pk for one in client_of("expert").get("/projects/desk/").context["seats"]] == [seat(corrected, old).pk]
    address = f"/projects/desk/{seat(corrected, new).pk}/"
    assert "第一次的意见" not in client_of("expert-2").get(address).content.decode()
    hand_in(corrected, new)
    assert "第一次的意见" not in client_of("expert-2").get(address).content.decode()


def test_former_sheet_is_closed(corrected, world, client_of):
    old = seat(corrected, world.people["expert"].expert, former=True)
    assign(corrected, judge(world))
    client, address = client_of("expert"), f"/projects/desk/{old.pk}/"
    assert client.get("/projects/desk/").context["seats"] == []
    assert client.get(address).url == "/projects/desk/"
    sent = {f"points_{place}": 1 for place in range(3)} | {"remark": "改", "hand_in": "1"}
    assert client.post(address, sent).status_code == 200
    with pytest.raises(ValidationError):
        reviews.close(panel=old.panel, by=None)
    old.refresh_from_db()
    assert (old.points, old.remark) == ([45, 20, 20], "第一次的意见")


def test_page_of_the_project_shows_both(corrected, world, client_of):
    one = judge(world)
    assign(corrected, one)
    hand_in(corrected, one)
    client = client_of("department")
    text = client.get(f"/projects/{corrected.pk}/").content.decode()
    assert all(said in text for said in ("第一次的意见", "整改到位", "验收评审（整改前）"))
    assert "第一次的意见" not in client_of("unit-01").get(f"/projects/{corrected.pk}/").content.decode()


def test_page_of_the_panel_and_ranking_are_those_of_the_new_one(corrected, world, client_of):
    client = client_of("department")
    panel = f"/projects/{corrected.pk}/panel/acceptance/"
    ranking = f"/projects/calls/{corrected.call_id}/ranking/?stage=acceptance"
    page = client.get(panel)
    assert (page.context["panel"], page.context["seats"]) == (None, [])
    assert client.get(f"{panel}close/").status_code == 404
    [line] = client.get(ranking).context["list"].paginated_rows
    assert (line.record.place, line.record.result) == (None, None)
    old = world.people["expert"].expert
    judge(world)
    client.post(panel, {"experts": [old.pk], "due_on": "2013-01-31"})
    assert [one.panel.former_since for one in client.get(panel).context["seats"]] == [None]
    hand_in(corrected, old)
    assert client.get(f"{panel}close/").context["result"].count == 1
    [line] = client.get(ranking).context["list"].paginated_rows
    assert (line.record.place, line.record.result.value) == (1, 100)


def test_conflict_that_was_declared_stays_one(corrected, world, client_of):
    one = judge(world)
    made.panel(corrected, one, stage=STAGE, former_since=Panel.objects.get().former_since)
    Seat.objects.filter(expert=one).update(state=SheetState.RECUSED, reason="合作者")
    with pytest.raises(ValidationError, match="回避"):
        assign(corrected, one)
    page = client_of("department").get(f"/projects/{corrected.pk}/panel/acceptance/")
    assert "合作者" in page.content.decode()
    assert str(one.pk) not in dict(page.context["form"].fields["experts"].choices)


def test_one_panel_stands(corrected):
    made.panel(corrected, stage=STAGE)
    with pytest.raises(IntegrityError), transaction.atomic():
        made.panel(corrected, stage=STAGE)


def test_unit_decides_the_correction_of_its_own_call_without_experts_too(world, handed_in, judged):
    unit = world.people["unit-01"]
    project = made.project(world["0101"], made.call(world["01"]), ProjectState.RUNNING, midterm_result="passed")
    handed_in(project, ReportKind.FINAL, checked=False)
    judged(project)
    send_back(project, unit)
    handed_in(fresh(project), ReportKind.FINAL, number=2, checked=False)
    assert waiting_at(fresh(project), BOTH) == [W.GRADE]
    actions.grade(project=fresh(project), grade=Grade.PASSED, by=unit)


def test_second_report_that_came_back_is_with_the_writer(corrected, world):
    reporting.send_back(report=corrected.reports.get(number=2), reason="缺附件", by=world.people["department"])
    assert (waiting_at(corrected, BOTH), next_role(corrected)) == ([], Role.BRANCH)


def test_ledger_of_a_day_tells_the_result_of_its_day(accepting, world, handed_in):
    """Graded by the first panel, taken back, sent back, graded by the second one."""
    officer, project = world.people["department"], accepting()
    Panel.objects.update(closed_at=Panel.history.earliest().history_date)
    actions.grade(project=project, grade=Grade.PASSED, by=officer)
    later = NOW + timedelta(days=3)
    with made.on(NOW + timedelta(days=1)):
        actions.regrade(project=project, reason="异议属实", by=officer)
        send_back(project, officer)
        handed_in(fresh(project), ReportKind.FINAL, number=2)
        one = judge(world)
        assign(project, one)
        hand_in(project, one)
        reviews.close(panel=seat(project, one).panel, by=officer)
        actions.grade(project=fresh(project), grade=Grade.EXCELLENT, by=officer)
    with made.on(later):
        scope = scope_of(world.people["department"])
        [then], [now] = judged_lines(scope, NOW, None), judged_lines(scope, later, None)
    assert [(one.told.grade, one.result.value) for one in (then, now)] == [("passed", 85), ("excellent", 100)]
