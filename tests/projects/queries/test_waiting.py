"""What projects wait for at who decides, one row a situation: the to-do counts them, the list shows them."""

from datetime import date

import pytest
from django.utils import timezone

from core import history
from core.choices import Role
from core.reporting.choices import ReportedState
from projects.choices import (
    ENDED,
    NoticeStage,
    PanelStage,
    ProjectState,
    ProjectWaits,
    ReportKind,
    ReportState,
    RequestKind,
    SheetState,
)
from projects.models import ChangeRequest, Notice, NoticeEntry, Objection, Project, ProjectReport, Seat
from projects.queries.waiting import next_role, waits
from tests.projects.made import TODAY, expert, panel, project, task
from tests.world import person

S, W = ProjectState, ProjectWaits
A, U, B, E = Role.DEPARTMENT, Role.UNIT, Role.BRANCH, Role.EXPERT
PASSED, AHEAD = date(2012, 5, 31), date(2012, 6, 5)


def kept(row):
    history.save(row, by=None)
    return row


def nothing(found):
    pass


def paneled(stage=PanelStage.APPLICATION, due_on=AHEAD, *, is_closed=False, sheet=SheetState.DRAFT):
    """A panel with the sheet of one expert; None: without an expert."""

    def put(found):
        made = panel(found, stage=stage, due_on=due_on, closed_at=timezone.now() if is_closed else None)
        if sheet is not None:
            kept(Seat(panel=made, expert=expert(person("judge")), state=sheet))

    return put


def noticed(ends_on, stage=NoticeStage.APPROVAL, *, objection=None):
    def put(found):
        facts = {"title": "公示", "starts_on": date(2012, 5, 20), "ends_on": ends_on}
        notice = kept(Notice(host=found.call.host, stage=stage, **facts))
        entry = kept(NoticeEntry(notice=notice, project=found, title="甲", unit="乙", leader="丙"))
        if objection is not None:
            answered = {"answer": objection, "answered_on": TODAY} if objection else {}
            kept(Objection(entry=entry, on=TODAY, text="有异议", **answered))

    return put


def reported(kind, state=ReportState.SUBMITTED):
    facts = {"state": state, "reason": "请补充" if state == ReportState.RETURNED else ""}
    return lambda found: kept(ProjectReport(project=found, kind=kind, due_on=TODAY, **facts))


def both(*steps):
    return lambda found: [step(found) for step in steps]


def asked(found):
    kept(ChangeRequest(project=found, kind=RequestKind.TITLE, reason="更准确", asked_on=TODAY))


FINAL, CHECKED = reported(ReportKind.FINAL), reported(ReportKind.FINAL, ReportState.CHECKED)
ACCEPTANCE = PanelStage.ACCEPTANCE
# state, what is there besides, of the university's call: what it waits for at the department, at the unit; who is next.
ROWS = [
    (S.DRAFT, nothing, set(), set(), B),
    (S.RETURNED, nothing, set(), set(), B),
    (S.SUBMITTED, nothing, set(), {W.SUPPORT}, U),
    (S.SUPPORTED, nothing, {W.CHECK}, set(), A),
    (S.REVIEWING, nothing, {W.PANEL}, set(), A),
    (S.REVIEWING, paneled(), set(), set(), E),
    (S.REVIEWING, paneled(sheet=None), {W.PANEL}, set(), A),
    (S.REVIEWING, paneled(sheet=SheetState.RECUSED), {W.PANEL}, set(), A),
    (S.REVIEWING, paneled(sheet=SheetState.SUBMITTED), {W.SHEETS}, set(), A),
    (S.REVIEWING, paneled(due_on=PASSED), {W.DECIDE}, set(), A),
    (S.REVIEWING, paneled(is_closed=True), {W.DECIDE}, set(), A),
    (S.REVISING, nothing, set(), set(), B),
    (S.CONFIRMING, nothing, {W.CONFIRM}, set(), A),
    (S.NOTICE, nothing, {W.NOTICE}, set(), A),
    (S.NOTICE, noticed(TODAY), set(), set(), ""),
    (S.NOTICE, noticed(PASSED), {W.START}, set(), A),
    (S.NOTICE, noticed(TODAY, objection=""), {W.OBJECTION}, set(), A),
    (S.NOTICE, noticed(PASSED, objection=""), {W.OBJECTION}, set(), A),
    (S.NOTICE, noticed(PASSED, objection="已核实"), {W.START}, set(), A),
    (S.RUNNING, nothing, set(), set(), B),
    (S.RUNNING, lambda found: task(found, state=ReportedState.REPORTED), set(), {W.TASK}, B),
    (S.RUNNING, lambda found: task(found, state=ReportedState.REPORTED, dropped_on=TODAY), set(), set(), B),
    (S.RUNNING, asked, {W.CHANGE}, set(), B),
    (S.RUNNING, reported(ReportKind.MIDTERM), {W.MIDTERM}, set(), A),
    (S.RUNNING, reported(ReportKind.MIDTERM, ReportState.RETURNED), set(), set(), B),
    (S.CORRECTING, nothing, set(), set(), B),
    (S.CORRECTING, reported(ReportKind.MIDTERM), {W.MIDTERM}, set(), A),
    (S.ACCEPTING, FINAL, set(), {W.FIRST_CHECK}, U),
    (S.ACCEPTING, reported(ReportKind.FINAL, ReportState.RETURNED), set(), set(), B),
    (S.ACCEPTING, CHECKED, {W.ACCEPTANCE_PANEL}, set(), A),
    (S.ACCEPTING, both(CHECKED, paneled(ACCEPTANCE)), set(), set(), E),
    (S.ACCEPTING, both(CHECKED, paneled(ACCEPTANCE, sheet=SheetState.SUBMITTED)), {W.SHEETS}, set(), A),
    (S.ACCEPTING, both(CHECKED, paneled(ACCEPTANCE, is_closed=True)), {W.GRADE}, set(), A),
    (S.AMENDING, nothing, set(), set(), B),
    (S.CLOSING, nothing, {W.NOTICE}, set(), A),
    (S.CLOSING, noticed(PASSED, NoticeStage.APPROVAL), {W.NOTICE}, set(), A),
    (S.CLOSING, noticed(TODAY, NoticeStage.ACCEPTANCE), set(), set(), ""),
    (S.CLOSING, noticed(PASSED, NoticeStage.ACCEPTANCE), {W.CLOSE}, set(), A),
    *((ended, nothing, set(), set(), "") for ended in ENDED),
]


def waiting_at(role):
    return {kind for kind in W if Project.objects.filter(waits(kind, role)).exists()}


@pytest.mark.parametrize(("state", "besides", "at_department", "at_unit", "following"), ROWS)
def test_of_the_university(world, called, state, besides, at_department, at_unit, following):
    found = project(world["0101"], called, state)
    besides(found)
    assert (waiting_at(A), waiting_at(U), next_role(found)) == (at_department, at_unit, following)


OF_UNIT = [
    (S.SUPPORTED, nothing, {W.CHECK}),
    (S.REVIEWING, nothing, {W.DECIDE}),
    (S.REVIEWING, paneled(), set()),
    (S.ACCEPTING, FINAL, {W.GRADE}),
    (S.ACCEPTING, both(FINAL, paneled(ACCEPTANCE)), set()),
    (S.CLOSING, noticed(PASSED, NoticeStage.ACCEPTANCE), {W.CLOSE}),
]


@pytest.mark.parametrize(("state", "besides", "at_unit"), OF_UNIT)
def test_of_the_unit_s_own_call(world, unit_called, state, besides, at_unit):
    """The unit decides, with experts if it likes; where its secretary leads, the department does."""
    found = project(world["0101"], unit_called, state)
    besides(found)
    assert (waiting_at(A), waiting_at(U)) == (set(), at_unit)
    assert next_role(found) == (U if at_unit else E)
    found.leader_user = world.people["unit-01"]
    kept(found)
    assert (waiting_at(A), waiting_at(U)) == (at_unit, set())


def test_money_of_an_ended_project_goes_back(world, called):
    project(world["0101"], called, S.ACCEPTED, advanced=1000, spent=1000)
    assert waiting_at(A) == set()
    project(world["0101"], called, S.STOPPED, advanced=1000, spent=300)
    assert waiting_at(A) == {W.RETURN}
