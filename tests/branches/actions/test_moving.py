"""Moves, names and the past: what changes, what stays, what is refused (R14, M10)."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from branches import actions, as_of
from branches.choices import Category, ChangeKind, Kind
from branches.models import Organisation
from tests.world import FOUNDED, close, found

MAY, JUNE, JULY = date(2012, 5, 1), date(2012, 6, 1), date(2012, 7, 1)
FUTURE = date(2999, 1, 1)
SOUND = ([], [], [], [], [])


def codes(unit):
    return [branch.code for branch in Organisation.objects.under(unit)]


def test_move_puts_the_branch_under_the_other_unit(world):
    change = actions.move(world["0101"], to=world["02"], on=JUNE, document="组〔2012〕8号", reason="调整", by=None)
    assert (codes(world["01"]), codes(world["02"])) == (["0102", "0103"], ["0201", "0202", "0101"])
    assert (change.kind, change.on, change.before, change.after) == (ChangeKind.MOVED, JUNE, "01", "02")
    assert (change.document, change.reason) == ("组〔2012〕8号", "调整")
    assert Organisation.objects.find_problems() == SOUND


def test_move_leaves_history_with_its_author(world):
    actions.move(world["0101"], to=world["02"], on=JUNE, reason="调整", by=world.people["department"])
    latest = world["0101"].history.first()
    assert (latest.history_user, latest.history_change_reason) == (world.people["department"], "调整")


def test_move_leaves_no_place_to_collide(world):
    actions.move(world["0103"], to=world["02"], on=JUNE, by=None)
    found(world["01"], "0104")
    actions.move(world["0103"], to=world["01"], on=JULY, by=None)
    assert codes(world["01"]) == ["0101", "0102", "0104", "0103"]
    assert Organisation.objects.find_problems() == SOUND


@pytest.mark.parametrize(
    ("code", "to", "on", "argument"),
    [
        ("0101", "01", JUNE, "to"),
        ("0101", "00", JUNE, "to"),
        ("0101", "03", JUNE, "to"),
        ("0101", "0201", JUNE, "to"),
        ("0101", "02", FUTURE, "on"),
        ("0101", "02", FOUNDED - timedelta(days=1), "on"),
        ("03", "02", JUNE, "organisation"),
        ("02", "01", JUNE, "organisation"),
        ("00", "01", JUNE, "organisation"),
    ],
)
def test_move_refuses(world, code, to, on, argument):
    paths = list(Organisation.objects.values_list("path", "code"))
    with pytest.raises(ValidationError) as error:
        actions.move(world[code], to=world[to], on=on, by=None)
    assert set(error.value.message_dict) == {argument}
    assert list(Organisation.objects.values_list("path", "code")) == paths


def test_move_refuses_a_closed_branch_and_a_closed_or_younger_unit(world):
    close(world["0102"], MAY)
    closed = found(world["00"], "04", kind=Kind.GENERAL_BRANCH)
    close(closed, JULY)
    young = found(world["00"], "05", kind=Kind.GENERAL_BRANCH, founded_on=JULY)
    for code, to, argument in (("0102", world["02"], "organisation"), ("0101", closed, "to"), ("0101", young, "to")):
        with pytest.raises(ValidationError) as error:
            actions.move(world[code], to=to, on=JUNE, by=None)
        assert set(error.value.message_dict) == {argument}


def test_moves_are_entered_in_their_order(world):
    actions.move(world["0101"], to=world["02"], on=JUNE, by=None)
    with pytest.raises(ValidationError) as error:
        actions.move(world["0101"], to=world["01"], on=MAY, by=None)
    assert set(error.value.message_dict) == {"on"}


def test_move_many_costs_the_same_for_20_and_200(world):
    costs = []
    for size in (20, 200):
        rows = [
            (world["01"], Organisation(kind=Kind.BRANCH, code=f"{size}-{number}", name="支部", category=Category.STAFF))
            for number in range(size)
        ]
        branches = actions.found_many(rows, by=None)
        with CaptureQueriesContext(connection) as queries:
            actions.move_many([(branch, world["02"]) for branch in branches], on=JUNE, by=None)
        costs.append(len(queries))
    assert costs[0] <= costs[1] <= 30
    assert len(codes(world["02"])) == 222


def test_rename_keeps_both_names(world):
    change = actions.rename(world["01"], name="人文学院党委", on=JUNE, reason="更名", by=None)
    world["01"].refresh_from_db()
    assert (world["01"].name, world["01"].sought) == ("人文学院党委", "rwxydw 人文学院党委")
    assert (change.kind, change.before, change.after) == (ChangeKind.RENAMED, "文学院党委", "人文学院党委")


@pytest.mark.parametrize(
    ("name", "on", "argument"), [("文学院党委", JUNE, "name"), ("新", FUTURE, "on"), ("新", date(1999, 1, 1), "on")]
)
def test_rename_refuses(world, name, on, argument):
    with pytest.raises(ValidationError) as error:
        actions.rename(world["01"], name=name, on=on, by=None)
    assert set(error.value.message_dict) == {argument}


def test_edit_corrects_facts_and_the_day_of_the_founding(world):
    branch = actions.found(
        parent=world["01"], kind=Kind.BRANCH, code="0104", name="新", category=Category.STAFF, founded_on=MAY, by=None
    )
    branch.founded_on, branch.members = JUNE, 7
    actions.edit_many([branch], {"founded_on", "members"}, reason="更正", by=None)
    branch.refresh_from_db()
    assert (branch.founded_on, branch.members, branch.changes.get().on) == (JUNE, 7, JUNE)
    assert branch.history.first().history_change_reason == "更正"


@pytest.mark.parametrize("event", ["moved", "taken in"])
def test_edit_refuses_a_founding_after_something_happened(world, event):
    if event == "moved":
        actions.move(world["0101"], to=world["02"], on=JUNE, by=None)
    else:
        close(world["0102"], JUNE, into=world["0101"])
    world["0101"].founded_on = JUNE
    actions.edit_many([world["0101"]], {"founded_on"}, by=None)
    world["0101"].founded_on = JULY
    with pytest.raises(ValidationError) as error:
        actions.edit_many([world["0101"]], {"founded_on"}, by=None)
    assert set(error.value.message_dict) == {"founded_on"}


def test_edit_takes_facts_only(world):
    with pytest.raises(KeyError):
        actions.edit_many([world["0101"]], {"closed_on"}, by=None)


def test_past_leads_back_over_moves_and_names(world):
    branch = world["0101"]
    actions.move(branch, to=world["02"], on=MAY, by=None)
    actions.rename(branch, name="化学学院教工第二党支部", on=MAY, by=None)
    actions.move(branch, to=world["01"], on=JULY, by=None)
    actions.rename(branch, name="文学院教工党支部", on=JULY, by=None)
    days = (MAY - timedelta(days=1), MAY, JUNE, JULY)
    assert [as_of.unit_on(branch, day).code for day in days] == ["01", "02", "02", "01"]
    assert [as_of.names_on([branch], day)[branch.pk] for day in days] == [
        "文学院教工第一党支部",
        "化学学院教工第二党支部",
        "化学学院教工第二党支部",
        "文学院教工党支部",
    ]


def test_past_of_units_and_the_university(world):
    assert as_of.unit_on(world["03"], JUNE) == world["03"]
    assert as_of.unit_on(world["00"], JUNE) is None


def test_past_of_many_costs_the_same(world, django_assert_num_queries):
    actions.move(world["0101"], to=world["02"], on=JUNE, by=None)
    everyone = list(Organisation.objects.all())
    with django_assert_num_queries(3):
        units = as_of.units_on(everyone, MAY)
    assert {one.code: units[one.pk].code for one in everyone if one.pk in units} == {
        "01": "01", "0101": "01", "0102": "01", "0103": "01", "02": "02", "0201": "02", "0202": "02", "03": "03",
    }  # fmt: skip
    with django_assert_num_queries(1):
        assert as_of.names_on(everyone, MAY) == {one.pk: one.name for one in everyone}
