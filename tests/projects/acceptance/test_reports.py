"""Reports are due before they are written; written, handed in, looked at, returned; the mid-term check is decided."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from core.workflow.lifecycle import TooLate
from projects.actions import reports as actions
from projects.choices import Lateness, MidtermResult, ProjectState, ReportKind, ReportState
from projects.queries.reports import owed, owed_by
from tests.projects import made

MIDTERM, FINAL = ReportKind.MIDTERM, ReportKind.FINAL


def facts(project):
    return [(one.kind, one.number, one.due_on, one.state, one.lateness) for one in owed(project)]


def test_reports_are_owed_before_anybody_writes(project):
    late = (MIDTERM, 1, date(2013, 1, 15), "due", Lateness.LATE)
    assert facts(project) == [late, (FINAL, 1, date(2013, 6, 15), "due", Lateness.NONE)]
    with made.on(date(2013, 1, 30)):
        assert facts(project)[0][-1] == Lateness.VERY_LATE


def test_what_is_owed_is_read_at_once(world, project, call, django_assert_num_queries):
    other = made.project(world["0102"], call, ProjectState.RUNNING)
    projects = [type(one).objects.get(pk=one.pk) for one in (project, other)]
    with django_assert_num_queries(2):
        found = owed_by(projects)
    assert {key: len(rows) for key, rows in found.items()} == {project.pk: 2, other.pk: 2}


def test_draft_is_saved_with_gaps_and_is_still_owed(project, world):
    by = world.people["branch-0101"]
    for _press in range(2):
        report = actions.write(project=project, kind=MIDTERM, number=1, content={"progress": "已开三次会"}, by=by)
    assert (report.state, report.content["progress"], report.history.count()) == ("draft", "已开三次会", 1)
    assert [one.state for one in owed(project)] == ["draft", "due"]


def test_report_with_gaps_is_not_handed_in(project, world, refused):
    by = world.people["branch-0101"]
    report = actions.write(project=project, kind=MIDTERM, number=1, content={"progress": "已开三次会"}, by=by)
    assert "调整" in str(refused(actions.submit, report=report, by=by))
    assert len(actions.missing(report)) == 4


def test_second_press_hands_in_nothing(project, world, handed_in):
    report = handed_in(project, MIDTERM)
    with pytest.raises(TooLate):
        actions.submit(report=report, by=world.people["branch-0101"])
    assert report.history.filter(state="submitted").count() == 1
    assert [one.kind for one in owed(project)] == [FINAL]


def test_midterm_report_passes(project, world, handed_in):
    report = handed_in(project, MIDTERM)
    actions.decide_midterm(report=report, result=MidtermResult.PASSED, by=world.people["department"])
    project.refresh_from_db()
    assert (project.state, project.midterm_result, report.state) == ("running", "passed", "accepted")


def test_midterm_correction_and_re_check(project, world, handed_in, refused):
    officer = world.people["department"]
    report = handed_in(project, MIDTERM)
    correct = {"report": report, "result": MidtermResult.CORRECT, "by": officer}
    assert refused(actions.decide_midterm, **correct, correct_by=date(2013, 3, 1))
    assert "2013年4月20日" in str(
        refused(actions.decide_midterm, **correct, reason="缺数据", correct_by=date(2013, 4, 21))
    )
    actions.decide_midterm(**correct, reason="缺数据", correct_by=date(2013, 3, 1))
    project.refresh_from_db()
    assert (project.state, project.correct_by, project.reason) == ("correcting", date(2013, 3, 1), "缺数据")
    assert facts(project)[0] == (MIDTERM, 2, date(2013, 3, 1), "due", Lateness.NONE)
    again = handed_in(project, MIDTERM, number=2)
    assert refused(
        actions.decide_midterm,
        report=again,
        result=MidtermResult.CORRECT,
        reason="还缺",
        correct_by=date(2013, 3, 1),
        by=officer,
    )
    actions.decide_midterm(report=again, result=MidtermResult.PASSED, by=officer)
    project.refresh_from_db()
    assert (project.state, project.midterm_result, project.correct_by) == ("running", "corrected", None)


def test_midterm_stops_a_project(project, world, handed_in):
    report = handed_in(project, MIDTERM)
    officer = world.people["department"]
    actions.decide_midterm(report=report, result=MidtermResult.STOPPED, reason="未开展", by=officer)
    project.refresh_from_db()
    assert (project.state, project.ended_on, project.midterm_result) == ("stopped", date(2013, 1, 20), "stopped")
    assert owed(project) == []


def test_two_officers_decide_once(project, world, handed_in):
    report = handed_in(project, MIDTERM)
    actions.decide_midterm(report=report, result=MidtermResult.PASSED, by=world.people["department"])
    with pytest.raises(TooLate):
        actions.decide_midterm(
            report=report, result=MidtermResult.STOPPED, reason="未开展", by=world.people["department-2"]
        )
    project.refresh_from_db()
    assert project.state == "running"


def test_who_handed_it_in_decides_nothing(world, handed_in, refused):
    call = made.call(world["01"])
    unit = world.people["unit-01"]
    project = made.project(world["0101"], call, ProjectState.RUNNING)
    report = handed_in(project, MIDTERM)
    report.submitted_by = unit
    report.save()
    assert refused(actions.decide_midterm, report=report, result=MidtermResult.PASSED, by=unit)


def test_final_report_asks_for_acceptance(project, world, handed_in):
    report = handed_in(project, FINAL, checked=False)
    project.refresh_from_db()
    assert (project.state, report.state) == ("accepting", "submitted")
    actions.return_(report=report, reason="缺附件", by=world.people["unit-01"])
    assert (report.state, report.reason) == (ReportState.RETURNED, "缺附件")
    again = handed_in(project, FINAL)
    project.refresh_from_db()
    assert (project.state, again.pk, again.state, again.opinion) == ("accepting", report.pk, "checked", "同意结项")


def test_unit_gives_an_opinion(project, world, handed_in, refused):
    report = handed_in(project, FINAL, checked=False)
    assert refused(actions.check, report=report, opinion=" ", by=world.people["unit-01"])


def test_project_in_correction_asks_for_no_acceptance(world, call, handed_in, refused):
    project = made.project(world["0101"], call, ProjectState.CORRECTING, correct_by=date(2013, 3, 1))
    with pytest.raises(ValidationError, match="中期整改"):
        handed_in(project, FINAL)


def test_report_that_is_not_due_is_not_written(world, call, refused):
    project = made.project(world["0101"], call, ProjectState.NOTICE)
    by = world.people["branch-0101"]
    assert refused(actions.write, project=project, kind=MIDTERM, number=1, content={}, by=by)


def test_link_is_kept_and_taken_out(project, world, handed_in, refused):
    by = world.people["branch-0101"]
    report = actions.write(project=project, kind=MIDTERM, number=1, content={}, by=by)
    assert refused(actions.add_file, report=report, by=by)
    kept = actions.add_file(report=report, link="https://example.org/report", by=by)
    actions.drop_file(report=report, file=kept, by=by)
    assert not report.files.exists()
    handed_in(project, MIDTERM)
    assert refused(actions.add_file, report=report, link="https://example.org/late", by=by)
