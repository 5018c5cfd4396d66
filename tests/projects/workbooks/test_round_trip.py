"""Projects out and in again: nothing changes, whatever state they are in and whatever people typed."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core import history
from core.names import fold
from core.reporting.choices import ReportedState
from core.workbooks.cells import tidy
from projects.actions import money
from projects.choices import WITH_MONEY, Grade, ProjectState, Verdict
from projects.models import BudgetLine, Project
from tests.projects import made
from tests.projects.money.entered import advance, running, spend
from tests.projects.workbooks.written import taken_out
from tests.workbooks import bring_in, counts, read_book

pytestmark = pytest.mark.django_db
S = ProjectState
NAUGHTY = ("=1+1", "'00123", "00123", "1e5", "TRUE", "_x0041_", "<b>&amp;</b>", "，；、", "-1", "+1", "𠮷野")
LINES = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=60).filter(str.strip)
AMOUNTS = st.integers(1, 10**9).map(lambda fen: Decimal(fen) / 100)


def again(tmp_path):
    plan = bring_in("projects", taken_out(tmp_path / "out.xlsx"))
    assert (plan.lines, plan.errors) == ([], [])
    return plan


@pytest.mark.parametrize("state", ProjectState)
def test_project_of_every_state_comes_back_unchanged(world, tmp_path, state):
    granted = Decimal(1500) if state in (*WITH_MONEY, S.NOTICE) else None
    facts = {"granted": granted, "own_granted": None if granted is None else Decimal(500)}
    if state in (S.CLOSING, S.ACCEPTED):
        facts |= {"grade": Grade.EXCELLENT, "verdict": Verdict.AS_GENERAL}
    made.project(world["0101"], made.call(world["00"]), state, **facts)
    made.project(world["02"], made.call(world["00"]), state, supporting=world["0201"], **facts)
    made.project(world["03"], made.call(world["00"]), state, **facts)
    made.project(world["0102"], made.call(world["01"]), state, **facts)
    assert counts(again(tmp_path)) == (0, 0, 12)


def test_money_and_tasks_come_back_unchanged_and_void_entries_stay_at_home(world, tmp_path):
    with made.on(date(2012, 11, 1)):
        project = running(world)
        made.task(project)
        made.task(project, 2, state=ReportedState.DONE, done_on=date(2012, 10, 1))
        made.task(project, 3, dropped_on=date(2012, 10, 1))
        advance(project, "1000")
        advance(project, "-1000", on=date(2012, 11, 1))
        wrong = spend(project, "5")
        spend(project, "0.70", use="甲")
        money.void_expenditure(expenditure=wrong, reason="误", by=None)
        assert counts(again(tmp_path)) == (0, 0, 8)
    book = read_book(tmp_path / "out.xlsx")
    assert [len(book[title]) - 1 for title in ("项目", "任务", "预算", "拨款", "支出")] == [1, 2, 2, 2, 1]
    assert (Project.objects.get().advanced, Project.objects.get().spent) == (Decimal("0.00"), Decimal("0.70"))


@pytest.mark.parametrize("typed", NAUGHTY)
def test_whatever_was_typed_comes_back_unchanged(world, tmp_path, typed):
    _typed(world, typed, Decimal("0.01"))
    assert counts(again(tmp_path)) == (0, 0, 6)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(line=LINES, amount=AMOUNTS)
def test_any_line_and_amount_comes_back_unchanged(world, tmp_path, line, amount):
    if line := fold(tidy(line))[:40]:
        _empty()
        _typed(world, line, amount)
        again(tmp_path)


def _empty():
    """What the example before left: money is protected from its project."""
    for project in Project.objects.all():
        project.expenditures.all().delete()
        project.advances.all().delete()
        project.delete()


def _typed(world, line, amount):
    """Two lines of the same use, and an expenditure on the first."""
    with made.on(date(2012, 11, 1)):
        facts = {"granted": amount * 3, "own_granted": Decimal(0), "number": line[:40], "title": line}
        project = running(world, lines=((line, amount), (line, amount * 2)), leader=line, **facts)
        made.task(project, text=line, person=line, goal=line, duty=line)
        advance(project, str(amount), note=line)
        spend(project, str(amount), use=line)


def test_number_of_queries_is_the_same_for_many(world, tmp_path):
    _typed(world, "甲", Decimal(1))
    few = _queries(tmp_path)
    for at in range(5):
        made.project(world["0102"], made.call(world["00"]), S.RUNNING, number=f"X{at}")
    assert _queries(tmp_path) == few
    assert BudgetLine.objects.count() == 12


def _queries(tmp_path):
    with CaptureQueriesContext(connection) as asked:
        again(tmp_path)
    return len(asked)


def test_rows_of_history_are_not_written_for_what_stays(world, tmp_path):
    project = running(world)
    history.save(project, by=None)
    before = project.history.count()
    again(tmp_path)
    assert project.history.count() == before
