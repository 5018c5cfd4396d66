"""Whoever corrects what came back of a closed unit is asked, and everybody reads who that is (R30)."""

import pytest

from core.choices import Role
from ratings import actions, todos
from ratings.choices import Completion
from ratings.queries import completion
from ratings.rounds.progress import ProgressList
from tests.ratings.inherited import CLOSED, HEIR, REASON, enter, scope_of


def progress(world):
    """{unit: (to correct, state, who is next)} as the page of the round shows it."""
    rows = completion.by_unit(world.later, [world["01"], world["02"]])
    return {
        row.unit.code: (row.returned, row.state, ProgressList.value_waits_for(None, row))
        for row in rows
    }  # fmt: skip


def test_successor_is_asked_and_progress_says_whose_turn_it_is(merged):
    [todo] = todos.to_rate(merged["01"], scope_of(merged, "unit-01"))
    assert (todo.who, todo.url) == (Role.UNIT, f"{HEIR}?row=0201#id_0201-score")
    assert [note.startswith(f"{REASON}（department，") for note in todo.notes] == [True]
    assert progress(merged) == {
        "01": (1, Completion.RETURNED, Role.UNIT.label),
        "02": (0, Completion.APPROVED, "—"),
    }
    assert list(todos.to_rate(merged["02"], scope_of(merged, "department"))) == []
    assert list(todos.to_correct(merged["00"], scope_of(merged, "department"))) == []


def test_department_is_asked_for_a_dissolved_unit(dissolved):
    department = scope_of(dissolved, "department")
    [todo] = todos.to_correct(dissolved["00"], department)
    assert (todo.who, todo.url, todo.rule) == (Role.DEPARTMENT, f"{CLOSED}?row=0201#id_0201-score", "R30")
    assert [note.startswith(f"{REASON}（department，") for note in todo.notes] == [True]
    [of_unit] = todos.to_rate(dissolved["02"], department)
    assert (of_unit.who, of_unit.url) == (Role.DEPARTMENT, f"{CLOSED}?row=0201#id_0201-score")
    assert progress(dissolved)["02"] == (1, Completion.RETURNED, Role.DEPARTMENT.label)


def test_submitted_again_it_waits_for_the_department(merged):
    enter(merged, "01")
    actions.submit(round_=merged.later, unit=merged["01"], by=merged.people["unit-01"])
    assert list(todos.to_rate(merged["01"], scope_of(merged, "unit-01"))) == []
    [todo] = todos.to_decide(merged["00"], scope_of(merged, "department"))
    assert [name for name, _url in todo.names] == ["化学学院党总支（1）"]
    assert progress(merged)["02"][1:] == (Completion.SUBMITTED, Role.DEPARTMENT.label)


@pytest.mark.parametrize(("how", "words"), [("merged", "由承接单位文学院党委修改"), ("dissolved", "另一人审定")])
def test_page_that_reopens_says_who_corrects(request, client_of, how, words):
    request.getfixturevalue(how)
    assert words in client_of("department").get("/rounds/2012-2/reopen/0202/").content.decode()
