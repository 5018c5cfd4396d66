"""To-dos: rules belong to a role, take their rows through the scope, and stand in the order of the work."""

from datetime import date, timedelta

import pytest

from branches.models import Organisation, Secretary
from branches.places import places_of
from core.choices import Role
from core.scope import Scope
from core.todos import NAMED, first, named, next_date, todos
from ratings.choices import State, Tier
from tests.world import YEAR_1, YEAR_2, found, rate


@pytest.fixture
def scope(world):
    return lambda username: Scope(world.people[username], places_of(world.people[username]))


def test_work_comes_before_the_upkeep_of_the_roster(world, scope):
    rate(world["0101"], world.later, Tier.GOOD, state=State.SUBMITTED)
    found = todos(Role.DEPARTMENT, world["00"], scope("department"))
    places = [todo.url.split("/")[1] for todo in found]
    floors = ["duties", "rounds", "admin"]
    assert sorted(set(places), key=floors.index) == floors
    assert places == sorted(places, key=floors.index)


def test_reader_sees_what_a_unit_has_to_do_and_cannot_do_it(world, scope):
    [own] = [todo for todo in todos(Role.UNIT, world["01"], scope("unit-01")) if "2012-2" in todo.url]
    [read] = [todo for todo in todos(Role.UNIT, world["01"], scope("department")) if "2012-2" in todo.url]
    assert (own.why, own.url, own.who) == (read.why, f"{read.url}?row=0101#id_0101-score", Role.UNIT)
    assert own.action != read.action


def test_todo_says_by_when(world, scope):
    world.later.closes_on = date(2100, 12, 31)
    world.later.save()
    dues = {todo.url: todo.due for todo in todos(Role.UNIT, world["01"], scope("unit-01"))}
    assert dues["/units/01/rate/2012-2/?row=0101#id_0101-score"] == date(2100, 12, 31)


def test_stranger_has_nothing_to_do(world, scope):
    assert todos(Role.DEPARTMENT, world["00"], scope("stranger")) == []


def test_role_without_a_rule_has_nothing_to_do(world, scope):
    assert todos(Role.EXPERT, world["00"], scope("expert")) == []


def test_names_behind_a_count_are_the_first(world, django_assert_num_queries):
    for number in range(NAMED + 2):
        found(world["02"], f"02{number + 10}")
    rows = Organisation.objects.filter(code__startswith="02", depth=3).order_by("code")
    with django_assert_num_queries(2):
        count, names, more = named(rows)
    assert (count, len(names), more) == (NAMED + 4, NAMED, 4)
    assert names[0] == (world["0201"].name, "/branches/0201/")


@pytest.mark.parametrize(("more", "queries"), [(-1, 1), (0, 1), (1, 2), (4, 2)])
def test_first_rows_are_read_and_the_others_counted(world, django_assert_num_queries, more, queries):
    for number in range(NAMED + more):
        found(world["02"], f"02{number + 10}")
    rows = Organisation.objects.filter(code__gte="0210", code__lt="03")
    with django_assert_num_queries(queries):
        read, others = first(rows.order_by("code").values_list("code", flat=True))
    assert read == [f"02{number + 10}" for number in range(min(NAMED, NAMED + more))]
    assert others == max(more, 0)


def test_nothing_behind_no_count(world, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert named(Organisation.objects.none() | Organisation.objects.filter(code="none")) == (0, (), 0)


def test_todo_says_since_when_and_by_which_rule(world, scope):
    rate(world["0101"], world.later, Tier.GOOD, state=State.SUBMITTED)
    world.later.opens_on = date(2012, 10, 1)
    world.later.save()
    Secretary.objects.create(organisation=world["0101"], name="张三", term_to=date(2012, 12, 31))
    Secretary.objects.create(organisation=world["0102"], name="李四", term_to=date(2012, 12, 30))
    told = [(todo.rule, todo.since, todo.url) for todo in todos(Role.DEPARTMENT, world["00"], scope("department"))]
    roster = "/admin/branches/organisation/?office="
    assert [one for one in told if "2012-1" not in one[2] and one[0] != "R25"] == [
        ("R1", date(2012, 11, 15), "/rounds/2012-2/review/"),
        ("R1", date(2012, 10, 1), "/rounds/2012-2/progress/"),
        ("R1", date(2012, 10, 1), "/rounds/2012-2/progress/"),
        ("R29", None, f"{roster}vacant"),
        ("R29", date(2012, 12, 30), f"{roster}overdue"),
    ]


@pytest.mark.parametrize(
    ("today", "day"),
    [(YEAR_1, YEAR_1), (YEAR_1 + timedelta(days=1), YEAR_2), (YEAR_2 + timedelta(days=1), None)],
)
def test_next_date_is_the_nearest_that_is_not_over(world, scope, today, day):
    found = next_date(Role.BRANCH, world["0101"], scope("branch-0101"), today)
    assert (found and found.day) == day
