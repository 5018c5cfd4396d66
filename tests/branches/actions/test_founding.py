"""Founding and splitting: paths, dated changes, history, and what is refused (R15, R16)."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from branches import actions, tree
from branches.choices import Category, ChangeKind, Kind
from branches.models import Change, Organisation
from core.models import Event

FOUNDED = date(2011, 3, 1)


def said(error):
    """{argument: sentences} of a ValidationError."""
    return error.value.message_dict


def new_branch(parent, code, **facts):
    facts = {"kind": Kind.BRANCH, "name": f"第{code}党支部", "category": Category.STAFF, "founded_on": FOUNDED} | facts
    return actions.found(parent=parent, code=code, by=None, **facts)


def test_university_is_founded_once(db, settings):
    settings.UNIVERSITY_NAME = "示范大学"
    first = actions.ensure_university(by=None)
    assert (first.code, first.name, first.kind, first.depth) == ("00", "示范大学", Kind.UNIVERSITY, 1)
    assert actions.ensure_university(by=None) == first


def test_found_stands_under_its_parent(world):
    branch = new_branch(world["01"], "0104", name="文学院学生第二党支部")
    assert tree.parents_of([branch])[branch.path] == world["01"]
    assert (branch.depth, branch.sought.split()[0]) == (3, "wxyxsdedzb")
    assert Organisation.objects.get(code="01").numchild == 4
    assert Organisation.objects.find_problems() == ([], [], [], [], [])


def test_found_keeps_change_history_and_event(world):
    by = world.people["department"]
    branch = actions.found(
        parent=world["02"],
        kind=Kind.BRANCH,
        code="0203",
        name="化学学院离退休党支部",
        category=Category.RETIRED,
        founded_on=FOUNDED,
        document="组〔2011〕3号",
        reason="新建",
        by=by,
    )
    change = branch.changes.get()
    assert (change.kind, change.on, change.document, change.reason, change.after, change.by) == (
        ChangeKind.FOUNDED, FOUNDED, "组〔2011〕3号", "新建", "02", by,
    )  # fmt: skip
    history = branch.history.get()
    assert (history.history_type, history.history_user, history.history_change_reason) == ("+", by, "新建")
    assert change.history.get().history_user == by
    detail = Event.objects.filter(kind="restructure").first().detail
    assert (detail["verb"], detail["change"], detail["on"]) == ("found", "founded", "2011-03-01")
    assert detail["after"] == {
        "kind": "branch", "code": "0203", "name": branch.name, "category": "retired", "founded_on": "2011-03-01",
        "void": False,
    }  # fmt: skip


def test_found_without_a_day_is_old_and_undated(world):
    assert new_branch(world["01"], "0104", founded_on=None).changes.count() == 0


@pytest.mark.parametrize(
    ("facts", "argument"),
    [
        ({"code": "0101"}, "code"),
        ({"code": "a/b"}, "code"),
        ({"code": "."}, "code"),
        ({"code": ""}, "code"),
        ({"code": "9" * 21}, "code"),
        ({"name": ""}, "name"),
        ({"kind": "club"}, "kind"),
        ({"category": ""}, "category"),
        ({"category": Category.STAFF, "basis": "class"}, "basis"),
        ({"kind": Kind.PARTY_COMMITTEE}, "category"),
        ({"kind": Kind.PARTY_COMMITTEE, "category": ""}, "parent"),
        ({"founded_on": date(2999, 1, 1)}, "founded_on"),
    ],
)
def test_found_refuses(world, facts, argument):
    before = Organisation.objects.count()
    with pytest.raises(ValidationError) as error:
        new_branch(world["01"], **({"code": "0104"} | facts))
    assert set(said(error)) == {argument}
    assert Organisation.objects.count() == before


@pytest.mark.parametrize("parent", ["00", "03", "0101"])
def test_branch_is_founded_under_a_unit_with_branches(world, parent):
    with pytest.raises(ValidationError) as error:
        new_branch(world[parent], "0104")
    assert set(said(error)) == {"parent"}


def test_found_refuses_a_closed_unit(world):
    unit = actions.found(parent=world["00"], kind=Kind.GENERAL_BRANCH, code="04", name="党总支", by=None)
    actions.dissolve(unit, on=date(2012, 1, 1), by=None)
    with pytest.raises(ValidationError) as error:
        new_branch(unit, "0401")
    assert set(said(error)) == {"parent"}


def roster(world, size):
    """Rows for `size` branches, half of them in each of two units."""
    return [
        (
            world["01" if number % 2 else "02"],
            Organisation(kind=Kind.BRANCH, code=f"x{number}", name="支部", category=Category.STAFF, founded_on=FOUNDED),
        )
        for number in range(size)
    ]


def test_found_many_keeps_the_tree_whole(world):
    founded = actions.found_many(roster(world, 41), reason="import: a.xlsx", by=None)
    assert [one.code for one in founded] == [f"x{number}" for number in range(41)]
    assert [one.code for one in Organisation.objects.under(world["02"])] == [
        "0201", "0202", *(f"x{number}" for number in range(0, 41, 2)),
    ]  # fmt: skip
    assert Organisation.objects.find_problems() == ([], [], [], [], [])
    assert Change.objects.filter(kind=ChangeKind.FOUNDED, reason="import: a.xlsx").count() == 41
    assert Organisation.history.filter(history_change_reason="import: a.xlsx").count() == 41


def test_found_many_costs_the_same_for_40_and_400(world):
    costs = []
    for size in (40, 400):
        rows = [(parent, row) for parent, row in roster(world, size)]
        for number, (_parent, row) in enumerate(rows):
            row.code = f"{size}-{number}"
        with CaptureQueriesContext(
            connection,
        ) as queries:
            actions.found_many(rows, by=None)
        costs.append(len(queries))
    assert costs[0] <= costs[1] <= 40


def test_found_many_refuses_a_code_used_twice_in_it(world):
    rows = roster(world, 2)
    rows[1][1].code = "x0"
    with pytest.raises(ValidationError) as error:
        actions.found_many(rows, by=None)
    assert set(said(error)) == {"code"}
    assert not Organisation.objects.filter(code="x0").exists()


def test_split_founds_beside_and_lets_the_original_carry_on(world):
    new = actions.split(world["0102"], code="0104", name="文学院学生第二党支部", on=FOUNDED, by=None)
    assert (tree.parents_of([new])[new.path], new.kind, new.category) == (world["01"], Kind.BRANCH, Category.STUDENT)
    assert (new.founded_on, new.basis) == (FOUNDED, "")
    split = world["0102"].changes.get(kind=ChangeKind.SPLIT)
    assert (split.on, split.after) == (FOUNDED, "0104")
    assert world["0102"].closed_on is None


def test_split_of_a_direct_branch_is_another_one(world):
    new = actions.split(world["03"], code="04", name="档案馆直属党支部", on=FOUNDED, by=None)
    assert (tree.parents_of([new])[new.path], new.kind) == (world["00"], Kind.DIRECT_BRANCH)


@pytest.mark.parametrize(
    ("code", "on", "argument"),
    [("01", FOUNDED, "organisation"), ("0102", date(2000, 1, 1), "on"), ("0102", date(2999, 1, 1), "on")],
)
def test_split_refuses(world, code, on, argument):
    with pytest.raises(ValidationError) as error:
        actions.split(world[code], code="0104", name="新", on=on, by=None)
    assert set(said(error)) == {argument}


def test_today_is_not_the_future(world):
    assert new_branch(world["01"], "0104", founded_on=timezone.localdate()).founded_on == timezone.localdate()
