"""Who carries out late projects is reminded, once a day (R38)."""

from datetime import date

import pytest

from core.models import Event
from core.scope import scope_of
from projects.choices import ProjectState
from projects.models import ProjectReminder
from projects.todos.writers import reports_late
from tests.projects.made import on, project

URL = "/projects/remind/"
LATE = date(2013, 7, 1)


@pytest.fixture
def late(world, called, unit_called):
    """Three whose final report was due on 15 June 2013, of 0101 (twice) and of 0201."""
    found = [
        project(world["0101"], called, ProjectState.RUNNING, title="甲", midterm_result="passed"),
        project(world["0101"], unit_called, ProjectState.RUNNING, title="乙", midterm_result="passed"),
        project(world["0201"], called, ProjectState.RUNNING, title="丙", midterm_result="passed"),
    ]
    with on(LATE):
        yield found


def reminded():
    return sorted(ProjectReminder.objects.values_list("project__title", "reminded_as"))


def test_all_are_ticked_and_some_are_sent(late, client_of):
    client = client_of("department")
    form = client.get(URL).context["decision"].form
    assert sorted(one.title for one in form.initial["projects"]) == ["丙", "乙", "甲"]
    response = client.post(URL, {"projects": [late[0].pk, late[2].pk]})
    assert response.url == "/projects/"
    assert reminded() == [("丙", "department"), ("甲", "department")]
    event = Event.objects.get(kind="remind")
    assert event.detail == {
        "verb": "remind", "organisation": "0101, 0201", "count": 2, "role": "department",
    }  # fmt: skip


def test_filter_is_kept(late, client_of):
    client = client_of("department")
    page = client.get(f"{URL}?level=unit")
    assert [one.title for one in page.context["decision"].form.initial["projects"]] == ["乙"]
    assert client.post(f"{URL}?level=unit", {"projects": [late[1].pk]}).url == "/projects/?level=unit"


def test_unit_reminds_its_branches_only(late, client_of):
    client = client_of("unit-01")
    assert client.post(URL, {"projects": [late[2].pk]}).status_code == 200
    assert reminded() == []
    client.post(URL, {"projects": [late[0].pk, late[1].pk]})
    assert reminded() == [("乙", "unit"), ("甲", "unit")]


def test_second_press_says_so(late, client_of):
    client = client_of("department")
    for _press in range(2):
        response = client.post(URL, {"projects": [one.pk for one in late]})
    assert response.context["decision"].refusal == "没有逾期项目，或今天均已提醒。"
    assert len(reminded()) == 3


def test_to_do_says_who_reminded(world, late, client_of):
    client_of("department").post(URL, {"projects": [late[0].pk]})
    (todo,) = reports_late(world["0101"], scope_of(world.people["branch-0101"]))
    assert todo.notes == ("党委组织部于2013年7月1日提醒",)
    assert [name for name, _url in todo.names] == ["甲", "乙"]
