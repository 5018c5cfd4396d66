"""Mergers and dissolutions: R12, R13, R13a, and what ends with an organisation."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from branches import actions
from branches.choices import Category, ChangeKind, Kind
from branches.models import Appointment, Organisation
from core.choices import Role
from tests.world import FOUNDED, appoint, found

MAY, JUNE, JULY = date(2012, 5, 1), date(2012, 6, 1), date(2012, 7, 1)
FUTURE = date(2999, 1, 1)


def refused(act, *args, **kwargs):
    """The arguments at fault when `act` is refused."""
    with pytest.raises(ValidationError) as error:
        act(*args, **kwargs, by=None)
    return set(error.value.message_dict)


def test_merge_closes_with_day_document_and_successor(world):
    change = actions.merge(world["0101"], into=world["0102"], on=JUNE, document="组〔2012〕8号", reason="合并", by=None)
    closed = Organisation.objects.get(code="0101")
    assert (closed.closed_on, closed.successor, closed.closing_document) == (JUNE, world["0102"], "组〔2012〕8号")
    assert (change.kind, change.on, change.after, change.reason) == (ChangeKind.MERGED, JUNE, "0102", "合并")
    assert closed.history.first().history_change_reason == "合并"


def test_dissolve_closes_without_successor(world):
    change = actions.dissolve(world["0101"], on=JUNE, document="组〔2012〕9号", by=None)
    closed = Organisation.objects.get(code="0101")
    assert (closed.closed_on, closed.successor, closed.closing_document) == (JUNE, None, "组〔2012〕9号")
    assert (change.kind, change.after) == (ChangeKind.DISSOLVED, "")


@pytest.mark.parametrize(
    ("code", "into", "on", "argument"),
    [
        ("0101", "0101", JUNE, "into"),
        ("0101", "01", JUNE, "into"),
        ("01", "0201", JUNE, "into"),
        ("0101", "00", JUNE, "into"),
        ("00", "01", JUNE, "organisation"),
        ("0101", "0102", FUTURE, "on"),
        ("0101", "0102", FOUNDED - timedelta(days=1), "on"),
        ("01", "03", JUNE, "into"),
    ],
)
def test_merge_refuses(world, code, into, on, argument):
    assert refused(actions.merge, world[code], into=world[into], on=on) == {argument}
    assert not Organisation.objects.filter(closed_on__isnull=False).exists()


@pytest.mark.parametrize(("code", "into"), [("03", "0101"), ("03", "01"), ("0101", "03")])
def test_direct_branch_is_branch_and_base_organisation_at_once(world, code, into):
    actions.merge(world[code], into=world[into], on=JUNE, by=None)
    assert Organisation.objects.get(code=code).successor == world[into]


def test_closed_is_closed(world):
    actions.dissolve(world["0101"], on=JUNE, by=None)
    assert refused(actions.dissolve, world["0101"], on=JULY) == {"organisation"}
    assert refused(actions.merge, world["0101"], into=world["0102"], on=JULY) == {"organisation"}
    assert refused(actions.rename, world["0101"], name="新", on=JULY) == {"organisation"}
    assert refused(actions.split, world["0101"], code="0104", name="新", on=JULY) == {"organisation"}


def test_successor_must_be_open_on_that_day_and_may_close_later(world):
    actions.dissolve(world["0102"], on=JUNE, by=None)
    assert refused(actions.merge, world["0101"], into=world["0102"], on=JUNE) == {"into"}
    actions.merge(world["0101"], into=world["0102"], on=MAY, by=None)


def test_successor_is_not_closed_before_what_was_merged_into_it(world):
    actions.merge(world["0101"], into=world["0102"], on=JUNE, by=None)
    assert refused(actions.dissolve, world["0102"], on=JUNE) == {"on"}
    actions.merge(world["0102"], into=world["0103"], on=JUNE + timedelta(days=1), by=None)


def test_mergers_form_no_circle(world):
    actions.merge(world["0101"], into=world["0102"], on=JUNE, by=None)
    assert refused(actions.merge, world["0102"], into=world["0101"], on=JULY) == {"into"}


def test_successor_must_be_founded_by_then(world):
    young = found(world["01"], "0104", founded_on=JULY)
    assert refused(actions.merge, world["0101"], into=young, on=JUNE) == {"into"}


def test_closing_is_not_entered_before_a_move_or_split(world):
    actions.move(world["0101"], to=world["02"], on=JUNE, by=None)
    actions.split(world["0102"], code="0104", name="新", on=JUNE, by=None)
    assert refused(actions.dissolve, world["0101"], on=MAY) == {"on"}
    assert refused(actions.dissolve, world["0102"], on=MAY) == {"on"}


def test_unit_with_open_branches_is_not_dissolved(world):
    assert refused(actions.dissolve, world["02"], on=JUNE) == {"organisation"}
    for code in ("0201", "0202"):
        actions.dissolve(world[code], on=JUNE, by=None)
    assert refused(actions.dissolve, world["02"], on=MAY) == {"organisation"}
    actions.dissolve(world["02"], on=JUNE, by=None)
    assert Organisation.objects.get(code="02").closed_on == JUNE


def test_unit_is_not_closed_before_its_last_branch_left(world):
    for code in ("0201", "0202"):
        actions.move(world[code], to=world["01"], on=JUNE, by=None)
    assert refused(actions.dissolve, world["02"], on=MAY) == {"on"}
    actions.dissolve(world["02"], on=JUNE, by=None)


def test_merged_unit_takes_its_open_branches_along(world):
    actions.dissolve(world["0202"], on=MAY, by=None)
    actions.merge(world["02"], into=world["01"], on=JUNE, document="组〔2012〕8号", reason="合并", by=None)
    assert [one.code for one in Organisation.objects.under(world["01"])] == ["0101", "0102", "0103", "0201"]
    unit = Organisation.objects.get(code="02")
    assert [one.code for one in Organisation.objects.under(unit)] == ["0202"]
    assert (unit.closed_on, unit.successor) == (JUNE, world["01"])
    moved = world["0201"].changes.get(kind=ChangeKind.MOVED)
    assert (moved.on, moved.before, moved.after, moved.document) == (
        JUNE, "02", "01", "组〔2012〕8号",
    )  # fmt: skip
    assert Organisation.objects.find_problems() == ([], [], [], [], [])


def test_unit_is_not_merged_before_a_branch_that_was_closed_later(world):
    actions.dissolve(world["0202"], on=JULY, by=None)
    assert refused(actions.merge, world["02"], into=world["01"], on=JUNE) == {"on"}


def test_closing_ends_appointments_and_office(world):
    future = appoint(world.people["stranger"], Role.BRANCH, world["0101"], starts_on=date(2090, 1, 1))
    over = appoint(world.people["viewer"], Role.BRANCH, world["0101"], ends_on=MAY)
    actions.set_secretary(world["0101"], name="李明", on=MAY, by=None)
    actions.dissolve(world["0101"], on=JUNE, by=None)
    held = Appointment.objects.filter(organisation=world["0101"]).order_by("pk").values_list("starts_on", "ends_on")
    assert list(held) == [(date(2012, 1, 1), JUNE), (JUNE, JUNE), (over.starts_on, MAY)]
    assert future.history.first().history_type == "~"
    assert world["0101"].secretaries.get().left_on == JUNE


def test_close_many_needs_no_order(world):
    third = found(world["01"], "0104")
    closings = [
        actions.Closing(world["01"], JULY, world["02"]),
        actions.Closing(world["0102"], JUNE, world["0103"]),
        actions.Closing(world["0101"], MAY, world["0102"]),
        actions.Closing(third, JUNE),
    ]
    changes = actions.close_many(closings, reason="import: a.xlsx", by=None)
    assert [(change.organisation.code, change.kind) for change in changes] == [
        ("0101", ChangeKind.MERGED),
        ("0102", ChangeKind.MERGED),
        ("0104", ChangeKind.DISSOLVED),
        ("01", ChangeKind.MERGED),
    ]
    assert [one.code for one in Organisation.objects.under(world["02"])] == ["0201", "0202", "0103"]


def test_close_many_refuses_by_days_whatever_the_order(world):
    on_one_day = [
        actions.Closing(world["0101"], JUNE, world["0102"]),
        actions.Closing(world["0102"], JUNE, world["0103"]),
    ]
    assert refused(actions.close_many, on_one_day) == {"into"}
    assert refused(actions.close_many, on_one_day[::-1]) == {"into"}
    twice = [actions.Closing(world["0101"], JUNE), actions.Closing(world["0101"], JULY)]
    assert refused(actions.close_many, twice) == {"organisation"}


def test_close_many_lets_units_follow_each_other(world):
    fourth = found(world["00"], "04", kind=Kind.GENERAL_BRANCH)
    actions.close_many(
        [actions.Closing(world["01"], JULY, fourth), actions.Closing(world["02"], JUNE, world["01"])], by=None
    )
    assert [one.code for one in Organisation.objects.under(fourth)] == ["0101", "0102", "0103", "0201", "0202"]


def test_close_many_costs_the_same_for_20_and_200(world, django_assert_max_num_queries):
    for size in (20, 200):
        rows = [
            (world["01"], Organisation(kind=Kind.BRANCH, code=f"{size}-{number}", name="支部", category=Category.STAFF))
            for number in range(size)
        ]
        branches = actions.found_many(rows, by=None)
        with django_assert_max_num_queries(56):
            actions.close_many([actions.Closing(branch, JUNE, world["0102"]) for branch in branches], by=None)
