"""A running project of branch 0101 half-way, and reports that are written in full."""

from datetime import date

import pytest

from projects.actions import reports as actions
from projects.choices import PanelStage, ProjectState, ReportKind, SheetState
from projects.models import Seat
from projects.texts import headings_of
from tests.projects import made

NOW = date(2013, 1, 20)  # after the day of the mid-term report


@pytest.fixture(autouse=True)
def today():
    with made.on(NOW):
        yield


@pytest.fixture
def call(world):
    return made.call(world["00"])


@pytest.fixture
def project(world, call):
    """A running project of 0101 under a call of the university."""
    return made.project(world["0101"], call, ProjectState.RUNNING)


@pytest.fixture
def handed_in(world):
    """Writes the report of a kind in full and hands it in. Returns it."""

    def hand_in(project, kind, *, number=1, by="branch-0101", checked=True):
        person = world.people[by]
        content = {one.name: f"{one.name}：已完成" for one in headings_of(kind)}
        report = actions.write(project=project, kind=kind, number=number, content=content, by=person)
        actions.submit(report=report, by=person)
        if kind == ReportKind.FINAL and checked:
            actions.check(report=report, opinion="同意结项", by=world.people["unit-01"])
        return report

    return hand_in


@pytest.fixture
def judged(world):
    """A closed panel that judged the results of a project, with one sheet."""

    def judge(project):
        expert = made.expert(world.people["expert"])
        panel = made.panel(project, expert, stage=PanelStage.ACCEPTANCE, due_on=date(2013, 1, 18))
        Seat.objects.filter(panel=panel).update(state=SheetState.SUBMITTED, points=[45, 20, 20])
        return panel

    return judge


@pytest.fixture
def accepting(world, call, handed_in, judged):
    """A project that waits for its grade: report checked, panel closed."""

    def make(**facts):
        project = made.project(world["0101"], call, ProjectState.RUNNING, midterm_result="passed", **facts)
        handed_in(project, ReportKind.FINAL)
        judged(project)
        project.refresh_from_db()
        return project

    return make
