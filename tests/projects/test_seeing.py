"""Who sees what of projects: by the tree, and experts what is assigned while they judge (R37)."""

from datetime import date

import pytest

from branches.models import Organisation
from core import history
from core.choices import Role
from core.scope import scope_of
from projects.choices import ProjectState, SheetState
from projects.models import BudgetLine, Call, Project, ProjectReport, Seat, Task, TeamMember
from tests.projects.made import TODAY, call, expert, on, panel, project, task


def titles(user, model=Project, role=None):
    return sorted(str(one) for one in scope_of(user).of(model, role=role))


@pytest.fixture
def several(world, called):
    """A project of 0101, one of 0201, one of unit 01 that 0101 supports."""
    project(world["0101"], called, title="甲")
    project(world["0201"], called, title="乙")
    project(world["01"], called, title="丙", supporting=world["0101"])


@pytest.mark.parametrize(
    ("username", "expected"),
    [
        ("department", ["丙", "乙", "甲"]),
        ("viewer", ["丙", "乙", "甲"]),
        ("viewer-01", ["丙", "甲"]),
        ("unit-01", ["丙", "甲"]),
        ("unit-02", ["乙"]),
        ("branch-0101", ["丙", "甲"]),
        ("branch-0201", ["乙"]),
        ("accounts", []),
        ("audit", []),
        ("stranger", []),
    ],
)
def test_projects_within_the_tree(world, several, username, expected):
    assert titles(world.people[username]) == expected


@pytest.mark.parametrize(
    ("username", "expected"),
    [
        ("department", ["院级", "院级草稿", "校级", "校级草稿"]),
        ("unit-01", ["院级", "院级草稿", "校级"]),
        ("branch-0101", ["院级", "校级"]),
        ("unit-02", ["校级"]),
        ("expert", []),
    ],
)
def test_calls_are_seen_by_who_may_answer_them(world, username, expected):
    for host, name in ((world["00"], "校级"), (world["01"], "院级")):
        call(host, title=name)
        call(host, title=f"{name}草稿", published_on=None)
    user = world.people[username]
    assert titles(user, Call, role=(Role.DEPARTMENT, Role.UNIT, Role.BRANCH, Role.EXPERT)) == sorted(expected)


@pytest.fixture
def judged(world, called):
    """A project of 0201 that the expert, who is of unit 01, judges until 30 June, with a task and a member; beside it
    one that nobody assigned."""
    found = project(world["0201"], called, ProjectState.REVIEWING, title="评审")
    task(found)
    project(world["0201"], called, ProjectState.REVIEWING, title="未指派")
    panel(found, expert(world.people["expert"], world["01"]))
    return found


def seen_by_expert(world):
    return titles(world.people["expert"], role=Role.EXPERT)


def test_expert_sees_what_is_assigned(world, judged):
    user = world.people["expert"]
    assert seen_by_expert(world) == ["评审"]
    assert titles(user, Task, Role.EXPERT) == ["编制学习计划"]
    assert titles(user, BudgetLine, Role.EXPERT) == ["书籍", "活动"]
    assert len(titles(user, Seat, Role.EXPERT)) == 1
    assert titles(user, Organisation, Role.EXPERT) == ["00 示范大学"]


def test_as_a_reader_an_expert_sees_nothing(world, judged):
    assert [titles(world.people["expert"], one) for one in (Project, Call, Task, ProjectReport, Organisation)] == [
        []
    ] * 5


def test_seats_are_seen_by_who_sees_the_project(world, judged):
    assert [len(titles(world.people[name], Seat)) for name in ("department", "unit-02", "unit-01")] == [1, 1, 0]


def _closed(seat):
    seat.panel.closed_at = "2012-05-31T10:00+08:00"
    history.save(seat.panel, by=None)


def _recused(seat):
    seat.state, seat.reason = SheetState.RECUSED, "合作者"
    history.save(seat, by=None)


def _own_unit(seat):
    seat.expert.unit = Organisation.objects.get(code="02")
    history.save(seat.expert, by=None)


def _member(seat):
    row = TeamMember(project=seat.panel.project, number=1, name="某人", user=seat.expert.user)
    history.save(row, by=None)


def _leader(seat):
    seat.panel.project.leader_user = seat.expert.user
    history.save(seat.panel.project, by=None)


def _withdrawn(seat):
    seat.panel.project.state, seat.panel.project.ended_on = ProjectState.WITHDRAWN, TODAY
    history.save(seat.panel.project, by=None)


def _at_acceptance(seat):
    """A panel on the application judges nothing while the result is accepted."""
    seat.panel.project.state = ProjectState.ACCEPTING
    history.save(seat.panel.project, by=None)


@pytest.mark.parametrize("bar", [_withdrawn, _at_acceptance, _closed, _recused, _own_unit, _member, _leader])
def test_expert_sees_it_no_more(world, judged, bar):
    bar(Seat.objects.select_related("panel__project", "expert__user").get())
    assert seen_by_expert(world) == titles(world.people["expert"], Seat, Role.EXPERT) == []


@pytest.mark.parametrize(("day", "expected"), [(date(2012, 6, 30), ["评审"]), (date(2012, 7, 1), [])])
def test_panel_is_open_until_the_end_of_its_day(world, judged, day, expected):
    with on(day):
        assert seen_by_expert(world) == expected
