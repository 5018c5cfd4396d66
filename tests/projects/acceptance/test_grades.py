"""Projects are graded, corrected once, revoked, closed after their notice, stopped."""

from datetime import date, timedelta

import pytest

from core import history
from core.choices import Role
from core.workflow.lifecycle import TooLate
from projects.acceptance.ending_forms import grades_told
from projects.actions import accepting as actions
from projects.actions import reports
from projects.choices import Grade, NoticeStage, PanelStage, ProjectState, ProjectWaits, ReportKind, SheetState
from projects.models import Notice, NoticeEntry, Objection
from projects.queries.notices import notice_hindrance
from projects.queries.on_organisation import projects_of
from projects.queries.waiting import next_role, waiting_at
from tests.projects import made
from tests.projects.acceptance.conftest import NOW

BOTH = (Role.UNIT, Role.DEPARTMENT)


def notice(project, *, ends_on=NOW - timedelta(days=1)):
    """A notice of the result of `project`, published now."""
    host = project.call.host
    row = Notice(
        host=host, stage=NoticeStage.ACCEPTANCE, title="验收结果公示", starts_on=date(2013, 1, 10), ends_on=ends_on
    )
    history.save(row, by=None)
    told = {"title": project.title, "unit": "文学院党委", "leader": "李敏", "grade": project.grade}
    entry = NoticeEntry(notice=row, project=project, **told)
    history.save(entry, by=None)
    return entry


def decided_panel(project, expert):
    """A closed panel on `project` with the sheet of `expert`."""
    panel = made.panel(project, expert, stage=PanelStage.ACCEPTANCE, due_on=NOW - timedelta(days=1))
    panel.seats.update(state=SheetState.SUBMITTED, points=[45, 20, 20])


def test_grade_and_award(accepting, world):
    project = accepting()
    actions.grade(project=project, grade=Grade.EXCELLENT, award="一等奖", by=world.people["department"])
    assert (project.state, project.grade, project.award) == ("closing", "excellent", "一等奖")
    report = project.reports.get()
    assert (report.state, report.result) == ("accepted", "excellent")


def test_grade_waits_for_report_and_panel(world, call, handed_in, judged, refused):
    project = made.project(world["0101"], call, ProjectState.RUNNING, midterm_result="passed")
    report = handed_in(project, ReportKind.FINAL, checked=False)
    grade = {"project": project, "grade": Grade.PASSED, "by": world.people["department"]}
    assert refused(actions.grade, **grade)
    reports.check(report=report, opinion="同意", by=world.people["unit-01"])
    assert refused(actions.grade, **grade)
    panel = judged(project)
    panel.due_on = NOW
    panel.save()
    assert refused(actions.grade, **grade)
    panel.due_on = NOW - timedelta(days=1)
    panel.save()
    actions.grade(**grade)
    assert project.state == "closing"


def test_unit_accepts_its_own_call_without_a_panel(world, handed_in):
    project = made.project(world["0101"], made.call(world["01"]), ProjectState.RUNNING, midterm_result="passed")
    handed_in(project, ReportKind.FINAL, checked=False)
    actions.grade(project=project, grade=Grade.PASSED, by=world.people["unit-01"])
    assert project.state == "closing"


def test_leader_grades_nothing(world, accepting, refused):
    project = accepting(leader_user=world.people["department"])
    assert refused(actions.grade, project=project, grade=Grade.PASSED, by=world.people["department"])


def test_correction_before_acceptance_once(accepting, world, handed_in, refused):
    officer, project = world.people["department"], accepting()
    amend = {"project": project, "reason": "补充数据", "by": officer}
    assert refused(actions.amend, **amend, correct_by=date(2013, 4, 21))
    actions.amend(**amend, correct_by=date(2013, 4, 20))
    assert (project.state, project.correct_by) == ("amending", date(2013, 4, 20))
    handed_in(project, ReportKind.FINAL, number=2)
    project.refresh_from_db()
    assert (project.state, project.correct_by) == ("accepting", None)
    decided_panel(project, world.people["expert"].expert)
    assert "已整改过一次" in str(refused(actions.amend, **amend, correct_by=date(2013, 4, 20)))
    actions.fail(project=project, reason="仍不合格", by=officer)
    assert (project.state, project.grade, project.ended_on) == ("revoked", "failed", NOW)


def test_two_officers_grade_once(accepting, world):
    project = accepting()
    actions.grade(project=project, grade=Grade.PASSED, by=world.people["department"])
    with pytest.raises(TooLate):
        actions.grade(project=project, grade=Grade.EXCELLENT, by=world.people["department-2"])
    assert project.grade == Grade.PASSED


def test_closed_after_the_notice_and_its_objections(accepting, world, refused):
    officer, project = world.people["department"], accepting()
    actions.grade(project=project, grade=Grade.PASSED, by=officer)
    assert refused(actions.close, project=project, by=officer)
    entry = notice(project, ends_on=NOW)
    assert "2013年1月20日" in str(refused(actions.close, project=project, by=officer))
    Notice.objects.update(ends_on=NOW - timedelta(days=1))
    objection = Objection(entry=entry, on=NOW, text="数据不实")
    history.save(objection, by=officer)
    assert refused(actions.close, project=project, by=officer)
    objection.answer, objection.answered_on = "已核实", NOW
    history.save(objection, by=officer)
    actions.close(project=project, by=officer)
    assert (project.state, project.ended_on) == ("accepted", NOW)


@pytest.mark.parametrize("again", [Grade.PASSED, Grade.EXCELLENT])
def test_new_result_needs_a_new_notice_even_with_the_same_grade(accepting, world, refused, again):
    officer, project = world.people["department"], accepting()
    actions.grade(project=project, grade=Grade.PASSED, by=officer)
    entry = notice(project)
    assert notice_hindrance(project, NoticeStage.ACCEPTANCE) == ""
    with made.on(NOW + timedelta(days=1)):
        actions.regrade(project=project, reason="异议属实", by=officer)
        assert (project.grade, project.award, project.graded_by) == ("", "", None)
        assert (waiting_at(project, BOTH), next_role(project)) == ([ProjectWaits.GRADE], Role.DEPARTMENT)
        actions.grade(project=project, grade=again, by=officer)
        assert notice_hindrance(project, NoticeStage.ACCEPTANCE) == "尚未公示。"
        assert waiting_at(project, BOTH) == [ProjectWaits.NOTICE]
        assert refused(actions.close, project=project, by=officer)
    row = entry.history.first()
    assert (row.taken_back_at is not None, row.history_user, row.history_change_reason) == (True, officer, "异议属实")


def test_report_tells_the_result_that_holds(accepting, world, refused):
    officer, second, project = world.people["department"], world.people["department-2"], accepting()
    actions.grade(project=project, grade=Grade.EXCELLENT, by=officer)
    actions.regrade(project=project, reason="异议属实", by=officer)
    project.reports.update(submitted_by=second)
    assert refused(actions.grade, project=project, grade=Grade.PASSED, by=second)
    project.refresh_from_db()
    actions.grade(project=project, grade=Grade.PASSED, by=officer)
    report = project.reports.get()
    assert (report.state, report.result, report.history.first().result) == ("accepted", "passed", "passed")


def test_stopped_with_a_reason(project, world, refused):
    officer = world.people["department"]
    assert refused(actions.stop, project=project, reason="", by=officer)
    actions.stop(project=project, reason="负责人调离", by=officer)
    assert (project.state, project.ended_on, project.reason) == ("stopped", NOW, "负责人调离")


def test_too_many_excellent_is_told(accepting, world, call):
    project = accepting()
    assert "1" in grades_told(project)[0]
    assert len(grades_told(project)) == 2
    made.project(world["0102"], call, ProjectState.ACCEPTED, grade=Grade.PASSED)
    assert len(grades_told(project)) == 1


def test_organisation_shows_its_projects_as_of_a_day(accepting, world):
    project = accepting()
    with made.on(NOW + timedelta(days=1)):
        actions.grade(project=project, grade=Grade.EXCELLENT, award="一等奖", by=world.people["department"])
        today = NOW + timedelta(days=1)
        for code in ("0101", "01"):
            [found] = projects_of(world[code], today)
            assert (found.state, found.grade, found.award) == ("closing", Grade.EXCELLENT, "一等奖")
        [before] = projects_of(world["0101"], NOW)
        assert (before.state, before.grade, before.award) == ("accepting", None, "")
        assert projects_of(world["0102"], today) == projects_of(world["0101"], NOW - timedelta(days=9)) == []
