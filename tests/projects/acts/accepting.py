"""Reports, the mid-term check and the acceptance: what makes each verb ready to be carried out."""

from datetime import date
from functools import partial

from core import history
from projects.actions import accepting as actions
from projects.actions import reports
from projects.choices import Grade, MidtermResult, ProjectState, ReportKind, ReportState
from projects.models import ProjectReport
from projects.texts import headings_of
from tests.projects import made
from tests.projects.acceptance.conftest import NOW
from tests.projects.acceptance.test_grades import decided_panel, notice

DAY = NOW
S, R = ProjectState, ReportState
MIDTERM, FINAL = ReportKind.MIDTERM, ReportKind.FINAL
AGAIN = {"correct_by": date(2013, 3, 1), "reason": "缺数据"}


def _project(world, state=S.RUNNING, **facts):
    return made.project(world["0101"], made.call(world["00"]), state, **facts)


def _written(kind):
    return {one.name: f"{one.name}：已完成" for one in headings_of(kind)}


def _report(project, kind, state):
    """The report of `kind`, written in full, at `state`."""
    row = ProjectReport(project=project, kind=kind, due_on=project.final_on, state=state, content=_written(kind))
    history.save(row, by=None)
    return row


def _reported(verb, kind, state, *, of=S.RUNNING, by="department", **facts):
    """`verb` about a report of `kind` that stands at `state`, of a project that stands at `of`."""
    return lambda world: partial(verb, report=_report(_project(world, of), kind, state), **facts, by=world.people[by])


def _write(world):
    facts = {"project": _project(world), "kind": MIDTERM, "number": 1, "content": _written(MIDTERM)}
    return partial(reports.write, **facts, by=world.people["branch-0101"])


def _drop_file(world):
    report = _report(_project(world), MIDTERM, R.DRAFT)
    file = reports.add_file(report=report, link="https://example.org/report", by=None)
    return partial(reports.drop_file, report=report, file=file, by=world.people["branch-0101"])


def _judged(verb, **facts):
    """`verb` about a project whose final report is checked and whose results were judged."""

    def ready(world):
        project = _project(world, S.ACCEPTING)
        _report(project, FINAL, R.CHECKED)
        decided_panel(project, made.expert(world.people["expert"]))
        return partial(verb, project=project, **facts, by=world.people["department"])

    return ready


def _told(verb, **facts):
    """`verb` about a project whose result was told by a notice that is over."""

    def ready(world):
        project = _project(world, S.CLOSING, grade=Grade.EXCELLENT)
        _report(project, FINAL, R.ACCEPTED)
        notice(project)
        return partial(verb, project=project, **facts, by=world.people["department"])

    return ready


ACTS = {
    reports.write: _write,
    reports.add_file: _reported(
        reports.add_file, MIDTERM, R.DRAFT, by="branch-0101", link="https://example.org/report"
    ),
    reports.drop_file: _drop_file,
    reports.submit: _reported(reports.submit, FINAL, R.DRAFT, by="branch-0101"),
    reports.check: _reported(reports.check, FINAL, R.SUBMITTED, of=S.ACCEPTING, by="unit-01", opinion="同意结项"),
    reports.return_: _reported(reports.return_, FINAL, R.SUBMITTED, of=S.ACCEPTING, by="unit-01", reason="缺附件"),
    reports.send_back: _reported(reports.send_back, MIDTERM, R.SUBMITTED, reason="缺数据"),
    reports.decide_midterm: _reported(
        reports.decide_midterm, MIDTERM, R.SUBMITTED, result=MidtermResult.CORRECT, **AGAIN
    ),
    actions.grade: _judged(actions.grade, grade=Grade.EXCELLENT, award="一等奖"),
    actions.amend: _judged(actions.amend, **AGAIN),
    actions.fail: _judged(actions.fail, reason="未开展"),
    actions.regrade: _told(actions.regrade, reason="结论有误"),
    actions.close: _told(actions.close),
    actions.stop: lambda world: partial(
        actions.stop, project=_project(world), reason="未开展", by=world.people["department"]
    ),
}
