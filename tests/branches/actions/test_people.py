"""Secretaries and appointments: one in office, the right place, separate hands."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from branches import actions
from branches.models import Secretary
from branches.places import places_of
from core.choices import Role
from tests.world import person

MAY, JUNE = date(2012, 5, 1), date(2012, 6, 1)
DAY = date(2012, 1, 1)


def refused(act, *args, **kwargs):
    with pytest.raises(ValidationError) as error:
        act(*args, **kwargs, by=None)
    return set(error.value.message_dict)


def in_office(world, code):
    return list(world[code].secretaries.order_by("pk").values_list("name", "left_on"))


def test_secretary_succeeds_the_former_one(world):
    actions.set_secretary(world["0101"], name="李明", on=MAY, by=None)
    new = actions.set_secretary(world["0101"], name="王芳", title="教授", on=JUNE, by=world.people["department"])
    assert in_office(world, "0101") == [("李明", JUNE), ("王芳", None)]
    assert new.history.get().history_user == world.people["department"]


def test_secretary_of_a_closed_organisation_is_refused(world):
    actions.dissolve(world["0101"], on=MAY, by=None)
    assert refused(actions.set_secretary, world["0101"], name="李明", on=JUNE) == {"organisation"}


def test_secretary_needs_a_name(world):
    assert refused(actions.set_secretary, world["0101"], name="", on=JUNE) == {"name"}


def test_secretaries_of_a_roster_leave_who_is_there(world):
    actions.set_secretary(world["0101"], name="李明", title="教授", on=MAY, by=None)
    actions.set_secretary(world["0102"], name="王芳", on=MAY, by=None)
    rows = [(world["0101"], "李明 "), (world["0102"], "赵强"), (world["0103"], "钱进"), (world["0201"], "")]
    assert [one.name for one in actions.set_secretaries(rows, on=JUNE, by=None)] == ["赵强", "钱进"]
    assert in_office(world, "0101") == [("李明", None)]
    assert in_office(world, "0102") == [("王芳", JUNE), ("赵强", None)]
    assert Secretary.objects.filter(organisation=world["0201"]).count() == 0


def test_appointment_gives_a_place(world):
    user = person("new")
    actions.appoint(user, role=Role.UNIT, organisation=world["01"], on=DAY, by=world.people["department"])
    assert [(place.role, place.code) for place in places_of(user)] == [(Role.UNIT, "01")]
    assert user.appointments.get().history.get().history_user == world.people["department"]


@pytest.mark.parametrize(
    ("role", "code", "argument"),
    [
        (Role.UNIT, "0101", "organisation"),
        (Role.BRANCH, "01", "organisation"),
        (Role.DEPARTMENT, "01", "organisation"),
        ("king", "00", "role"),
    ],
)
def test_appointment_refuses_the_wrong_place(world, role, code, argument):
    assert refused(actions.appoint, person("new"), role=role, organisation=world[code], on=DAY) == {argument}


def test_appointment_refuses_a_closed_organisation(world):
    actions.dissolve(world["0101"], on=MAY, by=None)
    assert refused(actions.appoint, person("new"), role=Role.BRANCH, organisation=world["0101"], on=JUNE) == {
        "organisation"
    }


def test_appointment_refuses_the_same_twice(world):
    user = world.people["unit-01"]
    assert refused(actions.appoint, user, role=Role.UNIT, organisation=world["01"], on=JUNE) == {"role"}
    actions.appoint(user, role=Role.UNIT, organisation=world["02"], on=JUNE, by=None)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (Role.DEPARTMENT, Role.ACCOUNTS),
        (Role.ACCOUNTS, Role.AUDIT),
        (Role.AUDIT, Role.DEPARTMENT),
        (Role.VIEWER, Role.AUDIT),
        (Role.ACCOUNTS, Role.EXPERT),
    ],
)
def test_appointment_keeps_the_three_apart_also_in_the_future(world, first, second):
    user = person("new")
    actions.appoint(user, role=first, organisation=world["00"], on=JUNE, by=None)
    assert refused(actions.appoint, user, role=second, organisation=world["00"], on=MAY) == {"role"}
    actions.appoint(user, role=second, organisation=world["00"], on=date(2011, 1, 1), ends_on=MAY, by=None)


def test_appointment_is_over_on_the_day_it_ends(world):
    held = world.people["unit-01"].appointments.get()
    held.ends_on = timezone.localdate() + timedelta(days=1)
    held.save()
    assert [place.code for place in places_of(world.people["unit-01"])] == ["01"]
    held.ends_on = timezone.localdate()
    held.save()
    assert places_of(world.people["unit-01"]) == []


def test_appointment_given_by_mistake_is_taken_back_at_once(world):
    user, today = person("new"), timezone.localdate()
    given = actions.appoint(user, role=Role.UNIT, organisation=world["01"], on=today, by=None)
    given.ends_on = today
    given.full_clean()
    given.save()
    assert places_of(user) == []


def test_appointment_does_not_end_before_it_begins(world):
    held = world.people["unit-01"].appointments.get()
    held.ends_on = date(2000, 1, 1)
    with pytest.raises(ValidationError):
        held.full_clean()


def test_appointment_at_a_closed_organisation_stays_ended(world):
    actions.dissolve(world["0101"], on=MAY, by=None)
    held = world.people["branch-0101"].appointments.get()
    for day in (None, JUNE):
        held.ends_on = day
        with pytest.raises(ValidationError) as refused:
            held.full_clean()
        assert set(refused.value.message_dict) == {"ends_on"}


def test_appointment_that_had_not_begun_at_the_closing_never_does(world):
    today = timezone.localdate()
    user = person("new")
    actions.appoint(user, role=Role.BRANCH, organisation=world["0101"], on=today + timedelta(days=10), by=None)
    actions.dissolve(world["0101"], on=today, by=None)
    assert places_of(user) == places_of(world.people["branch-0101"]) == []
