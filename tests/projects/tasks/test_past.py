"""A day gone by: the list of tasks shows them as they were then (R34, R38)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from branches import actions as roster
from core import history
from core.reporting.choices import ReportedState
from projects.choices import ProjectState
from tests.projects.made import TODAY, days, on, project, task
from tests.workbooks import list_rows
from tests.world import move

S = ProjectState
URL = "/projects/tasks/"
DUE, DONE, ENDED, NOW = (TODAY + days(count) for count in (10, 15, 20, 40))


def changed(row, **facts):
    """`row` with other `facts` from now on."""
    type(row).objects.filter(pk=row.pk).update(**facts)
    history.remember(type(row), [row.pk], by=None)


@pytest.fixture
def past(world, called):
    """A project of 0101 with three tasks, the first done too late and reworded on DONE; on ENDED the project stops
    under another title, the third task is left out, 0101 moves to another unit; NOW it is renamed."""
    with on(TODAY):
        found = project(world["0101"], called, S.RUNNING, title="旧题目")
        first, _second, third = (task(found, number, text=f"任务{number}", due_on=DUE) for number in (1, 2, 3))
    with on(DONE):
        changed(first, state=ReportedState.DONE, done_on=DONE, text="改写一", person="赵新")
    with on(ENDED):
        changed(found, state=S.STOPPED, ended_on=ENDED, title="新题目")
        changed(third, dropped_on=ENDED)
        move(world["0101"], world["02"], on=ENDED)
    with on(NOW):
        world["0101"].refresh_from_db()
        roster.rename(world["0101"], name="新教工党支部", on=NOW, by=None)
        yield found


def told(client, day, query=""):
    rows = client.get(f"{URL}?on={day}{query}").context["list"].rows
    return {row.record.number: (row.record.text, row.record.state, str(row.get_cell_value("late"))) for row in rows}


def test_tasks_are_those_of_the_day(past, client_of):
    client, none = client_of("department"), ReportedState.OPEN
    assert told(client, TODAY - days(1)) == {}
    assert told(client, DUE) == {number: (f"任务{number}", none, "") for number in (1, 2, 3)}
    late = told(client, DONE - days(1))
    assert {number: bool(how) for number, (_text, _state, how) in late.items()} == {1: True, 2: True, 3: True}
    assert told(client, DONE)[1] == ("改写一", ReportedState.DONE, "")
    assert set(told(client, NOW)) == {1, 2}


@pytest.mark.parametrize(
    ("query", "before", "done", "now"),
    [
        ("&late=on", {1, 2, 3}, {2, 3}, set()),
        ("&state=done", set(), {1}, {1}),
        ("&unit=01", {1, 2, 3}, {1, 2, 3}, set()),
        ("&unit=02", set(), set(), {1, 2}),
    ],
)
def test_filters_ask_about_the_day(past, client_of, query, before, done, now):
    client = client_of("department")
    assert [set(told(client, day, query)) for day in (DONE - days(1), DONE, NOW)] == [before, done, now]


def test_project_and_organisation_are_called_as_on_the_day(past, client_of):
    texts = [client_of("department").get(f"{URL}?on={day}").content.decode() for day in (DUE, NOW)]
    assert [("旧题目" in one, "新教工党支部" in one) for one in texts] == [(True, False), (False, True)]


@pytest.mark.parametrize("path", [URL, f"{URL}sheet/"])
def test_day_ahead_is_refused(past, client_of, path):
    answer = client_of("department").get(path, {"on": str(NOW + days(1))})
    assert answer.status_code == 400
    assert "尚未到来" in answer.content.decode()


def test_workbook_is_of_the_day(past, client_of):
    answer = client_of("department").get(f"{URL}sheet/", {"on": str(DUE)})
    values = {cell for row in list_rows(answer) for cell in row}
    assert {"任务1", "旧题目"} <= values
    assert "新题目" not in values


def test_past_page_costs_the_same_for_many(past, world, called, client_of):
    counts = []
    for number in range(2):
        with on(TODAY):
            for one in range(4 * number):
                task(project(world["0102"], called, S.RUNNING, title=f"项目{one}"))
        with CaptureQueriesContext(connection) as captured:
            client_of("department").get(f"{URL}?on={DUE}")
        counts.append(len(captured))
    assert counts[0] == counts[1]
